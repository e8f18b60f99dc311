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
        (support.paid(first, 0.0), support.paid(first, 3.0), support.paid(first, 9.0)),
        (7.0, 4.0, 0.0)
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
