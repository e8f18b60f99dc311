//! Every value of a sound document replaced by odd ones: an answer each time, never a panic.

use super::chains::motors;
use super::{price_floor, with};
use crate::network::build;
use crate::spec::{Document, Spec};
use serde_json::{Value, json};

fn pointers(value: &Value, at: &str, into: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(index, value)| (index.to_string(), value))
            .collect(),
        _ => Vec::new(),
    };
    for (key, child) in children {
        let pointer = format!("{at}/{key}");
        into.push(pointer.clone());
        pointers(child, &pointer, into);
    }
}

fn rich() -> Value {
    let measures = json!({ "floor": { "kind": "price_floor", "floor": 9.0, "importers": ["US"], "unless": "clean", "if": ["club_formed"] },
        "limit": { "kind": "export_limit", "limit": 9.0, "exporters": ["CN"], "from": "2026-08-01", "element": "Dy" } });
    let document = with(motors(), "/policies/none", json!({ "club": ["US"], "measures": measures }));
    let lanes = json!([{ "from": "*", "to": ["US", "jp-works", "my-plant"], "transit": 0.1, "from_date": "2026-08-01" }]);
    let document = with(document, "/lanes", lanes);
    let source = json!({ "offer": 5.0, "available": { "2026-08-15": 9.0 }, "from": "2026-07-09", "ramp": 0.5, "outages": [
        { "from": "2026-09-01", "until": "2026-09-15" }], "offers": [{ "price": 4.0, "to": ["members"] }] });
    with(document, "/sites/au-mine/source/au-ore", source)
}

#[test]
fn odd_values_never_panic() {
    let odd = [
        json!(-1.0),
        json!(0),
        json!(1e300),
        json!(""),
        json!("2026-07-01"),
        json!([]),
        json!({}),
        json!(["*", "é"]),
        Value::Null,
    ];
    let mut built = 0;
    for document in [rich(), price_floor()] {
        let mut all = Vec::new();
        pointers(&document, "", &mut all);
        for pointer in all {
            for value in &odd {
                let changed = with(document.clone(), &pointer, value.clone());
                let Ok(document) = serde_json::from_value::<Document>(changed) else {
                    continue;
                };
                let answer = build(&Spec::of(document, "none", &[]));
                built += usize::from(answer.is_ok_and(|network| !network.periods.is_empty()));
            }
        }
    }
    assert!(built > 20, "{built} networks");
}
