//! Credit under mass balance: kept by sites that keep books, of rules that allow it, used later and in the same window.

use super::bench::Bench;
use super::report::Check;

/// Checks every credit.
pub(super) fn check(bench: &mut Bench<'_>) {
    let network = bench.network;
    for credit in &bench.plan.credits {
        let of = credit.of;
        let rule = &network.rules[of.rule.index()];
        let (now, later) = (credit.period.index(), of.later.index());
        let kept = rule
            .credit
            .iter()
            .any(|window| window.contains(&now) && window.contains(&later));
        let fault = if network.sites[of.site.index()].demand_place || rule.credit.is_empty() {
            "which allows none here"
        } else if later <= now || !kept {
            "used before it was kept, or beyond its window"
        } else if !credit.class.has(of.rule) || !of.to.has(of.rule) {
            "for goods of a class without it"
        } else {
            continue;
        };
        let place = bench.place(of.site, of.material, credit.period);
        bench.wrong(Check::Claims, place, format!("credit of {}, {fault}", rule.name));
    }
}
