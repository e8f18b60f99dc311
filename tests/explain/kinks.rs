//! A price lies between what one tonne more costs and what one tonne less saves.

use super::cases::{explained, job};
use lodestone::explain::Explanation;

/// Tonnes a year by which a demand moves.
const STEP: f64 = 0.01;

fn cost(told: &Explanation) -> f64 {
    let cost = told.levels.iter().find(|(name, _)| name == "cost");
    cost.unwrap_or_else(|| panic!("{}: no plan", told.instance)).1
}

/// Moves a demand of one year both ways.
fn moved((name, policy): (&str, Option<&str>), demand: &str, quantity: f64) {
    let at = |quantity: f64| {
        let set = vec![format!("demands.{demand}.quantity={quantity} t/yr")];
        explained(name, &job(policy, &[], &set)).0
    };
    let told = at(quantity);
    let price = told.prices.iter().find(|price| price.demand == demand).unwrap();
    let less = (cost(&told) - cost(&at(quantity - STEP))) / STEP;
    let more = (cost(&at(quantity + STEP)) - cost(&told)) / STEP;
    let tolerance = 1e-5 * price.price.abs();
    assert!(
        less.min(more) - tolerance <= price.price && price.price <= less.max(more) + tolerance,
        "{name}: {} is not between {less} and {more}",
        price.price
    );
}

#[test]
fn a_price_lies_between_the_cost_of_more_and_the_saving_of_less() {
    for policy in ["open-market", "floor-14", "floor-16"] {
        moved(("price-floor", Some(policy)), "us-buyer", 100.0);
        // 10 t at home and 80 t from Australia: the next tonne comes from elsewhere.
        moved(("price-floor", Some(policy)), "us-buyer", 90.0);
    }
    for policy in ["none", "shipped-from", "lineage"] {
        moved(("origin-washing", Some(policy)), "us-buyer", 100.0);
    }
    moved(("transport", None), "chicago", 300.0);
}
