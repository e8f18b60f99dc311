//! Rules of stocks: what they come to in each period, and what no plan can keep.

use super::{complains, network, price_floor, with};
use crate::network::StockRules;
use serde_json::{Value, json};

/// The price-floor instance in two years, with a stockpile and a fact that a policy may state.
fn stockpile(stock: Value) -> Value {
    let site = json!({ "country": "US", "stocks": { "ndpr-oxide": stock } });
    let document = with(price_floor(), "/sites/us-stockpile", site);
    let document = with(document, "/periods/count", json!(2));
    with(document, "/policies/declared", json!({ "facts": ["emergency"] }))
}

fn rules(stock: Value, policy: &str) -> StockRules {
    network(stockpile(stock), policy).stocks.remove(0).rules
}

/// A stockpile with one rule must complain of it.
fn wrong(stock: Value, field: &str, text: &str) {
    complains(
        stockpile(stock),
        &format!("sites.us-stockpile.stocks.ndpr-oxide{field}"),
        text,
    );
}

#[test]
fn a_release_is_in_force_within_its_dates_while_its_facts_hold() {
    let stock = json!({ "opening": 9.0, "release": { "if": ["emergency"], "from": "2027-01-01" }, "terminal": "free" });
    assert_eq!(rules(stock.clone(), "declared").released, [false, true]);
    assert_eq!(rules(stock, "none").released, [false, false]);
    assert_eq!(rules(json!({ "opening": 9.0 }), "none"), StockRules::default());
}

#[test]
fn a_refill_grows_from_the_opening_amount_and_from_nothing_after_a_release() {
    let grows = json!({ "opening": 9.0, "refill": { "to": 20.0, "rate": 4.0 } });
    assert_eq!(rules(grows, "none").refill, [13.0, 17.0]);
    let due = json!({ "opening": 9.0, "refill": { "to": 20.0, "by": "2028-01-01" } });
    assert_eq!(rules(due, "none").refill, [0.0, 20.0]);
    let again = json!({ "opening": 9.0, "refill": { "rate": 4.0 }, "release": { "until": "2027-01-01" }, "terminal": "free" });
    assert_eq!(rules(again, "none").refill, [0.0, 4.0]);
}

#[test]
fn a_cover_counts_what_is_wanted_ahead() {
    let cover = |per: Option<f64>| json!({ "minimum": { "cover": 0.25, "of": ["us-buyer"], "per": per } });
    assert_eq!(rules(cover(None), "none").minimum, [25.0, 25.0]);
    assert_eq!(rules(cover(Some(0.2)), "none").minimum, [5.0, 5.0]);
    let tier = json!({ "minimum": { "cover": 1.5, "of": ["unrated"] } });
    assert_eq!(rules(tier, "none").minimum, [150.0, 150.0]);
    let after = json!({
        "opening": 9.0,
        "minimum": 8.0,
        "refill": { "rate": 4.0 },
        "release": { "until": "2027-01-01" },
        "terminal": "free",
    });
    assert_eq!(rules(after, "none").minimum, [0.0, 4.0]);
    assert_eq!(rules(json!({ "rotation": 0.2 }), "none").rotation, [0.2, 0.2]);
    let own = rules(json!({ "commercial": true, "minimum": { "cover": 0.25 } }), "none").own_cover;
    assert!(own.iter().all(|shares| shares.len() == 1 && shares[0].1 == 0.25));
}

#[test]
fn incomplete_rules_are_refused() {
    wrong(json!({ "opening": 9.0, "release": {} }), ".release", "without facts or dates");
    wrong(
        json!({ "opening": 9.0, "release": { "if": ["emergancy"] } }),
        ".release.if.0",
        "did you mean `emergency`",
    );
    wrong(
        json!({ "opening": 9.0, "refill": { "to": 9.0 } }),
        ".refill",
        "without `rate` or `by`",
    );
    wrong(json!({ "refill": { "rate": 9.0 } }), ".refill", "to nothing");
    wrong(json!({ "minimum": { "cover": 0.25 } }), ".minimum.of", "nothing to cover");
    wrong(
        json!({ "minimum": { "cover": 0.25, "of": ["us-buyr"] } }),
        ".minimum.of.0",
        "did you mean `us-buyer`",
    );
    wrong(
        json!({ "commercial": true, "release": { "from": "2026-01-01" } }),
        ".release",
        "commercial",
    );
    wrong(
        json!({ "commercial": true, "minimum": { "cover": 0.25, "of": ["us-buyer"] } }),
        ".minimum",
        "commercial stock",
    );
}

#[test]
fn a_cover_needs_a_rate() {
    let document = stockpile(json!({ "minimum": { "cover": 0.25, "of": ["us-buyer"] } }));
    let document = with(document, "/materials/ore", json!({ "stage": "mined" }));
    let ore = json!({ "ore": { "minimum": { "cover": 0.25, "of": ["us-buyer"] } } });
    let document = with(document, "/sites/us-stockpile/stocks", ore);
    complains(document, "sites.us-stockpile.stocks.ore.minimum.of.0", "does not accept");
}

#[test]
fn rules_that_need_more_than_the_room_are_refused() {
    wrong(json!({ "room": 10.0, "minimum": 12.0 }), ".minimum", "room for 10 t");
    wrong(
        json!({ "opening": 4.0, "room": 10.0, "refill": { "to": 12.0, "rate": 5.0 } }),
        ".refill",
        "room for 10 t in 2027",
    );
    let room = json!({ "2026-01-01": 10.0, "2027-01-01": 5.0 });
    let kept = json!({ "opening": 8.0, "room": room, "release": { "until": "2026-07-01" }, "terminal": "free" });
    network(stockpile(kept), "none");
    let kept = json!({ "opening": 8.0, "room": room, "release": { "if": ["emergency"] }, "terminal": "free" });
    wrong(kept, ".release", "room for 5 t in 2027");
    let kept = json!({ "opening": 8.0, "room": room, "release": { "from": "2026-01-01" } });
    wrong(kept, ".terminal", "kept at the end");
}

#[test]
fn a_rotation_needs_a_way_out() {
    let document = stockpile(json!({ "opening": 9.0, "rotation": 0.2 }));
    let lanes = json!([{ "from": ["AU", "CN", "us-mine"], "to": "*" }]);
    complains(
        with(document, "/lanes", lanes),
        "sites.us-stockpile.stocks.ndpr-oxide.rotation",
        "nothing can take",
    );
}
