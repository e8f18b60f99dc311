//! Export controls, quotas, answers to floors, clocks and owners: what measures can say, on shipped instances.

use super::cases::{assert_near, cost, shipped, sums};
use lodestone::plan::EntryKind::{self, ExportTax, FloorLevy, FloorPremium, Tariff};
use lodestone::run::Solved;

/// Magnets under one measure: Chinese at 40 USD/kg, Vietnamese of Chinese oxide at 42, Japanese of Australian oxide at 48.5.
fn magnets(measure: &str, wanted: f64) {
    let set = format!("policies.none.measures.control={measure}");
    let solved = shipped("origin-washing", Some("none"), None, &[&set]);
    assert_near(cost(&solved), wanted, measure);
}

fn sum(solved: &Solved, kind: EntryKind) -> f64 {
    let all = sums(solved, |entry| entry.kind == kind);
    all.values().sum()
}

/// A ban on what China ships leaves the magnets that Vietnam makes of its oxide; one that follows the material leaves none of them.
#[test]
fn a_control_follows_material_into_goods_made_abroad() {
    magnets("{ kind: ban, exporters: [CN], importers: [US] }", 4_200_000.0);
    let reach = "by: lineage, unless: no-covered-country, importers: [US], contains: [NdPr]";
    magnets(&format!("{{ kind: ban, {reach} }}"), 4_850_000.0);
    // From July: of 365 days 181 at 40, 184 at 48.5.
    let dated = format!("{{ kind: ban, {reach}, from: 2026-07-01 }}");
    magnets(&dated, 100_000.0 * (181.0 * 40.0 + 184.0 * 48.5) / 365.0);
}

/// Licences for 15 t of contained NdPr let 50 t of magnets pass, wherever they are made.
#[test]
fn a_control_may_count_an_element_in_goods_made_abroad() {
    let limit = "{ kind: export_limit, importers: [US], by: lineage, unless: no-covered-country, element: NdPr, limit: 15 t/yr }";
    magnets(limit, 4_425_000.0);
}

#[test]
fn quotas_are_of_a_country_a_group_or_a_rule() {
    let quota = |of: &str| format!("{{ kind: quota, importers: [US], {of}, limit: 40 t/yr }}");
    magnets(&quota("exporters: [CN]"), 1_600_000.0 + 60.0 * 42_000.0);
    magnets(&quota("exporters: [CN, VN]"), 1_600_000.0 + 60.0 * 48_500.0);
    magnets(
        &quota("by: lineage, unless: no-covered-country"),
        1_600_000.0 + 60.0 * 48_500.0,
    );
}

/// China taxes its exports by 2 USD/kg where a floor is in force: of 10 t that it still sells, and of none where there is no floor.
#[test]
fn an_exporter_may_answer_a_floor() {
    let answer = "retaliation={ kind: export_tax, exporters: [CN], amount: 2 USD/kg, if: [floor_in_force] }";
    for (policy, wanted, tax) in [("floor-16", 1_610_000.0, 20_000.0), ("open-market", 1_000_000.0, 0.0)] {
        let set = format!("policies.{policy}.measures.{answer}");
        let solved = shipped("price-floor", Some(policy), None, &[&set]);
        assert_near(cost(&solved), wanted, policy);
        assert_near(sum(&solved, ExportTax), tax, "tax");
    }
}

/// A duty from July until October unless there is an agreement: a quarter's 25 t come from Australia at 12, the rest from China at 10.
#[test]
fn duties_run_by_the_clock_of_negotiations() {
    let duty = "policies.tariff.measures.duty={ kind: tariff, importers: [US], exporters: [CN], rate: 30 %, from: 2026-07-01, \
                until: 2026-10-01, if: [not agreement] }";
    let known = "policies.ample.facts=[agreement]";
    let solved = shipped("tariff-rate-quota", Some("tariff"), None, &[duty, known]);
    assert_eq!(solved.posed.network.periods.len(), 3);
    assert_near(cost(&solved), 1_050_000.0, "no agreement");
    let agreed = shipped(
        "tariff-rate-quota",
        Some("tariff"),
        None,
        &[duty, "policies.tariff.facts=[agreement]"],
    );
    assert_near(cost(&agreed), 1_000_000.0, "agreement");
    assert_near(sum(&agreed, Tariff), 0.0, "duty");
}

/// A mine in Australia that a Chinese owner holds: by its site it is in the club and keeps the top-up, by its owner it is not.
#[test]
fn membership_may_go_by_owner() {
    let owner = "owners.aurora={ country: CN }";
    let by = "policies.floor-16.measures.us-floor.by=owner";
    for (set, levy, premium) in [
        (&[owner][..], 60_000.0, 80_000.0),
        (&[owner, by], 140_000.0, 0.0),
        (&[by], 60_000.0, 80_000.0),
    ] {
        let solved = shipped("price-floor", Some("floor-16"), None, set);
        assert_near(sum(&solved, FloorLevy), levy, "levy");
        assert_near(sum(&solved, FloorPremium), premium, "premium");
    }
    let duty = "policies.open-market.measures.duty={ kind: tariff, importers: [US], exporters: [CN], by: owner, rate: 100 % }";
    // Both pay the duty: 10 t at home for 15, 90 t of Chinese oxide for 20.
    let solved = shipped("price-floor", Some("open-market"), None, &[owner, duty]);
    assert_near(cost(&solved), 150_000.0 + 1_800_000.0, "cost");
}
