//! Amounts are finite and positive, of things and periods that exist, claim only known rules, and are given once.

use super::bench::Bench;
use super::report::Check;
use crate::network::{RuleId, RuleSet};
use crate::plan::Amount;
use std::collections::BTreeSet;
use std::fmt::Debug;

/// Checks every list of the plan.
pub(super) fn check(bench: &mut Bench<'_>) {
    let (network, plan) = (bench.network, bench.plan);
    let all = rules(bench);
    let known = |index: usize, count: usize| index < count;
    list(bench, "supply", &plan.supplies, |id| known(id.index(), network.sources.len()));
    list(bench, "activity", &plan.activities, |id| {
        known(id.index(), network.operations.len())
    });
    list(bench, "flow", &plan.flows, |id| known(id.index(), network.lanes.len()));
    list(bench, "stock", &plan.stocks, |id| known(id.index(), network.stocks.len()));
    list(bench, "disposal", &plan.disposals, |id| {
        known(id.index(), network.disposals.len())
    });
    list(bench, "sale", &plan.sales, |id| known(id.index(), network.byproducts.len()));
    list(bench, "delivery", &plan.deliveries, |(demand, material)| {
        known(demand.index(), network.demands.len()) && known(material.index(), network.materials.len())
    });
    list(bench, "shortage", &plan.shortages, |(demand, block)| {
        network
            .demands
            .get(demand.index())
            .is_some_and(|demand| known(*block as usize, demand.blocks.len()))
    });
    list(bench, "tolerated draw", &plan.tolerated, |(operation, material, rule)| {
        known(operation.index(), network.operations.len())
            && known(material.index(), network.materials.len())
            && known(rule.index(), network.rules.len())
    });
    list(bench, "downgrade", &plan.downgrades, |(site, material, lesser)| {
        let is_class = all.covers(*lesser);
        is_class && known(site.index(), network.sites.len()) && known(material.index(), network.materials.len())
    });
}

/// All rules that exist.
fn rules(bench: &Bench<'_>) -> RuleSet {
    let rules = (0..bench.network.rules.len()).map(RuleId::new);
    rules.fold(RuleSet::default(), |set, rule| set.or(RuleSet::of(rule)))
}

fn list<T: Copy + Debug + PartialEq>(bench: &mut Bench<'_>, what: &str, amounts: &[Amount<T>], known: impl Fn(&T) -> bool) {
    let all = rules(bench);
    let periods = bench.network.periods.len();
    let mut seen = BTreeSet::new();
    for amount in amounts {
        let place = format!("{what} {:?}", amount.of);
        if !known(&amount.of) || amount.period.index() >= periods {
            bench.wrong(Check::Amounts, place, "names nothing that exists".to_owned());
        } else if !amount.quantity.is_finite() || amount.quantity < 0.0 {
            bench.wrong(Check::Amounts, place, format!("{} is no amount", amount.quantity));
        } else if !all.covers(amount.class) {
            bench.wrong(Check::Amounts, place, "claims a rule that does not exist".to_owned());
        } else if !seen.insert((place.clone(), amount.class, amount.period)) {
            bench.wrong(
                Check::Amounts,
                place,
                format!("is given twice in {}", bench.period(amount.period)),
            );
        }
    }
}
