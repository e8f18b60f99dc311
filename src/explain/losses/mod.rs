//! Loss of any one: what can be lost, what a loss takes, what the plan after it comes to, and which losses hurt most.

mod effect;
mod gone;
mod rank;

pub use effect::{Effect, First, Moved, Standing, Thing};
pub use gone::{Fate, Gone, is_committed, without_rules};
pub use rank::{After, Losses, Lost};

use crate::network::{Network, RouteId, RuleSet, SiteId};
use std::collections::BTreeMap;

/// What may be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Losable {
    /// Single sites.
    Sites,
    /// All sites of a country.
    Countries,
    /// All sites of an owner.
    Owners,
    /// The way from one place to another, for all goods.
    Lanes,
    /// A rule of origin that demands no longer ask for.
    Rules,
}

impl Losable {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Sites, Self::Countries, Self::Owners, Self::Lanes, Self::Rules];

    /// Name, as typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sites => "sites",
            Self::Countries => "countries",
            Self::Owners => "owners",
            Self::Lanes => "lanes",
            Self::Rules => "rules",
        }
    }

    /// One of them, in words.
    pub fn one(self) -> &'static str {
        match self {
            Self::Sites => "site",
            Self::Countries => "country",
            Self::Owners => "owner",
            Self::Lanes => "lane",
            Self::Rules => "rule",
        }
    }
}

/// Something lost, or two things at once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loss {
    /// Names of what is lost, as the user wrote them; two of a pair.
    pub names: Vec<String>,
    /// Sites that sell, make and keep nothing, and from which nothing is shipped, in order.
    pub sites: Vec<SiteId>,
    /// Routes that carry nothing, in order.
    pub routes: Vec<RouteId>,
    /// Rules of origin that no demand asks for.
    pub rules: RuleSet,
}

impl Loss {
    /// What is lost, in words.
    pub fn label(&self) -> String {
        self.names.join(" and ")
    }

    /// Both at once.
    pub fn and(&self, other: &Self) -> Self {
        fn both<T: Clone + Ord>(one: &[T], other: &[T]) -> Vec<T> {
            let mut all = [one, other].concat();
            all.sort();
            all.dedup();
            all
        }
        Self {
            names: [self.names.clone(), other.names.clone()].concat(),
            sites: both(&self.sites, &other.sites),
            routes: both(&self.routes, &other.routes),
            rules: self.rules.or(other.rules),
        }
    }
}

/// Every single loss of a kind, in the order of the instance.
pub fn losses(network: &Network, kind: Losable) -> Vec<Loss> {
    let site = |id: SiteId| network.sites.get(id.index());
    match kind {
        Losable::Sites => by_name(network, |id| site(id).map(|site| site.name.clone())),
        Losable::Countries => by_name(network, |id| {
            let country = network.countries.get(site(id)?.country.index())?;
            Some(country.name.clone())
        }),
        Losable::Owners => by_name(network, |id| network.owners.get(site(id)?.owner.index()).cloned()),
        Losable::Lanes => lanes(network),
        Losable::Rules => rules(network),
    }
}

/// Every pair of losses.
pub fn pairs(singles: &[Loss]) -> Vec<Loss> {
    let firsts = singles.iter().enumerate();
    let with_later = firsts.flat_map(|(k, one)| singles.iter().skip(k + 1).map(move |other| one.and(other)));
    with_later.collect()
}

/// Sites that do anything, grouped by a name.
fn by_name(network: &Network, name: impl Fn(SiteId) -> Option<String>) -> Vec<Loss> {
    let mut found: Vec<Loss> = Vec::new();
    for id in (0..network.sites.len()).map(SiteId::new).filter(|id| works(network, *id)) {
        let Some(name) = name(id) else { continue };
        match found.iter_mut().find(|loss| loss.names.first() == Some(&name)) {
            Some(loss) => loss.sites.push(id),
            None => found.push(Loss {
                names: vec![name],
                sites: vec![id],
                ..Loss::default()
            }),
        }
    }
    found
}

/// Whether a site sells, makes, keeps or ships something.
fn works(network: &Network, site: SiteId) -> bool {
    let sells = network.sources.iter().any(|source| source.site == site);
    let makes = network.lines.iter().any(|line| line.site == site);
    let keeps = network.stocks.iter().any(|stock| stock.site == site);
    sells || makes || keeps || network.lanes.iter().any(|lane| lane.from == site)
}

/// Routes between the same two places count as one lane.
fn lanes(network: &Network) -> Vec<Loss> {
    let mut found: BTreeMap<(SiteId, SiteId), Vec<RouteId>> = BTreeMap::new();
    for (index, route) in network.routes.iter().enumerate() {
        found.entry((route.from, route.to)).or_default().push(RouteId::new(index));
    }
    let name = |id: SiteId| network.sites.get(id.index()).map_or("", |site| &site.name);
    let lanes = found.into_iter().map(|((from, to), routes)| Loss {
        names: vec![format!("{} > {}", name(from), name(to))],
        routes,
        ..Loss::default()
    });
    lanes.collect()
}

/// Rules that some demand asks for.
fn rules(network: &Network) -> Vec<Loss> {
    let asked = network
        .demands
        .iter()
        .flat_map(|demand| demand.requires.iter().chain(&demand.claims))
        .fold(RuleSet::default(), |all, rules| all.or(*rules));
    let named = network.rules.iter().enumerate();
    let named = named.map(|(index, rule)| (crate::network::RuleId::new(index), rule));
    let lost = named.filter(|(id, _)| asked.has(*id)).map(|(id, rule)| Loss {
        names: vec![rule.name.clone()],
        rules: RuleSet::of(id),
        ..Loss::default()
    });
    lost.collect()
}
