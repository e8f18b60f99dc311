//! Games solved by hand, and figures by hand.

use super::lineage::herfindahl;
use super::{Case, Comparison, Figure, Topic, regrets};

#[test]
fn concentration_is_that_of_shares() {
    assert_eq!(herfindahl(&[5.0]), 10_000.0);
    assert_eq!(herfindahl(&[1.0, 1.0, 2.0]), 3_750.0);
}

fn case(policy: &str, scenario: &str, cost: f64) -> Case {
    Case {
        policy: policy.into(),
        scenario: scenario.into(),
        status: "optimal",
        figures: vec![Figure::new(Topic::Headline, ("cost", ""), "USD", cost)],
        open: None,
        notes: Vec::new(),
    }
}

/// Costs: a 10 and 40, b 20 and 25. Least: 10 and 25. Regret: a 0 and 15, b 10 and 0. The least of the worst is 10, of b.
#[test]
fn the_least_worst_regret_is_found_by_hand() {
    let comparison = Comparison {
        instance: "by-hand".into(),
        cases: vec![
            case("a", "s", 10.0),
            case("a", "t", 40.0),
            case("b", "s", 20.0),
            case("b", "t", 25.0),
        ],
    };
    let found = regrets(&comparison);
    let of: Vec<_> = found
        .iter()
        .map(|r| (r.policy.as_str(), r.by_scenario.clone(), r.worst, r.least))
        .collect();
    assert_eq!(
        of,
        [
            ("a", vec![Some(0.0), Some(15.0)], Some(15.0), false),
            ("b", vec![Some(10.0), Some(0.0)], Some(10.0), true),
        ]
    );
}

#[test]
fn a_scenario_without_a_plan_has_no_regret() {
    let unplanned = Case {
        figures: Vec::new(),
        ..case("b", "s", 0.0)
    };
    let comparison = Comparison {
        instance: "by-hand".into(),
        cases: vec![case("a", "s", 10.0), unplanned],
    };
    assert!(
        regrets(&comparison)
            .iter()
            .all(|regret| regret.worst.is_none() && !regret.least)
    );
}

#[test]
fn changes_tell_what_came_and_went() {
    let of = |flows: &[(&str, f64)]| Case {
        figures: flows
            .iter()
            .map(|(item, t)| Figure::new(Topic::Flows, (item, "oxide"), "t", *t))
            .collect(),
        ..case("p", "s", 0.0)
    };
    let changes = of(&[("CN > US", 40.0), ("AU > US", 5.0), ("CN > JP", 7.0)]).changes_to(&of(&[
        ("AU > US", 45.0),
        ("AU > JP", 3.0),
        ("CN > JP", 7.0),
    ]));
    let told: Vec<_> = changes.iter().map(|c| (c.item.as_str(), c.before, c.after)).collect();
    assert_eq!(told, [("AU > US", 5.0, 45.0), ("CN > US", 40.0, 0.0), ("AU > JP", 0.0, 3.0)]);
}
