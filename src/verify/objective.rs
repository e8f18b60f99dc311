//! Values of the objective levels: weighted shortages by tier, discounted cost, exposure.

use super::bench::{Bench, TOLERANCE};
use super::ledger::{cost, own};
use super::lineage::Lineage;
use super::report::Check;
use crate::network::{Network, RuleSet};
use crate::plan::Amount;
use approx::abs_diff_eq;

/// Compares the stated levels with the judge's own.
pub(super) fn check(bench: &mut Bench<'_>, lineage: &Lineage<'_>) {
    let expected = levels(bench, lineage);
    if bench.plan.levels.len() != expected.len() {
        let text = format!("{} levels stated, {} there are", bench.plan.levels.len(), expected.len());
        bench.wrong(Check::Objective, "levels".to_owned(), text);
    }
    for ((name, value, scale), stated) in expected.into_iter().zip(&bench.plan.levels) {
        let allowed = TOLERANCE * scale.max(1e-3);
        if stated.name != name || !value.is_finite() || !abs_diff_eq!(stated.value, value, epsilon = allowed) {
            let text = format!("{} stated for {}, {value} found", stated.value, stated.name);
            bench.wrong(Check::Objective, name, text);
        }
    }
}

/// Name, value and scale of each level.
fn levels(bench: &Bench<'_>, lineage: &Lineage<'_>) -> Vec<(String, f64, f64)> {
    let network = bench.network;
    let counting = |tier: usize| network.demands.iter().filter(move |demand| demand.tier == Some(tier));
    let mut levels = Vec::new();
    for (tier, name) in network
        .tiers
        .iter()
        .enumerate()
        .filter(|(tier, _)| counting(*tier).next().is_some())
    {
        let wanted: f64 = counting(tier)
            .flat_map(|demand| {
                demand
                    .blocks
                    .iter()
                    .map(|block| demand.weight * block.quantity.iter().sum::<f64>())
            })
            .sum();
        let missing = bench.plan.shortages.iter().filter_map(|short| {
            let demand = &network.demands[short.of.0.index()];
            (demand.tier == Some(tier)).then_some(demand.weight * short.quantity)
        });
        levels.push((name.clone(), missing.sum(), wanted));
    }
    let own = own(bench, lineage);
    let value = cost(network, &own);
    let turned: f64 = own.values().map(|due| due.gross).sum();
    // A millionth of a dollar is rounding where next to nothing is bought.
    levels.push(("cost".to_owned(), value, turned.max(1.0)));
    if network.countries.iter().any(|country| country.ally) {
        let delivered: f64 = bench.plan.deliveries.iter().map(|delivery| delivery.quantity).sum();
        levels.push(("exposure".to_owned(), exposure(bench, lineage), delivered));
    }
    levels
}

/// Weighted tonnes of watched elements delivered to allies that others mined or processed.
fn exposure(bench: &Bench<'_>, lineage: &Lineage<'_>) -> f64 {
    let network = bench.network;
    let to_ally = |delivery: &&Amount<(crate::network::DemandId, crate::network::MaterialId)>| {
        let site = network.demands[delivery.of.0.index()].site;
        network.countries[network.sites[site.index()].country.index()].ally
    };
    let deliveries = bench.plan.deliveries.iter().filter(to_ally);
    deliveries
        .map(|delivery| delivery.quantity * exposed(network, lineage, delivery.of.1, delivery.class))
        .sum()
}

/// Exposure of a tonne.
fn exposed(network: &Network, lineage: &Lineage<'_>, material: crate::network::MaterialId, class: RuleSet) -> f64 {
    let content = &network.materials[material.index()].content;
    let of_group = |group: &crate::network::ExposureGroup| {
        let elements = group
            .elements
            .iter()
            .map(|element| network.elements[element.index()].criticality * content[element.index()]);
        let held = group
            .steps
            .iter()
            .rev()
            .find(|(rule, _)| class.has(*rule) && lineage.concerned(material).has(*rule));
        elements.sum::<f64>() * held.map_or(1.0, |(_, weight)| *weight)
    };
    network.exposure.iter().map(of_group).sum()
}
