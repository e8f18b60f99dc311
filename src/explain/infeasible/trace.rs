//! The way to a demand: whether goods that satisfy its rules reach it at all, how much of them can, and which goods do not count.

use super::cited::{name_of, name_of_site};
use super::elastic::{Atom, rules_of};
use super::facts::What;
use super::repairs::Scene;
use crate::explain::cut_off::why_cut_off;
use crate::formulation::{ColumnKey, RowKey};
use crate::lp::Level;
use crate::network::{CountryId, DemandId, MaterialId, Network, RuleId, RuleSet, SiteId};
use serde::Serialize;
use std::collections::BTreeSet;

/// The way to a demand.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trace {
    /// Demand.
    pub demand: String,
    /// Rules that it requires.
    pub rules: Vec<String>,
    /// Tonnes that it must receive, over all periods.
    pub asked: f64,
    /// Tonnes that it can receive at most, over all periods, when nothing else among the facts is asked for; none where that was not found.
    pub most: Option<f64>,
    /// Why nothing that satisfies the rules reaches it, where nothing does.
    pub cut_off: Option<String>,
    /// Goods on the way to it that do not satisfy a rule from the beginning.
    pub unfit: Vec<Unfit>,
}

/// Goods that do not satisfy a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Unfit {
    /// Site that sells them, or makes them.
    pub site: String,
    /// Material.
    pub material: String,
    /// Rule.
    pub rule: String,
    /// Stages that the rule does not pass, each with the country.
    pub at: Vec<(String, String)>,
}

/// The ways to the demands that the eased facts ask deliveries for.
pub(super) fn traces(scene: &Scene<'_>) -> Vec<Trace> {
    let facts: BTreeSet<usize> = scene.eased.iter().map(|(fact, _)| *fact).collect();
    let asked = facts
        .into_iter()
        .filter_map(|fact| match scene.elastic.facts.get(fact)?.what {
            What::Limit(RowKey::DeliveryFloor(demand, _)) => Some((fact, demand)),
            _ => None,
        });
    asked.map(|(fact, demand)| trace(scene, fact, demand)).collect()
}

fn trace(scene: &Scene<'_>, fact: usize, id: DemandId) -> Trace {
    let (case, network) = (scene.case, scene.case.network);
    let demand = network.demands.get(id.index());
    let required = demand.map_or(RuleSet::default(), |demand| {
        demand.requires.iter().fold(RuleSet::default(), |all, set| all.or(*set))
    });
    Trace {
        demand: demand.map_or_else(String::new, |demand| demand.name.clone()),
        rules: rules_of(required)
            .filter_map(|rule| Some(network.rules.get(rule.index())?.name.clone()))
            .collect(),
        asked: demand.map_or(0.0, |demand| demand.minimum.iter().sum()),
        most: most(scene, fact, id),
        cut_off: why_cut_off(network, (case.columns, case.rows), id),
        unfit: unfit(network, id, required),
    }
}

/// The most that can be delivered to a demand when nothing must.
fn most(scene: &Scene<'_>, fact: usize, id: DemandId) -> Option<f64> {
    let kept = |atom: Atom| atom.0 != fact && !scene.eased.contains(&atom);
    let mut lp = scene.program(&kept);
    let mut coefficients = vec![0.0; lp.columns()];
    let accepts = &scene.case.network.demands.get(id.index())?.accepts;
    for (coefficient, key) in coefficients.iter_mut().zip(scene.case.columns) {
        if let ColumnKey::Deliver(demand, material, ..) = key
            && *demand == id
        {
            let rate = accepts.iter().find(|(accepted, _)| accepted == material);
            *coefficient = rate.map_or(0.0, |(_, rate)| -rate);
        }
    }
    lp.levels = vec![Level {
        name: "delivered".into(),
        coefficients,
        offset: 0.0,
    }];
    let optimum = scene.hands.minimise(&lp)?;
    Some(0.0 - optimum.levels.first()?)
}

/// Sources, stocks and plants from which goods lead to a demand, but which break one of its rules.
fn unfit(network: &Network, id: DemandId, required: RuleSet) -> Vec<Unfit> {
    let upstream = upstream(network, id);
    let here = |site: SiteId, material: MaterialId| upstream.contains(&(site, material));
    let mut found = BTreeSet::new();
    for rule in rules_of(required) {
        for source in network.sources.iter().filter(|source| here(source.site, source.material)) {
            let passed = source.lineage.iter().enumerate();
            let passed = passed.filter_map(|(stage, country)| Some((stage, (*country)?)));
            found.extend(broken(network, (rule, source.material), source.site, passed));
        }
        for operation in &network.operations {
            for (output, _) in operation.outputs.iter().filter(|(output, _)| here(operation.site, *output)) {
                let country = network.sites.get(operation.site.index()).map(|site| site.country);
                let passed = country.map(|country| (operation.stage.index(), country));
                found.extend(broken(network, (rule, *output), operation.site, passed.into_iter()));
            }
        }
    }
    found.into_iter().collect()
}

/// Goods of a site, where their lineage breaks a rule.
fn broken(
    network: &Network,
    (rule, material): (RuleId, MaterialId),
    site: SiteId,
    passed: impl Iterator<Item = (usize, CountryId)>,
) -> Option<Unfit> {
    let of = network.rules.get(rule.index()).filter(|_| network.concerns(rule, material))?;
    let fails = |(stage, country): &(usize, CountryId)| {
        let passes = of.passes.get(*stage).and_then(Option::as_ref);
        passes.is_some_and(|passes| passes.get(country.index()) == Some(&false))
    };
    let name = |(stage, country): (usize, CountryId)| {
        let stage = network.stages.get(stage)?.name.clone();
        Some((stage, network.countries.get(country.index())?.name.clone()))
    };
    let at: Vec<(String, String)> = passed.filter(fails).filter_map(name).collect();
    (!at.is_empty()).then(|| Unfit {
        site: name_of_site(network, site.index()).into(),
        material: name_of(network, material).into(),
        rule: of.name.clone(),
        at,
    })
}

/// Places and materials from which goods can come to a demand.
fn upstream(network: &Network, id: DemandId) -> BTreeSet<(SiteId, MaterialId)> {
    let mut found = BTreeSet::new();
    let demand = network.demands.get(id.index());
    let accepted = demand
        .into_iter()
        .flat_map(|demand| demand.accepts.iter().map(|(material, _)| (demand.site, *material)));
    let mut queue: Vec<(SiteId, MaterialId)> = accepted.collect();
    while let Some((site, material)) = queue.pop() {
        if !found.insert((site, material)) {
            continue;
        }
        let lanes = network
            .lanes
            .iter()
            .filter(|lane| (lane.to, lane.material) == (site, material));
        queue.extend(lanes.map(|lane| (lane.from, material)));
        let makers = network.operations.iter().filter(|operation| operation.site == site);
        let makers = makers.filter(|operation| operation.outputs.iter().any(|(output, _)| *output == material));
        queue.extend(makers.flat_map(|operation| operation.inputs.iter().map(|(input, _)| (site, *input))));
    }
    found
}
