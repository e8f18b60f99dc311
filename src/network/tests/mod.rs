//! Specifications built from JSON in base units, as the reader would hand them over. Keys come in alphabetical order.

mod chains;
mod commitments;
mod contracts;
mod custody;
mod decisions;
mod gates;
mod lanes;
mod links;
mod mistakes;
mod odd_values;
mod price_floor;
mod remarks;
mod returns;
mod size;
mod stocks;
mod supports;
mod times;

use super::{Network, build};
use crate::spec::{Document, Problem, Spec};
use serde_json::{Value, json};

/// A specification with the named policy (an empty one where there is none) and scenarios.
pub(super) fn spec(document: Value, policy: &str, scenarios: &[&str]) -> Spec {
    let document: Document = serde_json::from_value(document).expect("document");
    Spec::of(document, policy, scenarios)
}

/// The network of a document that must be sound.
pub(super) fn network(document: Value, policy: &str) -> Network {
    build(&spec(document, policy, &[])).unwrap_or_else(|problems| panic!("{}", lines(&problems)))
}

/// The problems of a document that must not be sound, as path and text.
pub(super) fn problems(document: Value) -> Vec<(String, String)> {
    let problems = build(&spec(document, "none", &[])).expect_err("problems");
    problems
        .iter()
        .map(|p| (p.path.clone(), format!("{}; expected {}; {:?}", p.found, p.expected, p.hint)))
        .collect()
}

/// Asserts that a document has a problem at a path with some text in it.
pub(super) fn complains(document: Value, path: &str, text: &str) {
    let problems = problems(document);
    assert!(
        problems.iter().any(|(at, found)| at == path && found.contains(text)),
        "{path}: {text} not in {problems:#?}"
    );
}

/// All problems as lines.
pub(super) fn lines(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

/// The instance of one buyer, two mines and a market.
pub(super) fn price_floor() -> Value {
    json!({
        "lodestone": 1,
        "name": "Price floor, one buyer",
        "periods": { "start": "2026-01-01", "count": 1, "length": 1.0 },
        "allies": ["US", "AU", "CA", "JP"],
        "elements": { "Nd": {}, "Pr": { "criticality": 0.0 } },
        "stages": { "mined": {}, "separated": {} },
        "materials": { "ndpr-oxide": { "stage": "separated", "contents": { "Nd": 0.75, "Pr": 0.25 } } },
        "sites": {
            "au-mine": { "country": "AU", "owner": "aurora", "source": { "ndpr-oxide": { "offer": 15000.0, "available": 80.0 } } },
            "cn-market": { "country": "CN", "source": { "ndpr-oxide": { "offer": 10000.0, "available": 1000.0 } } },
            "us-mine": { "country": "US", "source": { "ndpr-oxide": { "offer": 15000.0, "available": 10.0 } } }
        },
        "demands": {
            "us-buyer": { "country": "US", "sector": "infrastructure", "accepts": ["ndpr-oxide"], "quantity": 100.0 }
        },
        "policies": {
            "none": {},
            "floor-16": {
                "club": ["US", "AU", "CA", "JP"],
                "measures": {
                    "us-floor": { "kind": "price_floor", "importers": ["US"], "materials": ["ndpr-oxide"], "floor": 16000.0 }
                }
            }
        }
    })
}

/// Sets the value at a JSON pointer.
pub(super) fn with(mut document: Value, pointer: &str, value: Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').expect("pointer");
    let parent = document.pointer_mut(parent).expect("parent");
    match parent {
        Value::Array(items) => items[key.parse::<usize>().expect("index")] = value,
        other => other[key] = value,
    }
    document
}
