//! Merging classes that nothing can tell apart changes no answer: a demand that wants nothing, but asks for every rule everywhere, keeps
//! them apart.

use super::case::case;
use super::pipeline::{Answer, answer, holds, levels, same};
use super::text::tree;
use lodestone::origin::label;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::cell::Cell;

/// The same instance with all classes kept apart.
fn apart(tree: &Value) -> Option<Value> {
    let rules: Vec<&String> = tree["rules"].as_object()?.keys().collect();
    let mut goods: Vec<&String> = tree["materials"].as_object()?.keys().collect();
    goods.retain(|good| *good != "slag");
    let idle = json!({ "country": "ZZ", "accepts": goods, "requires": rules, "quantity": 0, "penalty": "1 USD/kg" });
    let mut demands: Map<String, Value> = tree["demands"].as_object()?.clone();
    demands.insert("idle".into(), idle);
    let mut apart = tree.clone();
    apart["demands"] = Value::Object(demands);
    Some(apart)
}

fn classes(answer: &Answer) -> usize {
    answer
        .as_ref()
        .map_or(0, |solved| label(&solved.posed.network).summary().classes)
}

#[test]
fn merging_changes_nothing() {
    let (tried, merged) = (Cell::new(0), Cell::new(0));
    holds(("merging_changes_nothing", file!()), 60, &case(), |case| {
        let together = tree(&case);
        let apart = apart(&together);
        prop_assume!(apart.is_some());
        let (one, other) = (answer(&together)?, answer(&apart.unwrap_or_default())?);
        tried.set(tried.get() + 1);
        merged.set(merged.get() + i32::from(classes(&one) + 6 < classes(&other)));
        prop_assert!(same(levels(&one), levels(&other)), "{:?} {:?}", levels(&one), levels(&other));
        Ok(())
    });
    let (tried, merged) = (tried.get(), merged.get());
    assert!(3 * merged > tried, "only {merged} of {tried} instances had much to merge");
}
