//! Quotas and tariff-rate quotas: what their licences are worth, and to whom.

use super::cases::{assert_near, cost, shipped};
use lodestone::plan::rents;
use lodestone::run::Solved;

/// Holder, tonnes, USD a tonne and USD paid, of each rent.
fn found(solved: &Solved) -> Vec<(String, f64, f64, f64)> {
    let network = &solved.posed.network;
    let rents = rents(network, &solved.plan);
    rents
        .iter()
        .map(|rent| (rent.holder.words(network), rent.quantity, rent.per_tonne, rent.paid))
        .collect()
}

#[track_caller]
fn only(solved: &Solved, holder: &str, [quantity, per_tonne, paid]: [f64; 3]) {
    let rents = found(solved);
    assert_eq!(rents.len(), 1, "{rents:?}");
    assert_eq!(rents[0].0, holder);
    assert_near(rents[0].1, quantity, "tonnes");
    assert_near(rents[0].2, per_tonne, "USD a tonne");
    assert_near(rents[0].3, paid, "paid");
}

/// Within the volume Chinese oxide costs 10.5, Australian 12: a licence is worth 1.5 USD/kg, beside a duty of 0.5.
#[test]
fn the_rent_of_a_volume_goes_to_its_holder() {
    let policy = Some("quota-of-rates");
    let holder = |name: &str| format!("policies.quota-of-rates.measures.duty.rent_to={name}");
    let rent = [60.0, 1_500.0, 30_000.0];
    only(&shipped("tariff-rate-quota", policy, None, &[]), "buyers in US", rent);
    only(
        &shipped("tariff-rate-quota", policy, None, &[&holder("treasury")]),
        "treasury of US",
        rent,
    );
    only(
        &shipped("tariff-rate-quota", policy, None, &[&holder("exporters")]),
        "cn-market",
        rent,
    );
}

/// A volume that is not used up is worth nothing, and one that costs more than what is beyond it nothing either.
#[test]
fn a_volume_that_nobody_wants_has_no_rent() {
    assert_eq!(found(&shipped("tariff-rate-quota", Some("ample"), None, &[])), []);
    assert_eq!(found(&shipped("tariff-rate-quota", Some("high-first"), None, &[])), []);
}

/// Of 40 t all go in the first half-year, and 10 t beyond them at 11: a tonne more saves 0.5 there, though 1.5 in the second half-year.
#[test]
fn who_comes_first_has_the_volume() {
    let solved = shipped(
        "tariff-rate-quota",
        Some("by-date"),
        None,
        &["policies.by-date.measures.duty.volume=40 t/yr"],
    );
    assert_near(cost(&solved), 1_130_000.0, "cost");
    only(&solved, "buyers in US", [40.0, 500.0, 20_000.0]);
}

/// 30 t of a quota save 2 USD/kg each; nothing is paid for it. Of an export limit the seller has it.
#[test]
fn quotas_and_export_limits_have_rents() {
    let duty = |measure: &str| format!("policies.tariff.measures.duty={measure}");
    let quota = duty("{ kind: quota, importers: [US], exporters: [CN], limit: 30 t/yr }");
    let solved = shipped("tariff-rate-quota", Some("tariff"), None, &[&quota]);
    assert_near(cost(&solved), 1_140_000.0, "cost");
    only(&solved, "buyers in US", [30.0, 2_000.0, 0.0]);
    let limit = duty("{ kind: export_limit, exporters: [CN], limit: 30 t/yr }");
    let solved = shipped("tariff-rate-quota", Some("tariff"), None, &[&limit]);
    assert_eq!(found(&solved).len(), 2);
    assert!(found(&solved).iter().all(|rent| rent.0 == "cn-market" && rent.1 == 15.0));
}
