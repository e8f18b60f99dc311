//! Names of ids, and ids of names.

use crate::network::{
    CountryId, DemandId, LaneId, MaterialId, Network, OperationId, OwnerId, PeriodId, RuleId, RuleSet, SiteId, TerritoryId,
};
use crate::plan::{EntryKind, Party};
use std::collections::HashMap;

/// Separates the rules of a class in its name.
const AND: &str = "+";

/// Rules of a class, joined by `+`; empty for the class that claims nothing.
pub(super) fn class_name(network: &Network, class: RuleSet) -> String {
    rules(network, class).map(|(_, name)| name).collect::<Vec<_>>().join(AND)
}

fn rules(network: &Network, class: RuleSet) -> impl Iterator<Item = (RuleId, &str)> {
    let named = network.rules.iter().enumerate();
    named
        .map(|(k, rule)| (RuleId::new(k), rule.name.as_str()))
        .filter(move |&(id, _)| class.has(id))
}

/// Kind and name of a party.
pub(super) fn party(network: &Network, party: Party) -> (&'static str, String) {
    match party {
        Party::Buyers(country) => ("buyers", network.countries[country.index()].name.clone()),
        Party::Owner(owner) => ("owner", network.owners[owner.index()].clone()),
        Party::Treasury(territory) => ("treasury", network.territories[territory.index()].name.clone()),
        Party::Carriers => ("carriers", String::new()),
        Party::Services => ("services", String::new()),
        Party::Unserved => ("unserved", String::new()),
    }
}

/// Name of a kind of ledger entry, as in files.
pub(super) fn kind_name(kind: EntryKind) -> &'static str {
    kind.name()
}

/// Ids by name. Lanes and operations are found by the names of their parts.
#[derive(Debug)]
pub(super) struct Ids<'a> {
    /// Periods.
    pub periods: HashMap<&'a str, PeriodId>,
    /// Materials.
    pub materials: HashMap<&'a str, MaterialId>,
    /// Countries.
    pub countries: HashMap<&'a str, CountryId>,
    /// Territories.
    pub territories: HashMap<&'a str, TerritoryId>,
    /// Owners.
    pub owners: HashMap<&'a str, OwnerId>,
    /// Sites.
    pub sites: HashMap<&'a str, SiteId>,
    /// Demands.
    pub demands: HashMap<&'a str, DemandId>,
    /// Rules.
    pub rules: HashMap<&'a str, RuleId>,
    /// Lanes by names of origin, destination and material.
    pub lanes: HashMap<(&'a str, &'a str, &'a str), LaneId>,
    /// Operations by names of site, line and operation.
    pub operations: HashMap<(&'a str, &'a str, &'a str), OperationId>,
}

impl<'a> Ids<'a> {
    /// Indexes a network.
    pub fn new(network: &'a Network) -> Self {
        let site = |id: SiteId| network.sites[id.index()].name.as_str();
        let lane = |k: usize| {
            let lane = &network.lanes[k];
            (
                site(lane.from),
                site(lane.to),
                network.materials[lane.material.index()].name.as_str(),
            )
        };
        let operation = |k: usize| {
            let operation = &network.operations[k];
            (
                site(operation.site),
                network.lines[operation.line.index()].name.as_str(),
                operation.name.as_str(),
            )
        };
        Self {
            periods: index(&network.periods, |period| &period.name, PeriodId::new),
            materials: index(&network.materials, |material| &material.name, MaterialId::new),
            countries: index(&network.countries, |country| &country.name, CountryId::new),
            territories: index(&network.territories, |territory| &territory.name, TerritoryId::new),
            owners: index(&network.owners, |owner| owner, OwnerId::new),
            sites: index(&network.sites, |site| &site.name, SiteId::new),
            demands: index(&network.demands, |demand| &demand.name, DemandId::new),
            rules: index(&network.rules, |rule| &rule.name, RuleId::new),
            lanes: (0..network.lanes.len()).map(|k| (lane(k), LaneId::new(k))).collect(),
            operations: (0..network.operations.len())
                .map(|k| (operation(k), OperationId::new(k)))
                .collect(),
        }
    }

    /// The class of a name made by [`class_name`]; none when a rule is not known.
    pub fn class(&self, name: &str) -> Option<RuleSet> {
        let rules = name.split(AND).filter(|rule| !rule.is_empty());
        rules
            .map(|rule| self.rules.get(rule).map(|&id| RuleSet::of(id)))
            .try_fold(RuleSet::default(), |set, rule| Some(set.or(rule?)))
    }

    /// The party of a kind and a name made by [`party`].
    pub fn party(&self, kind: &str, name: &str) -> Option<Party> {
        match kind {
            "buyers" => self.countries.get(name).map(|&id| Party::Buyers(id)),
            "owner" => self.owners.get(name).map(|&id| Party::Owner(id)),
            "treasury" => self.territories.get(name).map(|&id| Party::Treasury(id)),
            "carriers" => Some(Party::Carriers),
            "services" => Some(Party::Services),
            "unserved" => Some(Party::Unserved),
            _ => None,
        }
    }
}

fn index<T, I>(items: &[T], name: fn(&T) -> &String, id: fn(usize) -> I) -> HashMap<&str, I> {
    items
        .iter()
        .enumerate()
        .map(|(k, item)| (name(item).as_str(), id(k)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Rule;

    fn network(rules: &[&str]) -> Network {
        let rule = |name: &&str| Rule {
            name: (*name).into(),
            elements: vec![],
            passes: vec![],
            de_minimis: None,
            value_content: None,
            recycling_resets: false,
            segregated: false,
            identity: false,
            mine: None,
            credit: Vec::new(),
            certificates: None,
            law_note: None,
        };
        Network {
            rules: rules.iter().map(rule).collect(),
            ..Network::default()
        }
    }

    #[test]
    fn a_class_comes_back_from_its_name() {
        let network = network(&["dfars", "exposure:Dy:partners", "exposure:Dy"]);
        let ids = Ids::new(&network);
        for bits in 0..8 {
            assert_eq!(ids.class(&class_name(&network, RuleSet(bits))), Some(RuleSet(bits)));
        }
        assert_eq!(ids.class("dfars+washed"), None);
    }

    #[test]
    fn people_read_the_strictest_rule_of_exposure() {
        let network = network(&["dfars", "exposure:Dy:partners", "exposure:Dy"]);
        let labels: Vec<String> = [0, 1, 2, 7]
            .into_iter()
            .map(|bits| network.class_label(RuleSet(bits)))
            .collect();
        assert_eq!(labels, ["any", "dfars", "partner Dy", "dfars, allied Dy"]);
    }
}
