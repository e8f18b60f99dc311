//! Shortage, elements, shipments, output, costs by kind and charges of measures.

use super::{Figure, Topic, View};
use crate::network::{BorderKind, PeriodId, border_charges};
use crate::plan::support_payments;
use std::collections::BTreeMap;

/// Stands for the demands that no tier counts.
const PENALISED: &str = "penalised";

fn told(topic: Topic, unit: &'static str, sums: BTreeMap<(String, String), f64>) -> impl Iterator<Item = Figure> {
    sums.into_iter()
        .map(move |((item, part), value)| Figure::new(topic, (&item, &part), unit, value))
}

/// Tonnes short by tier in order of priority, then those of demands that are charged a penalty.
pub(super) fn shortages(view: View<'_>) -> Vec<Figure> {
    let tiers = &view.network.tiers;
    let mut sums = vec![0.0; tiers.len() + 1];
    for short in &view.plan.shortages {
        let tier = view.network.demands[short.of.0.index()].tier;
        if let Some(sum) = sums.get_mut(tier.unwrap_or(tiers.len())) {
            *sum += short.quantity;
        }
    }
    let names = tiers.iter().map(String::as_str).chain([PENALISED]);
    names
        .zip(sums)
        .map(|(name, sum)| Figure::new(Topic::Shortage, (name, ""), "t", sum))
        .collect()
}

/// Tonnes of each watched element delivered, by country.
pub(super) fn elements(view: View<'_>) -> Vec<Figure> {
    let network = view.network;
    let mut sums = BTreeMap::new();
    for delivery in &view.plan.deliveries {
        let (demand, material) = delivery.of;
        let country = network.country_of(network.demands[demand.index()].site);
        let content = &network.materials[material.index()].content;
        for (element, share) in network.elements.iter().zip(content).filter(|(_, share)| **share > 0.0) {
            let key = (element.name.clone(), network.countries[country.index()].name.clone());
            *sums.entry(key).or_default() += share * delivery.quantity;
        }
    }
    told(Topic::Elements, "t", sums).collect()
}

/// What the buyers pay by kind, and what treasuries pay to sellers, discounted.
pub(super) fn ledger(view: View<'_>) -> Vec<Figure> {
    let mut sums = BTreeMap::new();
    for entry in &view.plan.ledger {
        let by = if entry.in_cost() { "" } else { "by treasuries" };
        *sums.entry((entry.kind.name().replace('_', " "), by.to_owned())).or_default() += entry.discounted;
    }
    told(Topic::Ledger, "USD", sums).collect()
}

/// What each measure charges, discounted; what it pays is negative. What goods within a tariff-rate quota save is taken off its charge.
pub(super) fn measures(view: View<'_>) -> Vec<Figure> {
    let network = view.network;
    let mut sums = BTreeMap::new();
    let mut add = |name: &str, to: &str, period: PeriodId, amount: f64| {
        *sums.entry((name.to_owned(), to.to_owned())).or_default() += amount * network.periods[period.index()].discount;
    };
    for flow in &view.plan.flows {
        for part in border_charges(network, flow.of, |rule| flow.class.has(rule), flow.period).parts {
            let to = match part.kind {
                BorderKind::FloorPremium => "to sellers",
                _ => "to treasuries",
            };
            let name = &network.measures[part.measure.index()].name;
            add(name, to, flow.period, part.amount * flow.quantity);
        }
    }
    for part in &view.plan.tranches {
        let holds = |rule| part.class.has(rule);
        if let Some(quota) = network.rate_quota(part.of, holds, part.period) {
            let relief = network.relief(part.of, holds, part.period);
            let name = &network.measures[quota.index()].name;
            add(name, "to treasuries", part.period, -relief * part.quantity);
        }
    }
    for (support, period, amount) in support_payments(network, view.plan) {
        add(&support.contract, "to treasuries", period, -amount);
    }
    told(Topic::Measures, "USD", sums).collect()
}

/// Tonnes of each stage's goods shipped from country to country.
pub(super) fn flows(view: View<'_>) -> Vec<Figure> {
    let network = view.network;
    let name = |site| network.countries[network.country_of(site).index()].name.as_str();
    let mut sums = BTreeMap::new();
    for flow in &view.plan.flows {
        let lane = &network.lanes[flow.of.index()];
        let (from, to) = (name(lane.from), name(lane.to));
        if from != to {
            let material = network.materials[lane.material.index()].name.clone();
            *sums.entry((format!("{from} > {to}"), material)).or_default() += flow.quantity;
        }
    }
    told(Topic::Flows, "t", sums).collect()
}

/// What sites sell as sources, and what they make, in tonnes of outputs.
pub(super) fn output(view: View<'_>) -> Vec<Figure> {
    let network = view.network;
    let mut sums = BTreeMap::new();
    let mut add = |site: crate::network::SiteId, material: crate::network::MaterialId, tonnes: f64| {
        let key = (
            network.sites[site.index()].name.clone(),
            network.materials[material.index()].name.clone(),
        );
        *sums.entry(key).or_default() += tonnes;
    };
    for supply in &view.plan.supplies {
        let source = &network.sources[supply.of.index()];
        add(source.site, source.material, supply.quantity);
    }
    for run in &view.plan.activities {
        let operation = &network.operations[run.of.index()];
        for (material, tonnes) in &operation.outputs {
            add(operation.site, *material, tonnes * run.quantity);
        }
    }
    told(Topic::Output, "t", sums).collect()
}
