//! Used goods that come back: when, how much, and what is refused.

use super::{complains, network, price_floor, with};
use crate::network::PeriodId;
use serde_json::{Value, json};

/// The price-floor instance in four half-years, whose buyer gives scrap back.
fn returning(returns: Value) -> Value {
    let document = with(
        price_floor(),
        "/periods",
        json!({ "start": "2026-01-01", "count": 4, "length": 0.5 }),
    );
    let document = with(
        document,
        "/materials/used",
        json!({ "stage": "separated", "contents": { "Nd": 0.8 } }),
    );
    with(document, "/demands/us-buyer/returns", returns)
}

fn scrap(life: f64) -> Value {
    json!({ "material": "used", "per": 0.9, "life": life, "collected": 0.5 })
}

/// A return must complain at a field.
fn wrong(returns: Value, field: &str, text: &str) {
    complains(returning(returns), &format!("demands.us-buyer.returns{field}"), text);
}

#[test]
fn goods_come_back_after_their_life_by_the_calendar() {
    let back = |life: f64| network(returning(scrap(life)), "none").returns.remove(0).back;
    let year = back(1.0);
    assert_eq!(year[0], [(PeriodId(2), 1.0)]);
    assert_eq!(year[1], [(PeriodId(3), 1.0)]);
    assert!(year[2].is_empty() && year[3].is_empty());
    let quarter = back(0.25);
    assert_eq!(quarter[0].len(), 2);
    assert!((quarter[0][0].1 - 91.0 / 183.0).abs() < 1e-9, "{quarter:?}");
    let late: f64 = quarter[3].iter().map(|(_, share)| share).sum();
    assert!(late < 0.51, "what comes back after the end is left out: {late}");
    assert!(back(9.0).iter().all(Vec::is_empty));
}

#[test]
fn goods_in_use_come_back_for_as_long_as_a_life() {
    let mut returns = scrap(1.5);
    returns["in_use"] = json!({ "quantity": 40.0, "lineage": { "mined": "VN" } });
    let network = network(returning(returns), "none");
    assert_eq!(network.returns[0].in_use, [18.0, 18.0, 18.0, 0.0]);
    let passed = network.returns[0].lineage.iter().flatten();
    let passed: Vec<&str> = passed
        .map(|country| network.countries[country.index()].name.as_str())
        .collect();
    assert_eq!(passed, ["VN", "US"]);
}

#[test]
fn impossible_returns_are_refused() {
    let changed = |field: &str, value: Value| {
        let mut returns = scrap(1.0);
        returns[field] = value;
        returns
    };
    wrong(changed("per", json!(0.95)), ".per", "no more of an element");
    wrong(changed("per", json!(0.0)), ".per", "more than nothing");
    wrong(
        changed("material", json!("ndpr-oxide")),
        ".material",
        "what the demand accepts",
    );
    wrong(changed("material", json!("usd")), ".material", "did you mean `used`");
    wrong(changed("of", json!(["used"])), ".of.0", "not accepted");
    wrong(changed("of", json!(["ndpr-oxide", "ndpr-oxide"])), ".of.1", "twice");
    wrong(changed("collected", json!(1.5)), ".collected", "share from 0 to 1");
}

#[test]
fn only_demands_whose_goods_come_back_send() {
    let lanes = json!([{ "from": "*", "to": "us-buyer" }, { "from": "us-buyer", "to": "us-mine" }]);
    complains(with(price_floor(), "/lanes", lanes.clone()), "lanes.1.from", "is a demand");
    network(with(returning(scrap(1.0)), "/lanes", lanes), "none");
}
