//! Where credit of a rule may be banked and redeemed: at sites that keep books, for goods that come both with the rule and without.

use super::Labelled;
use crate::network::{MaterialId, Network, RuleId, RuleSet, SiteId};

impl Labelled<'_> {
    /// Rules and classes that hold them, with which goods may give up the rule for credit, or hold it by credit; ascending.
    pub fn credits(&self, site: SiteId, material: MaterialId) -> Vec<(RuleId, RuleSet)> {
        let classes = self.classes(site, material);
        let pairs = banked(self.network, site).flat_map(|rule| {
            let holding = classes.iter().filter(move |class| class.has(rule));
            let both = holding.filter(move |class| classes.binary_search(&class.without(RuleSet::of(rule))).is_ok());
            both.map(move |class| (rule, *class))
        });
        pairs.collect()
    }
}

/// Rules whose credit a site banks; none where goods are used up.
pub(super) fn banked(network: &Network, site: SiteId) -> impl Iterator<Item = RuleId> + use<'_> {
    let keeps_books = !network.sites[site.index()].demand_place;
    let rules = network.rules.iter().enumerate();
    let banked = rules.filter(move |(_, rule)| keeps_books && !rule.credit.is_empty());
    banked.map(|(index, _)| RuleId::new(index))
}
