//! Contracts: what is taken, left and paid.

use crate::support::Case;
use lodestone::network::{ContractId, PeriodId, RuleSet};
use lodestone::plan::{Amount, EntryKind, Party};
use lodestone::verify::Check;

fn case(policy: &str) -> Case {
    Case::shipped("take-or-pay", policy)
}

fn signature(period: usize, quantity: f64) -> Amount<ContractId> {
    Amount {
        of: ContractId(0),
        class: RuleSet::default(),
        period: PeriodId::new(period),
        quantity,
    }
}

#[test]
fn right_plans_pass() {
    for policy in ["firm", "low-share", "dear", "guaranteed", "indexed", "choice", "offtake"] {
        case(policy).passes();
    }
}

#[test]
fn the_least_is_taken_where_nothing_else_is_agreed() {
    let mut case = case("indexed");
    case.network.contracts[0].least.fill(61.0);
    case.refused_only_by(Check::Contracts);
}

#[test]
fn no_more_than_the_most_is_taken() {
    let mut case = case("indexed");
    case.network.contracts[0].most.fill(59.0);
    case.refused_only_by(Check::Contracts);
}

#[test]
fn what_is_not_signed_carries_nothing() {
    let mut case = case("firm");
    case.network.contracts[0].choice = true;
    case.refused_by(Check::Contracts);
    case.plan.signed.push(signature(0, 1.0));
    case.passes();
}

#[test]
fn signatures_are_decisions() {
    for (policy, signed) in [
        ("firm", signature(0, 1.0)),
        ("choice", signature(1, 1.0)),
        ("choice", signature(0, 0.7)),
    ] {
        let mut case = case(policy);
        case.plan.signed.push(signed);
        case.refused_by(Check::Contracts);
    }
}

#[test]
fn goods_under_a_contract_are_shipped() {
    let mut case = case("firm");
    case.plan.contracted[0].quantity *= 1.1;
    case.refused_by(Check::Contracts);
}

#[test]
fn a_contract_covers_its_time_and_lanes() {
    let mut late = case("firm");
    late.network.contracts[0].active[0] = false;
    late.refused_by(Check::Contracts);
    let mut elsewhere = case("firm");
    elsewhere.network.contracts[0].terms.clear();
    elsewhere.refused_by(Check::Contracts);
}

#[test]
fn nothing_is_bought_beside_a_contract_that_is_not_full() {
    let mut case = case("firm");
    case.plan.contracted[0].quantity -= 10.0;
    case.refused_by(Check::Contracts);
}

#[test]
fn what_is_not_taken_is_paid() {
    let mut case = case("low-share");
    case.plan.ledger.retain(|entry| entry.kind != EntryKind::TakeOrPay);
    case.refused_only_by(Check::Ledger);
}

#[test]
fn those_pay_who_agreed_to() {
    let mut guaranteed = case("guaranteed");
    let us = lodestone::network::CountryId::new(guaranteed.country("US"));
    let guarantee = guaranteed
        .plan
        .ledger
        .iter_mut()
        .find(|entry| entry.kind == EntryKind::Guarantee);
    guarantee.unwrap().payer = Party::Buyers(us);
    guaranteed.refused_only_by(Check::Ledger);
    let mut owed = case("low-share");
    let china = lodestone::network::CountryId::new(owed.country("CN"));
    let payment = owed.plan.ledger.iter_mut().find(|entry| entry.kind == EntryKind::TakeOrPay);
    payment.unwrap().payer = Party::Buyers(china);
    owed.refused_only_by(Check::Ledger);
}

#[test]
fn goods_are_paid_at_the_price_agreed() {
    let mut case = case("firm");
    case.network.contracts[0].terms[0].price.fill(12_000.0);
    case.refused_by(Check::Ledger);
}
