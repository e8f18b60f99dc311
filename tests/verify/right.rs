//! Right plans pass.

use crate::support::Case;
use lodestone::network::CountryId;

#[test]
fn plans_as_solved_pass() {
    Case::chain().passes();
    Case::pool().passes();
    Case::shipped("rules-of-origin", "de-minimis").passes();
    Case::shipped("price-floor", "floor-16").passes();
    Case::shipped("origin-washing", "lineage").passes();
}

#[test]
fn the_chain_uses_what_the_tests_break() {
    let Case { network, plan } = Case::chain();
    assert!(network.in_transit.is_empty() && network.operations.len() == 1);
    let used = [
        plan.supplies.len(),
        plan.activities.len(),
        plan.flows.len(),
        plan.stocks.len(),
        plan.disposals.len(),
        plan.sales.len(),
        plan.deliveries.len(),
        plan.shortages.len(),
    ];
    assert!(used.iter().all(|count| *count > 0), "{used:?}");
}

#[test]
fn better_goods_may_serve_as_lesser_ones() {
    let mut case = Case::pool();
    let both = case.class("mined").or(case.class("split"));
    let australia = Some(CountryId::new(case.country("AU")));
    case.network
        .sources
        .iter_mut()
        .for_each(|source| source.lineage.fill(australia));
    case.passes();
    case.plan.supplies.iter_mut().for_each(|supply| supply.class = both);
    case.passes();
    case.plan.flows.iter_mut().for_each(|flow| flow.class = both);
    case.passes();
}

/// Magnets of clean neodymium, which another buyer wants clean, and of dysprosium that is not; nobody wants the magnets clean.
#[test]
fn an_activity_claims_only_what_its_products_are_asked_for() {
    Case::of_text(include_str!("instances/half-clean.yaml")).passes();
}

/// Of two rules with a tolerance the goods lack both.
#[test]
fn goods_may_be_tolerated_under_two_rules() {
    let case = Case::of_text(include_str!("instances/two-tolerances.yaml"));
    assert_eq!(case.plan.tolerated.len(), 2, "{:?}", case.plan.tolerated);
    case.passes();
}
