//! Remarks on what has no effect.

use super::{network, price_floor};
use serde_json::{Value, json};

fn noted(document: Value, text: &str) -> bool {
    let notes = network(document, "none").notes;
    notes.iter().any(|note| note.contains(text))
}

fn measured(from: &str, until: &str) -> Value {
    let mut document = price_floor();
    document["policies"]["none"] =
        json!({ "measures": { "duty": { "kind": "tariff", "rate": 0.1, "importers": ["US"], "from": from, "until": until } } });
    document
}

#[test]
fn a_measure_outside_the_horizon_is_noted() {
    assert!(noted(
        measured("2030-01-01", "2031-01-01"),
        "measure `duty` applies from 2030-01-01"
    ));
    assert!(!noted(measured("2026-07-01", "2031-01-01"), "in no period"));
}

#[test]
fn a_contract_outside_the_horizon_is_noted() {
    let agreed = |until: &str| {
        let mut document = price_floor();
        document["contracts"] =
            json!({ "old": { "seller": "au-mine", "buyers": ["us-buyer"], "price": 16_000.0, "until": until } });
        document
    };
    assert!(noted(
        agreed("2025-01-01"),
        "contract `old` applies until 2025-01-01, in no period"
    ));
    assert!(!noted(agreed("2026-07-01"), "in no period"));
}

#[test]
fn support_of_nothing_is_noted() {
    let supported = |volume: f64| {
        let mut document = price_floor();
        document["policies"]["none"] = json!({ "measures": { "cfd": {
            "kind": "contract_for_difference", "sellers": ["aurora"], "strike": 16.0, "reference": 9.0,
            "payer": "US", "volume": volume } } });
        document
    };
    assert!(noted(supported(0.0), "contract for difference `cfd` supports nothing"));
    assert!(!noted(supported(5.0), "supports nothing"));
}

fn cut(from: &str, until: &str) -> Value {
    let mut document = price_floor();
    document["sites"]["au-mine"]["source"]["ndpr-oxide"]["outages"] = json!([{ "from": from, "until": until, "loss": 1.0 }]);
    document
}

#[test]
fn an_outage_outside_the_horizon_is_noted() {
    let text = "the outage of `ndpr-oxide` at `au-mine`";
    assert!(noted(cut("2027-01-01", "2027-02-01"), text));
    assert!(noted(cut("2025-01-01", "2026-01-01"), text));
    assert!(!noted(cut("2026-12-01", "2027-02-01"), text));
}

#[test]
fn a_process_against_the_order_of_stages_is_noted() {
    let process = |stage: &str, recycling: bool| {
        let mut document = price_floor();
        document["stages"]["mined"] = json!({ "recycling": recycling });
        document["processes"] =
            json!({ "back": { "stage": stage, "inputs": { "ndpr-oxide": 1.0 }, "outputs": { "ndpr-oxide": 1.0 } } });
        document
    };
    let text = "process `back` is of stage `mined`, but its input `ndpr-oxide` is of the later stage `separated`";
    assert!(noted(process("mined", false), text));
    assert!(!noted(process("mined", true), "later stage"));
    assert!(!noted(process("separated", false), "later stage"));
}
