//! Gates of tariff-rate quotas: where a volume must be used up, and what bounds what passes beyond it.

use super::{complains, network, price_floor, with};
use crate::network::{Gate, MeasureId, PeriodId};
use serde_json::{Value, json};

/// The buyer of 100 t, in two halves of a year, under a quota of 60 t on Chinese oxide.
fn limited(more: Value) -> Value {
    let mut quota = json!({ "kind": "tariff_rate_quota", "importers": ["US"], "exporters": ["CN"], "rate": 0.1, "volume": 60.0 });
    for (key, value) in more.as_object().into_iter().flatten() {
        quota[key] = value.clone();
    }
    let document = with(
        price_floor(),
        "/periods",
        json!({ "start": "2026-01-01", "count": 2, "length": 0.5 }),
    );
    with(document, "/policies/none", json!({ "measures": { "rates": quota } }))
}

fn gates(more: Value) -> Vec<Gate> {
    network(limited(more), "none").gates
}

#[test]
fn buyers_use_up_a_volume_that_saves_money() {
    assert_eq!(gates(json!({ "over_rate": 0.3 })), []);
    let falling = json!({ "2026-01-01": 0.3, "2026-07-01": 0.2 });
    assert_eq!(gates(json!({ "over_rate": falling, "fill": "first_come" })), []);
}

/// The receiver takes 100 t, 60 of them within the volume.
#[test]
fn a_lower_rate_beyond_must_be_earned() {
    let gate = Gate {
        measure: MeasureId(0),
        by: PeriodId(1),
        within: 0..2,
        beyond: 0..2,
        volume: 60.0,
        fresh: true,
        most: 40.0,
    };
    assert_eq!(gates(json!({ "over_rate": 0.0 })), [gate]);
}

/// The first half-year's 50 t lie within the 60: nothing of them may pass beyond. The second needs no gate, as nothing comes later.
#[test]
fn who_comes_first_waits_for_nobody() {
    let rising = json!({ "2026-01-01": 0.2, "2026-07-01": 0.3 });
    let found = gates(json!({ "over_rate": rising, "fill": "first_come" }));
    let [gate] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((gate.by, gate.beyond.clone(), gate.most), (PeriodId(0), 0..1, 0.0));
    let steady = gates(json!({ "over_rate": 0.3, "fill": "first_come" }));
    assert_eq!(steady.len(), 1, "what is worth the same later may be left to later");
}

#[test]
fn what_passes_beyond_has_a_bound() {
    let port = json!({ "country": "US" });
    let lanes = |capacity: Value| {
        let over = json!({ "from": "cn-market", "to": "us-port", "capacity": capacity });
        json!([over, { "from": "us-port", "to": "us-buyer" }, { "from": "au-mine", "to": "us-buyer" }])
    };
    let document = |capacity: Value| {
        let document = with(limited(json!({ "over_rate": 0.0 })), "/sites/us-port", port.clone());
        let document = with(document, "/sites/cn-market/source/ndpr-oxide", json!({ "offer": 10_000.0 }));
        with(document, "/lanes", lanes(capacity))
    };
    complains(
        document(Value::Null),
        "policies.none.measures.rates",
        "nothing limits what may pass",
    );
    let found = network(document(json!(90.0)), "none").gates;
    assert_eq!(found[0].most, 30.0);
}
