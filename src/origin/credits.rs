//! Where credit of a rule may be banked and redeemed: at sites that keep books, for goods that come both with the rule and without.

use super::Labelled;
use crate::network::{MaterialId, Network, RuleId, RuleSet, SiteId};

impl Labelled<'_> {
    /// Rules, and the classes with them of the goods that give the rule up and of those that later hold it in their place; ascending.
    pub fn credits(&self, site: SiteId, material: MaterialId) -> Vec<(RuleId, [RuleSet; 2])> {
        let classes = self.classes(site, material);
        let of = |rule: RuleId| {
            let holding = classes.iter().filter(|class| class.has(rule));
            let both = holding.filter(|class| classes.binary_search(&class.without(RuleSet::of(rule))).is_ok());
            let both: Vec<RuleSet> = both.copied().collect();
            let pairs = both.iter().flat_map(|from| both.iter().map(|to| (rule, [*from, *to])));
            pairs.collect::<Vec<_>>()
        };
        banked(self.network, site).flat_map(of).collect()
    }
}

/// Rules whose credit a site banks; none where goods are used up.
pub(super) fn banked(network: &Network, site: SiteId) -> impl Iterator<Item = RuleId> + use<'_> {
    let keeps_books = !network.sites[site.index()].demand_place;
    let rules = network.rules.iter().enumerate();
    let banked = rules.filter(move |(_, rule)| keeps_books && !rule.credit.is_empty());
    banked.map(|(index, _)| RuleId::new(index))
}
