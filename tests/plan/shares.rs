//! Whose a plan's doings are: everything has owners, and what they pay is what the plan costs.

use super::cases::{assert_near, shipped};
use lodestone::formulation::ColumnKey;
use lodestone::origin;
use lodestone::plan::Shares;
use lodestone::run::Solved;

fn decision(key: &ColumnKey) -> bool {
    matches!(
        key,
        ColumnKey::Open(..) | ColumnKey::Start(..) | ColumnKey::Stop(..) | ColumnKey::Build(..)
    )
}

/// Costs of all countries by their shares, decisions apart.
fn shared_cost(solved: &Solved) -> (f64, f64) {
    let (network, model) = (&solved.posed.network, &solved.posed.model);
    let labelled = origin::label(network);
    let shares = Shares::of(&labelled, &solved.plan);
    let point = solved.outcome.point.as_ref().unwrap();
    let cost = &model.lp.levels[network.cost_level()].coefficients;
    let (mut by_shares, mut decided) = (0.0, 0.0);
    for ((key, value), cost) in model.columns.iter().zip(point).zip(cost) {
        if decision(key) {
            decided += value * cost;
        } else if *value > 1e-9 && *cost != 0.0 {
            let sum: f64 = shares.column(*key).iter().map(|(_, share)| share).sum();
            assert_near(sum, 1.0, &format!("{key:?}"));
            by_shares += value * cost * sum;
        }
    }
    (by_shares, decided)
}

#[test]
fn shares_of_what_costs_something_sum_to_the_cost() {
    let cases = [
        ("recycling-loop", Some("history-stays")),
        ("strategic-stock", None),
        ("heavy-rare-earth", None),
        ("buyers-club", Some("us-japan")),
        ("tariff-rate-quota", Some("tariff")),
    ];
    for (name, policy) in cases {
        let solved = shipped(name, policy, None, &[]);
        let (by_shares, decided) = shared_cost(&solved);
        let level = &solved.plan.levels[solved.posed.network.cost_level()];
        assert!(
            (by_shares + decided - level.value).abs() <= 1e-7 * level.value.abs().max(1.0),
            "{name}: {by_shares} + {decided} instead of {}",
            level.value
        );
    }
}
