//! How sellers answer a price floor, and what export taxes and subsidies do beside it.

use super::cases::{assert_near, cost, shipped, sums};
use lodestone::plan::EntryKind::{ExportTax, FloorLevy, FloorPremium, Offer, Subsidy};
use lodestone::plan::{EntryKind, Party};
use lodestone::run::Solved;

fn floor(set: &[&str]) -> Box<Solved> {
    let found = shipped("price-floor", Some("floor-16"), None, set);
    assert!(found.report.ok, "{:?}", found.report.findings);
    found
}

fn of(found: &Solved, kind: EntryKind) -> f64 {
    let all = sums(found, |_| true);
    all.iter().filter(|((known, ..), _)| *known == kind).map(|(_, sum)| sum).sum()
}

/// The Chinese supplier keeps the 6 on its 10 t that the treasury had; buyers pay the same.
#[test]
fn outside_sellers_keep_the_top_up_when_they_raise_their_offers() {
    let found = floor(&["policies.floor-16.exporter_response=to_floor"]);
    assert_near(cost(&found), 1_590_000.0, "cost");
    assert_near(of(&found, FloorLevy), 0.0, "levy");
    assert_near(of(&found, FloorPremium), 80_000.0 + 60_000.0, "premium");
}

/// The home mine sells its 10 t at 16 rather than 15.
#[test]
fn home_sellers_follow_the_floor() {
    let found = floor(&["policies.floor-16.domestic=to_floor"]);
    assert_near(cost(&found), 1_600_000.0, "cost");
    assert_near(of(&found, FloorPremium), 80_000.0 + 10_000.0, "premium");
    assert_near(of(&found, FloorLevy), 60_000.0, "levy");
}

/// A floor on what outsiders export binds home sellers all the same, and no port makes them sell twice.
#[test]
fn home_sellers_follow_a_floor_on_others() {
    let set = [
        "policies.floor-16.domestic=to_floor",
        "policies.floor-16.measures.us-floor.exporters=[CN]",
    ];
    assert_near(of(&floor(&set), FloorPremium), 10_000.0, "premium");
}

/// An Australian tax of 20 % on 15 makes allied oxide cost 18 against 16: 90 t come from China. The tax is not in the floor's basis.
#[test]
fn an_export_tax_turns_buyers_away() {
    let tax = "policies.floor-16.measures.tax={ kind: export_tax, exporters: [AU], rate: 20 % }";
    let found = floor(&[tax]);
    assert_near(cost(&found), 10.0 * 15_000.0 + 90.0 * 16_000.0, "cost");
    assert_near(of(&found, ExportTax), 0.0, "nothing is taxed");
    let scarce = floor(&[tax, "sites.cn-market.source.ndpr-oxide.available=50 t/yr"]);
    assert_near(of(&scarce, ExportTax), 40.0 * 3_000.0, "40 t are taxed");
    assert_near(of(&scarce, FloorPremium), 40.0 * 1_000.0, "and pay the top-up from 15");
    let treasury = |party: Party| party.words(&scarce.posed.network) == "treasury of AU";
    assert!(
        scarce
            .plan
            .ledger
            .iter()
            .any(|entry| entry.kind == ExportTax && treasury(entry.payee))
    );
}

/// A subsidy of 3 on home and Australian oxide, from the US treasury: both sell before the Chinese supplier.
#[test]
fn a_subsidy_lowers_what_buyers_pay_at_home_and_abroad() {
    let subsidy = "policies.floor-16.measures.help={ kind: subsidy, exporters: [US, AU], amount: 3 USD/kg }";
    let found = floor(&[subsidy]);
    assert_near(of(&found, Subsidy), -90.0 * 3_000.0, "subsidy");
    assert_near(of(&found, Offer), 1_450_000.0, "offer");
    assert_near(cost(&found), 1_590_000.0 - 270_000.0, "cost");
}

#[test]
fn the_treasury_named_pays_a_subsidy() {
    let subsidy = "policies.floor-16.measures.help={ kind: subsidy, exporters: [AU], rate: 10 %, payer: JP }";
    let found = floor(&[subsidy]);
    let paid = found.plan.ledger.iter().filter(|entry| entry.kind == Subsidy);
    let paid: Vec<(String, f64)> = paid
        .map(|entry| (entry.payee.words(&found.posed.network), entry.nominal))
        .collect();
    assert_eq!(paid.len(), 1);
    assert_eq!(paid[0].0, "treasury of JP");
    assert_near(paid[0].1, -80.0 * 1_500.0, "10 % of 15,000 USD/t");
}

/// 20 t of the 100 may come from China: the rest is allied, and one more tonne of quota saves 5,000 USD.
#[test]
fn a_quota_limits_what_importers_take_in() {
    let quota = "policies.open-market.measures.cap={ kind: quota, importers: [US], exporters: [CN], materials: [ndpr-oxide], limit: 20 t/yr }";
    let found = shipped("price-floor", Some("open-market"), None, &[quota]);
    assert!(found.report.ok, "{:?}", found.report.findings);
    assert_near(cost(&found), 20.0 * 10_000.0 + 80.0 * 15_000.0, "cost");
    let named =
        |price: &&lodestone::plan::PriceRow| matches!(price.of, lodestone::plan::Priced::Limit(key) if key.family() == "quota");
    let rent = found.plan.prices.iter().find(named).map(|price| price.by_level.clone());
    assert!(rent.is_some_and(|by_level| by_level.iter().any(|value| (value + 5_000.0).abs() < 1e-6)));
}
