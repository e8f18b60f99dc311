//! Custody: what stands for itself, what is refused.

use super::chains::motors;
use super::{complains, network, price_floor, with};
use crate::network::{MaterialId, RuleId, RuleSet};
use serde_json::{Value, json};

/// The price-floor instance with a rule by mine.
fn by_mine() -> Value {
    let rule = json!({ "custody": "identity_preserved", "stages": { "mined": { "allowed": ["US", "AU"] } } });
    let document = with(price_floor(), "/rules", json!({ "known": rule }));
    with(document, "/demands/us-buyer/requires", json!(["known"]))
}

#[test]
fn a_rule_by_mine_is_told_by_one_rule_for_each_mine_that_satisfies_it() {
    let built = network(by_mine(), "none");
    let derived = built.rules.iter().filter(|rule| rule.mine.is_some());
    let derived: Vec<(&str, bool)> = derived.map(|rule| (rule.name.as_str(), rule.segregated)).collect();
    assert_eq!(derived, [("known:Nd-Pr:au-mine", true), ("known:Nd-Pr:us-mine", true)]);
    let parent = RuleId::new(0);
    let last = built.rules.len() - 1;
    let told = built.by_mine(RuleSet::of(parent));
    assert_eq!(told, RuleSet::of(RuleId::new(last - 1)).or(RuleSet::of(RuleId::new(last))));
    assert!(built.mines_known((MaterialId::new(0), RuleSet::of(RuleId::new(last))), parent));
    assert!(!built.mines_known((MaterialId::new(0), RuleSet::default()), parent));
}

#[test]
fn elements_that_part_are_followed_apart_and_mines_are_bounded() {
    let many = |count: usize| {
        let mut document = by_mine();
        document["materials"]["nd-oxide"] = json!({ "stage": "separated", "contents": { "Nd": 0.8 } });
        for index in 0..count {
            let source = json!({ "country": "AU", "source": { "ndpr-oxide": { "offer": 1.0 } } });
            document["sites"][format!("pit-{index}")] = source;
        }
        document
    };
    let names: Vec<String> = network(many(0), "none").rules.iter().map(|rule| rule.name.clone()).collect();
    assert!(names.contains(&"known:Pr:au-mine".to_owned()), "{names:?}");
    complains(many(30), "rules.known.custody", "64 pairs of mine and element in 2 groups");
    complains(many(30), "rules.known.custody", "custody `segregated`");
}

#[test]
fn identity_is_read_where_goods_are_delivered() {
    let kept = with(motors(), "/rules/clean/custody", json!("identity_preserved"));
    complains(
        kept.clone(),
        "rules.clean.custody",
        "as a mine is told where goods are delivered",
    );
    complains(kept, "rules.clean.de_minimis", "under custody `identity_preserved`");
    network(with(motors(), "/rules/spare/custody", json!("identity_preserved")), "none");
}

#[test]
fn a_remark_says_on_which_side_of_the_law_the_answer_lies() {
    let note = |custody: &str, accepts: Value| {
        let mut document = by_mine();
        document["rules"]["known"]["custody"] = json!(custody);
        document["rules"]["known"]["law_accepts"] = accepts;
        network(document, "none").rules[0].law_note.clone()
    };
    let both = json!(["segregated", "identity_preserved"]);
    assert!(
        note("mass_balance", both.clone())
            .unwrap()
            .ends_with("under mass_balance cost and shortage are lower bounds")
    );
    assert_eq!(note("identity_preserved", both), None);
    assert!(
        note("segregated", json!(["identity_preserved"]))
            .unwrap()
            .ends_with("lower bounds")
    );
    assert!(
        note("identity_preserved", json!(["segregated"]))
            .unwrap()
            .ends_with("upper bounds")
    );
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
