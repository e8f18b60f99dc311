//! Credit under mass balance: kept by sites that keep books, of rules that allow it, and never more used than was kept in the window.

use super::bench::Bench;
use super::report::Check;
use crate::network::{MaterialId, PeriodId, RuleId, SiteId};
use crate::plan::Turn;
use std::collections::BTreeMap;

/// Checks every site, material and rule with credit.
pub(super) fn check(bench: &mut Bench<'_>) {
    let (network, plan) = (bench.network, bench.plan);
    let mut kept: BTreeMap<(SiteId, MaterialId, RuleId), Vec<[f64; 2]>> = BTreeMap::new();
    for credit in &plan.credits {
        let (site, material, rule, turn) = credit.of;
        let place = bench.place(site, material, credit.period);
        let name = &network.rules[rule.index()].name;
        if network.rules[rule.index()].credit.is_empty() || network.sites[site.index()].demand_place {
            bench.wrong(Check::Claims, place, format!("credit of {name}, which allows none here"));
        } else if !credit.class.has(rule) {
            bench.wrong(
                Check::Claims,
                place,
                format!("credit of {name} for goods of a class without it"),
            );
        }
        let periods = kept
            .entry((site, material, rule))
            .or_insert_with(|| vec![[0.0; 2]; network.periods.len()]);
        periods[credit.period.index()][usize::from(turn == Turn::Redeemed)] += credit.quantity;
    }
    for ((site, material, rule), turned) in kept {
        for window in &network.rules[rule.index()].credit {
            let mut left = 0.0;
            let mut banked = 0.0;
            for t in window.clone() {
                left += turned[t][0] - turned[t][1];
                banked += turned[t][0];
                let place = bench.place(site, material, PeriodId::new(t));
                bench.none(Check::Claims, 0.0 - left, banked, |over| {
                    let name = &network.rules[rule.index()].name;
                    (place, format!("{over} t more credit of {name} used than kept"))
                });
            }
        }
    }
}
