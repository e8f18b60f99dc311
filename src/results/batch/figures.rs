//! Figures of one plan among many.

use super::{Noted, SHORTAGE};
use crate::compare::{View, prices_by_period};
use crate::network::Network;
use crate::plan::Plan;
use crate::results::names::{kind_name, party};
use crate::results::resource_cost;
use std::collections::BTreeMap;

/// Share of what a source has that must be left for it to be marginal.
const LEFT: f64 = 1e-7;

/// Headline, shortages by tier and period, costs by kind and payer, prices by material and period, and sources that sell some but not all
/// they have.
pub fn noted(network: &Network, plan: &Plan) -> Vec<Noted> {
    let mut noted = headline(network, plan);
    noted.extend(shortages(network, plan));
    noted.extend(ledger(network, plan));
    noted.extend(prices(network, plan));
    noted.extend(marginal(network, plan));
    noted
}

fn headline(network: &Network, plan: &Plan) -> Vec<Noted> {
    let level = |name: &str| plan.levels.iter().find(|level| level.name == name).map(|level| level.value);
    let known = [
        ("cost", "USD", level("cost")),
        ("resource cost", "USD", Some(resource_cost(network, plan))),
        ("exposure", "t", level("exposure")),
    ];
    let known = known.into_iter().filter_map(|(name, unit, value)| Some((name, unit, value?)));
    known
        .map(|(name, unit, value)| Noted::new("headline", (name, "", ""), unit, value))
        .collect()
}

/// Tonnes short by tier over the horizon, and in each period in which some are; those of demands without a tier count as `penalised`.
fn shortages(network: &Network, plan: &Plan) -> Vec<Noted> {
    let name = |tier: usize| network.tiers.get(tier).map_or("penalised", String::as_str);
    let tier = |demand: crate::network::DemandId| network.demands.get(demand.index()).and_then(|demand| demand.tier);
    let mut totals = vec![0.0; network.tiers.len() + 1];
    let mut by_period: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for short in &plan.shortages {
        let tier = tier(short.of.0).unwrap_or(network.tiers.len());
        if let Some(total) = totals.get_mut(tier) {
            *total += short.quantity;
        }
        *by_period.entry((tier, short.period.index())).or_default() += short.quantity;
    }
    let totals = totals.into_iter().enumerate();
    let totals = totals.map(|(tier, total)| Noted::new("shortage", (name(tier), "", ""), "t", total));
    let periods = by_period.into_iter().filter(|(_, tonnes)| *tonnes > SHORTAGE);
    let periods = periods.filter_map(|((tier, period), tonnes)| {
        let period = network.periods.get(period)?;
        Some(Noted::new("shortage", (name(tier), "", &period.name), "t", tonnes))
    });
    totals.chain(periods).collect()
}

/// Discounted USD by kind and payer.
fn ledger(network: &Network, plan: &Plan) -> Vec<Noted> {
    let mut sums: BTreeMap<(&str, String), f64> = BTreeMap::new();
    for entry in &plan.ledger {
        let (kind, name) = party(network, entry.payer);
        let payer = format!("{kind} {name}").trim_end().to_owned();
        *sums.entry((kind_name(entry.kind), payer)).or_default() += entry.discounted;
    }
    let told = sums.into_iter();
    told.map(|((kind, payer), sum)| Noted::new("ledger", (kind, &payer, ""), "USD", sum))
        .collect()
}

fn prices(network: &Network, plan: &Plan) -> Vec<Noted> {
    let view = View {
        network,
        plan,
        chains: &[],
    };
    let told = prices_by_period(view).into_iter();
    told.filter_map(|(material, period, side, price)| {
        let material = network.materials.get(material.index())?;
        let period = network.periods.get(period.index())?;
        Some(Noted::new("price", (&material.name, side, &period.name), "USD/t", price))
    })
    .collect()
}

/// Sources that sell some of what they have in a period, and not all: one tonne more would come from there.
fn marginal(network: &Network, plan: &Plan) -> Vec<Noted> {
    let mut sold: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for supply in &plan.supplies {
        *sold.entry((supply.of.index(), supply.period.index())).or_default() += supply.quantity;
    }
    let told = sold.into_iter().filter_map(|((source, period), tonnes)| {
        let source = network.sources.get(source)?;
        let has = source.available.get(period).copied().unwrap_or(f64::INFINITY);
        let (site, material) = (
            network.sites.get(source.site.index())?,
            network.materials.get(source.material.index())?,
        );
        let period = network.periods.get(period)?;
        let some = tonnes > SHORTAGE && tonnes < has * (1.0 - LEFT);
        some.then(|| Noted::new("marginal", (&site.name, &material.name, &period.name), "1", 1.0))
    });
    told.collect()
}
