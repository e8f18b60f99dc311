//! Amounts that are none, things that do not exist, tonnes from nowhere.

use crate::support::Case;
use lodestone::network::{LaneId, PeriodId, RuleSet};
use lodestone::verify::Check;

fn with_quantity(quantity: f64) -> Case {
    let mut case = Case::chain();
    case.plan.flows[0].quantity = quantity;
    case
}

#[test]
fn amounts_are_finite_and_positive() {
    for quantity in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0] {
        with_quantity(quantity).refused_only_by(Check::Amounts);
    }
}

#[test]
fn amounts_whose_sums_overflow_are_refused() {
    let mut case = Case::chain();
    for flow in &mut case.plan.flows {
        flow.quantity = f64::MAX;
    }
    case.refused_by(Check::Balance);
    case.plan.supplies.iter_mut().for_each(|supply| supply.quantity = f64::MAX);
    assert!(!case.report().ok);
}

#[test]
fn things_and_periods_exist() {
    let mut case = Case::chain();
    case.plan.flows[0].of = LaneId(999);
    case.refused_only_by(Check::Amounts);
    let mut case = Case::chain();
    case.plan.stocks[0].period = PeriodId(2);
    case.refused_only_by(Check::Amounts);
    let mut case = Case::chain();
    case.plan.shortages[0].of.1 = 2;
    case.refused_only_by(Check::Amounts);
}

#[test]
fn an_amount_is_given_once() {
    let mut case = Case::chain();
    let again = case.plan.flows[0];
    case.plan.flows.push(again);
    case.refused_only_by(Check::Amounts);
}

#[test]
fn claims_are_of_rules_that_exist() {
    let mut case = Case::chain();
    case.plan.flows[0].class = RuleSet(1 << 63);
    case.refused_only_by(Check::Amounts);
}

#[test]
fn a_flow_needs_a_supply() {
    let mut case = Case::chain();
    case.plan.supplies.remove(0);
    case.refused_by(Check::Balance);
}

#[test]
fn a_stock_needs_goods() {
    let mut case = Case::chain();
    case.plan.stocks[0].quantity += 1.0;
    case.refused_by(Check::Balance);
}

#[test]
fn an_output_needs_its_input() {
    let mut case = Case::chain();
    case.plan.activities[0].quantity += 5.0;
    case.refused_by(Check::Balance);
}

#[test]
fn no_recipe_makes_a_watched_element_from_nothing() {
    let mut case = Case::chain();
    let magnet = case
        .network
        .materials
        .iter()
        .position(|material| material.name == "magnet")
        .unwrap();
    case.network.materials[magnet].content[0] = 0.9;
    case.refused_by(Check::Balance);
}

#[test]
fn what_comes_must_go_somewhere() {
    let mut case = Case::chain();
    case.plan.disposals.clear();
    case.refused_by(Check::Balance);
}
