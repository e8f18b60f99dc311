//! Figures of plans, worked by hand: rents of elements, viability, prices at the gate and delivered.

use lodestone::compare::{Case, Topic};
use lodestone::run::{self, Ask, Instance};
use std::path::Path;

fn case(place: &Path, policy: &str, set: &[&str]) -> Case {
    let ask = Ask {
        policies: (!policy.is_empty()).then(|| policy.to_owned()).into_iter().collect(),
        set: set.iter().map(|text| (*text).to_owned()).collect(),
        ..Ask::default()
    };
    let (mut compared, ..) = run::compare(&Instance::find(place).unwrap(), &ask, &|_| ()).unwrap();
    compared.cases.pop().unwrap()
}

#[track_caller]
fn near(found: Option<f64>, wanted: f64) {
    assert!(
        found.is_some_and(|found| (found - wanted).abs() <= 1e-6 * wanted.abs().max(1.0)),
        "{found:?}, expected {wanted}"
    );
}

/// China has 40 t at 10, and the last of 100 t costs 15: a rent of 5 on 40 t. The mines, which have some left, or ask the price themselves, have none.
#[test]
fn an_element_has_the_rent_of_its_cheap_source() {
    let case = case(
        Path::new("price-floor"),
        "open-market",
        &["sites.cn-market.source.ndpr-oxide.available=40 t/yr"],
    );
    near(case.figure(Topic::Rents, "NdPr", "CN"), 200_000.0);
    assert_eq!(case.figure(Topic::Rents, "NdPr", "AU"), None);
}

/// The mine sells 100 t at 16 and spends 8 on each and 500,000: 1,600,000 of 1,300,000.
#[test]
fn a_mine_is_viable_by_what_it_receives_of_what_it_spends() {
    let open = case(Path::new("buyers-club"), "us-japan", &[]);
    near(open.figure(Topic::Viability, "au-mine", ""), 16.0 / 13.0);
    near(open.figure(Topic::Surplus, "au-mine", ""), 300_000.0);
    let closed = case(Path::new("buyers-club"), "open-market", &[]);
    assert_eq!(closed.figure(Topic::Viability, "au-mine", ""), None);
}

/// 10 where the mine ships, 11 with the freight.
#[test]
fn prices_at_the_gate_and_delivered_are_told_apart() {
    let place = tempfile::tempdir().unwrap();
    let text = "
lodestone: 1
name: Freight
model: oxides
periods: { start: 2026-01-01, count: 1, length: 1 yr }
sites:
  cn-market: { country: CN, source: { ndpr-oxide: { offer: 10 USD/kg } } }
lanes:
  - { from: cn-market, to: us-buyer, freight: 1 USD/kg }
demands:
  us-buyer: { country: US, accepts: [ndpr-oxide], quantity: 40 t/yr }
";
    std::fs::write(place.path().join("instance.yaml"), text).unwrap();
    let case = case(place.path(), "", &[]);
    near(case.figure(Topic::Prices, "ndpr-oxide", "red"), 10_000.0);
    near(case.figure(Topic::Prices, "ndpr-oxide", "red delivered"), 11_000.0);
}
