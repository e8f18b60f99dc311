//! Commitments: what they select, and what makes no sense.

use super::{complains, network, price_floor, with};
use serde_json::{Value, json};

fn promised(commitment: Value) -> Value {
    with(price_floor(), "/commitments", json!({ "promise": commitment }))
}

#[test]
fn selectors_name_sites_countries_and_words() {
    let network = network(
        with(
            price_floor(),
            "/policies/floor-16/commitments",
            json!({ "promise": { "of": { "from": ["members"] }, "part": { "from": ["au-mine"], "to": ["us-buyer"] }, "share_at_least": 0.5 } }),
        ),
        "floor-16",
    );
    let names: Vec<&str> = network.sites.iter().map(|site| site.name.as_str()).collect();
    assert_eq!(names, ["au-mine", "cn-market", "us-mine", "us-buyer"]);
    let [commitment] = network.commitments.as_slice() else {
        panic!("one commitment")
    };
    assert_eq!(commitment.whole.from, [true, false, true, true]);
    assert_eq!(commitment.whole.named, [false; 4]);
    assert_eq!(commitment.part.from, [true, false, false, false]);
    assert_eq!(commitment.part.to, [false, false, false, true]);
    assert_eq!(commitment.share.least, Some(0.5));
}

fn wrong(commitment: Value, path: &str, text: &str) {
    complains(promised(commitment), &format!("commitments.promise{path}"), text);
}

#[test]
fn promises_that_make_no_sense_are_told() {
    wrong(json!({ "of": {} }), "", "no limit");
    wrong(
        json!({ "of": { "from": ["au-mien"] }, "at_least": 1.0 }),
        ".of.from.0",
        "au-mien",
    );
    wrong(
        json!({ "of": {}, "share_at_least": 0.6, "share_at_most": 0.5 }),
        "",
        "a least above the largest",
    );
    wrong(json!({ "of": {}, "share_at_least": 1.5 }), ".share_at_least", "1.5");
    wrong(
        json!({ "of": { "sector": ["infrastructure"] }, "at_least": 1.0 }),
        ".of.sector",
        "`count: delivered`",
    );
    wrong(
        json!({ "of": { "count": "made" }, "part": { "to": ["US"] }, "share_at_least": 0.5 }),
        ".part.to",
        "says nothing of goods that are made",
    );
    let ruled = json!({ "of": {}, "part": { "holds": ["clean"] }, "share_at_most": 0.5 });
    let document = with(
        promised(ruled),
        "/rules",
        json!({ "clean": { "stages": { "mined": { "excluded": ["CN"] } } } }),
    );
    complains(document, "commitments.promise.part.holds", "go free");
}
