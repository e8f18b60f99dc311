//! Contracts: prices, volumes, and what makes no sense.

use super::{complains, network, price_floor, with};
use crate::network::PeriodId;
use serde_json::{Value, json};

fn agreed(more: Value) -> Value {
    let mut contract = json!({ "seller": "aurora", "buyers": ["US"], "price": 14000.0, "least": 40.0, "most": 60.0 });
    for (key, value) in more.as_object().into_iter().flatten() {
        contract[key] = value.clone();
    }
    with(price_floor(), "/contracts", json!({ "oxide": contract }))
}

fn wrong(more: Value, field: &str, text: &str) {
    complains(agreed(more), &format!("contracts.oxide{field}"), text);
}

#[test]
fn a_contract_has_a_price_beside_what_is_asked() {
    let network = network(agreed(json!({ "take_or_pay": 0.5, "guaranteed_by": "US" })), "none");
    let contract = &network.contracts[0];
    let [terms] = contract.terms.as_slice() else {
        panic!("one lane")
    };
    let lane = &network.lanes[terms.lane.index()];
    assert_eq!(network.sites[lane.from.index()].name, "au-mine");
    assert_eq!(network.sites[lane.to.index()].name, "us-buyer");
    let first = PeriodId::new(0);
    assert_eq!(terms.above(first), -1_000.0);
    assert_eq!(contract.band(&contract.windows[0]), (40.0, 60.0));
    let owed = contract.owed(&contract.windows[0]).unwrap();
    assert_eq!(owed.rate, [7_000.0]);
    assert_eq!(owed.most_sold, [80.0]);
    assert_eq!(owed.guarantor, Some(network.country_of(lane.to)));
}

#[test]
fn an_index_follows_the_offer_or_another_price() {
    let price = |index: Value| {
        let network = network(agreed(json!({ "price": null, "index": index })), "none");
        network.contracts[0].terms[0].price[0]
    };
    assert_eq!(price(json!({ "share": 0.9 })), 13_500.0);
    assert_eq!(price(json!({ "less": 2000.0 })), 13_000.0);
    assert_eq!(price(json!({ "share": 0.5, "floor": 9000.0 })), 9_000.0);
    assert_eq!(price(json!({ "of": 11000.0 })), 11_000.0);
    assert_eq!(
        price(json!({ "of": 30000.0, "share": 0.5, "less": 1000.0, "cap": 12000.0 })),
        12_000.0
    );
}

#[test]
fn what_is_not_signed_is_left_out_and_a_choice_stays() {
    let signed = |signed: Value| network(agreed(json!({ "signed": signed })), "none").contracts;
    assert!(signed(json!(false)).is_empty());
    assert!(!signed(json!(true))[0].choice);
    assert!(signed(json!("choice"))[0].choice);
}

#[test]
fn a_contract_is_in_force_between_its_dates_and_while_facts_hold() {
    let dated = agreed(json!({ "from": "2026-07-02", "until": "2026-10-01" }));
    let network_then = network(dated, "none");
    let contract = &network_then.contracts[0];
    assert_eq!(contract.active, [false, true, false]);
    let years = network_then.periods[1].years;
    assert_eq!(contract.band(&contract.windows[0]), (40.0 * years, 60.0 * years));
    assert_eq!(contract.settled(&contract.windows[0]), PeriodId::new(1));
    let never = network(agreed(json!({ "if": ["club_formed"] })), "none");
    assert!(never.contracts.is_empty());
}

#[test]
fn contracts_of_policies_join_those_of_the_document() {
    let contract = json!({ "seller": "us-mine", "buyers": ["us-buyer"], "index": { "share": 0.5 } });
    let document = with(
        agreed(json!({})),
        "/policies/none",
        json!({ "contracts": { "home": contract } }),
    );
    let found = network(document, "none");
    let names: Vec<&str> = found.contracts.iter().map(|contract| contract.name.as_str()).collect();
    assert_eq!(names, ["oxide", "home"]);
}

#[test]
fn contracts_without_parties_are_told() {
    wrong(json!({ "seller": null }), "", "without a seller");
    wrong(json!({ "buyers": [] }), "", "without buyers");
    wrong(json!({ "seller": "aurorra" }), ".seller", "did you mean `aurora`");
    wrong(json!({ "buyers": ["us-byer"] }), ".buyers.0", "us-byer");
    wrong(json!({ "buyers": ["cn-market"] }), ".buyers", "no lane");
    let sold = with(
        agreed(json!({ "materials": ["mined"] })),
        "/materials/ore",
        json!({ "stage": "mined" }),
    );
    complains(sold, "contracts.oxide.seller", "sells none of these materials");
}

#[test]
fn volumes_and_dates_that_make_no_sense_are_told() {
    wrong(json!({ "least": 70.0 }), ".least", "a least above the most");
    wrong(json!({ "from": "2026-07-01", "until": "2026-03-01" }), ".until", "2026-03-01");
    wrong(json!({ "most": null, "signed": "choice" }), "", "no limit on what is bought");
    wrong(json!({ "least": null, "take_or_pay": 1.0 }), ".take_or_pay", "no volume");
    wrong(json!({ "take_or_pay": 1.5 }), ".take_or_pay", "1.5");
    wrong(json!({ "guaranteed_by": "US" }), ".guaranteed_by", "a guarantee of nothing");
    let document = agreed(json!({ "take_or_pay": 1.0 }));
    let endless = with(document, "/sites/au-mine/source/ndpr-oxide/available", Value::Null);
    complains(endless, "contracts.oxide.take_or_pay", "a seller without limit");
}

#[test]
fn prices_that_make_no_sense_are_told() {
    wrong(json!({ "price": null }), "", "without a price");
    wrong(json!({ "index": { "share": 0.9 } }), ".index", "an index beside a price");
    wrong(json!({ "price": null, "index": {} }), ".index", "names nothing");
    wrong(
        json!({ "price": null, "index": { "floor": 3.0, "cap": 2.0 } }),
        ".index.floor",
        "a floor above the cap",
    );
}

#[test]
fn a_name_stands_for_one_contract() {
    let again = json!({ "seller": "us-mine", "buyers": ["US"], "price": 1.0 });
    let document = with(
        agreed(json!({})),
        "/policies/none",
        json!({ "contracts": { "oxide": again } }),
    );
    complains(document, "policies.none.contracts.oxide", "is a contract already");
}
