//! Custody: what stands for itself, what is refused.

use super::chains::motors;
use super::{complains, network, with};
use serde_json::{Value, json};

#[test]
fn custody_models_to_come_are_refused_where_used() {
    let kept = with(motors(), "/rules/clean/custody", json!("identity_preserved"));
    complains(kept, "rules.clean.custody", "not yet available");
    network(with(motors(), "/rules/spare/custody", json!("identity_preserved")), "none");
}

#[test]
fn certificates_are_for_demands_only() {
    let booked = with(motors(), "/rules/clean/custody", json!("book_and_claim"));
    complains(booked.clone(), "rules.clean.custody", "a customs value reads goods");
    let mut booked = booked;
    for site in booked["sites"].as_object_mut().unwrap().values_mut() {
        site["customs_values"] = json!({});
    }
    let built = network(booked.clone(), "none");
    let defense = &built.demands[0];
    assert_eq!((defense.requires[0].0, defense.claims[0].0), (0, 1));
    assert_eq!(
        built.rules[0].certificates.as_ref().unwrap().windows.len(),
        built.periods.len()
    );
    let measure = json!({ "kind": "tariff", "importers": ["US"], "rate": 0.1, "unless": "clean" });
    let mut exempting = booked;
    exempting["policies"] = json!({ "none": { "measures": { "duty": measure } } });
    complains(exempting, "rules.clean.custody", "a measure reads goods");
    let mut window = with(motors(), "/rules/clean/window", json!("year"));
    network(window.clone(), "none");
    window["rules"]["clean"]["custody"] = json!("segregated");
    complains(window, "rules.clean.window", "under custody `segregated`");
}

/// A motor chain whose rule keeps goods apart, on a line with these campaigns.
fn apart(campaigns: Value) -> Value {
    let segregated = with(motors(), "/rules/clean/custody", json!("segregated"));
    let mut document = with(segregated, "/sites/jp-works/lines/one/campaigns", campaigns);
    document["rules"]["clean"]["de_minimis"] = Value::Null;
    document["sites"]["jp-works"]["lines"]["one"]["capacity"] = json!(10.0);
    document
}

#[test]
fn campaigns_that_cannot_be_are_refused() {
    network(apart(json!({ "most": 1, "changeover": 0.01, "minimum": 1.0 })), "none");
    let at = |field: &str| format!("sites.jp-works.lines.one.campaigns{field}");
    complains(apart(json!({ "most": 0 })), &at(".most"), "one campaign or more");
    complains(
        apart(json!({ "changeover": 3.0 })),
        &at(".changeover"),
        "less than the shortest period",
    );
    complains(
        apart(json!({ "minimum": 1000.0 })),
        &at(".minimum"),
        "no more than its capacity",
    );
    let mut unlimited = apart(json!({ "most": 1 }));
    unlimited["sites"]["jp-works"]["lines"]["one"]["capacity"] = Value::Null;
    complains(unlimited, &at(""), "without a capacity");
    let mut tolerant = apart(json!({ "most": 1 }));
    tolerant["rules"]["clean"]["de_minimis"] = json!({ "share": 0.02, "stage": "4-motor" });
    complains(tolerant, "rules.clean.de_minimis", "under custody `segregated`");
}
