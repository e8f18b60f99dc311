//! Contracts for difference: what makes no sense.

use super::{complains, network, price_floor, with};
use serde_json::{Value, json};

fn supported(more: Value) -> Value {
    let mut contract =
        json!({ "kind": "contract_for_difference", "sellers": ["aurora"], "strike": 16.0, "reference": 9.0, "payer": "US" });
    for (key, value) in more.as_object().into_iter().flatten() {
        contract[key] = value.clone();
    }
    with(
        price_floor(),
        "/policies/none",
        json!({ "measures": { "support": contract } }),
    )
}

fn wrong(more: Value, path: &str, text: &str) {
    complains(supported(more), &format!("policies.none.measures.support{path}"), text);
}

#[test]
fn supported_sources_bid_the_reference_price() {
    let network = network(supported(json!({})), "none");
    let support = &network.supports[0];
    let source = &network.sources[support.source.index()];
    assert!(source.offer.iter().flatten().all(|price| *price == 9.0));
    assert!(source.customs_value.iter().flatten().all(|price| *price == 9.0));
    assert_eq!(source.cash_cost, [15_000.0]);
    let first = crate::network::PeriodId::new(0);
    assert_eq!(
        [0.0, 3.0, 9.0].map(|premium| support.paid(support.payer, first, premium)),
        [7.0, 4.0, 0.0]
    );
}

#[test]
fn contracts_that_make_no_sense_are_told() {
    wrong(json!({ "sellers": ["aurorra"] }), ".sellers.0", "did you mean `aurora`");
    wrong(json!({ "sellers": [] }), "", "without `sellers`");
    wrong(json!({ "strike": null }), "", "without `strike`");
    wrong(json!({ "payer": "USA" }), ".payer", "USA");
    wrong(json!({ "importers": ["US"] }), ".importers", "only what the kind takes");
}

#[test]
fn contracts_with_volumes_and_matches_have_their_figures() {
    wrong(json!({ "payer": null }), "", "without `payer`");
    wrong(json!({ "match": true }), ".reference", "only what the kind takes");
    wrong(json!({ "reference": null }), "", "without `reference`");
    wrong(
        json!({ "volume": 5.0, "reference": 15_000.0 }),
        ".reference",
        "not below the offer of `au-mine`",
    );
    wrong(json!({ "window": "year" }), ".window", "only what the kind takes");
}

/// The cheapest other seller asks 10,000 at the buyer's place, and nothing is charged on the way.
#[test]
fn sellers_that_match_bid_what_others_ask() {
    let matching = json!({ "match": true, "reference": null });
    let found = network(supported(matching.clone()), "none");
    let (support, us) = (&found.supports[0], found.supports[0].payer);
    let first = crate::network::PeriodId::new(0);
    assert_eq!(support.price(us, first), 10_000.0);
    assert_eq!(found.sources[support.source.index()].offer[us.index()], [10_000.0]);
    let mut alone = supported(matching);
    for site in ["cn-market", "us-mine"] {
        alone = with(alone, &format!("/sites/{site}/source/ndpr-oxide/available"), json!(0.0));
    }
    complains(
        alone,
        "policies.none.measures.support.match",
        "no other seller of `ndpr-oxide`",
    );
}
