//! Demands: accepted goods that hold the required rules, shortages that make up the rest, floors on delivery.

use super::bench::Bench;
use super::lineage::Lineage;
use super::report::Check;
use crate::network::{DemandId, PeriodId, RuleId};
use crate::plan::Plan;

/// Checks every demand in every period.
pub(super) fn check(bench: &mut Bench<'_>, lineage: &Lineage<'_>) {
    deliveries(bench, lineage);
    let network = bench.network;
    let served = served(bench);
    let short = short(bench.network.periods.len(), bench);
    for (index, demand) in network.demands.iter().enumerate() {
        for t in 0..network.periods.len() {
            let period = bench.period(PeriodId::new(t));
            let place = || format!("{} in {period}", demand.name);
            let wanted: f64 = demand.blocks.iter().map(|block| block.quantity[t]).sum();
            let missing: f64 = short[index][t].iter().sum();
            let got = served[index][t];
            bench.none(Check::Demand, (got + missing - wanted).abs(), wanted.max(got), |_| {
                (place(), format!("{got} t served and {missing} t short of {wanted} t"))
            });
            for (block, missing) in demand.blocks.iter().zip(&short[index][t]) {
                bench.none(Check::Demand, missing - block.quantity[t], wanted, |_| {
                    (place(), format!("{missing} t short of a block of {} t", block.quantity[t]))
                });
            }
            let least = demand.minimum.get(t).copied().unwrap_or_default();
            bench.none(Check::Demand, least - got, least, |_| {
                (place(), format!("{got} t served, {least} t must be"))
            });
        }
    }
}

fn deliveries(bench: &mut Bench<'_>, lineage: &Lineage<'_>) {
    for delivery in &bench.plan.deliveries {
        let (id, material) = delivery.of;
        let demand = &bench.network.demands[id.index()];
        let place = || format!("{} in {}", demand.name, bench.period(delivery.period));
        if !demand.accepts.iter().any(|(accepted, _)| *accepted == material) {
            bench.wrong(
                Check::Demand,
                place(),
                format!("{} is not accepted", bench.material(material)),
            );
            continue;
        }
        let required = demand.requires[delivery.period.index()];
        let lacking = (0..bench.network.rules.len())
            .map(RuleId::new)
            .find(|rule| required.has(*rule) && !lineage.holds(material, delivery.class, *rule));
        if let Some(rule) = lacking {
            let name = &bench.network.rules[rule.index()].name;
            bench.wrong(
                Check::Demand,
                place(),
                format!("{} delivered without {name}", bench.material(material)),
            );
        }
    }
}

/// Tonnes of each demand served in each period.
fn served(bench: &Bench<'_>) -> Vec<Vec<f64>> {
    let network = bench.network;
    let mut served = vec![vec![0.0; network.periods.len()]; network.demands.len()];
    for delivery in &bench.plan.deliveries {
        let (id, material): (DemandId, _) = delivery.of;
        let accepted = network.demands[id.index()]
            .accepts
            .iter()
            .find(|(accepted, _)| *accepted == material);
        let rate = accepted.map_or(0.0, |(_, rate)| *rate);
        served[id.index()][delivery.period.index()] += rate * delivery.quantity;
    }
    served
}

/// Tonnes short by demand, period and block.
fn short(periods: usize, bench: &Bench<'_>) -> Vec<Vec<Vec<f64>>> {
    let plan: &Plan = bench.plan;
    let demands = bench.network.demands.iter();
    let mut short: Vec<Vec<Vec<f64>>> = demands.map(|demand| vec![vec![0.0; demand.blocks.len()]; periods]).collect();
    for missing in &plan.shortages {
        let (demand, block) = missing.of;
        short[demand.index()][missing.period.index()][block as usize] += missing.quantity;
    }
    short
}
