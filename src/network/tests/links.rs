//! Choices about links: what they multiply, when qualifications are passed, and what they may not be.

use super::{complains, network, price_floor, with};
use crate::network::{PeriodId, Side};
use serde_json::{Value, json};

fn oxide(lanes: Value) -> Value {
    with(price_floor(), "/lanes", lanes)
}

#[test]
fn the_most_is_the_least_of_sender_receiver_and_capacity() {
    let used = json!({ "fixed_cost": 5.0 });
    let document = oxide(json!([
        { "from": "au-mine", "to": "us-buyer", "use": used },
        { "from": "cn-market", "to": "us-buyer", "use": used },
        { "from": "us-mine", "to": "us-buyer", "use": used, "capacity": 4.0 }
    ]));
    let most: Vec<f64> = network(document, "none").links.iter().map(|link| link.most[0]).collect();
    assert_eq!(most, [80.0, 100.0, 4.0]);
}

#[test]
fn a_choice_without_cost_or_minimum_is_none() {
    let document = oxide(json!([
        { "from": "au-mine", "to": "us-buyer", "use": {} },
        { "from": "us-mine", "to": "us-buyer", "use": { "minimum": 3.0 } }
    ]));
    let choices: Vec<bool> = network(document, "none").links.iter().map(|link| link.is_choice()).collect();
    assert_eq!(choices, [false, true]);
}

#[test]
fn a_use_without_effect_and_one_without_a_chance_are_noted() {
    let noted = |used: Value| {
        let document = oxide(json!([{ "from": "au-mine", "to": "us-buyer", "use": used, "capacity": 50.0 }]));
        let notes = network(document, "none").notes;
        notes
            .into_iter()
            .find(|note| note.contains("`au-mine` to"))
            .unwrap_or_default()
    };
    assert!(noted(json!({})).contains("is always in use"));
    assert!(noted(json!({ "qualification": {} })).contains("is always in use"));
    assert!(noted(json!({ "qualification": { "lead_time": 3.0 } })).contains("is passed in no period"));
    assert_eq!(noted(json!({ "qualification": { "cost": 3.0 } })), "");
    assert_eq!(noted(json!({ "minimum": 50.0 })), "");
}

#[test]
fn a_minimum_above_what_the_ends_can_trade_is_noted() {
    let document = oxide(json!([{ "from": "au-mine", "to": "us-buyer", "use": { "minimum": 90.0 }, "capacity": 95.0 }]));
    let notes = network(document, "none").notes;
    assert!(
        notes
            .iter()
            .any(|note| note.contains("its `minimum` is more than its ends can trade")),
        "{notes:?}"
    );
}

#[test]
fn a_qualification_is_of_use_from_the_first_period_that_begins_after_it() {
    let asked = json!({ "qualification": { "cost": 9.0, "lead_time": 0.75 } });
    let document = oxide(json!([{ "from": "au-mine", "to": "us-buyer", "use": asked }]));
    let document = with(
        document,
        "/periods",
        json!({ "start": "2026-01-01", "count": 4, "length": 0.5 }),
    );
    let network = network(document, "none");
    let ready = &network.links[0].qualification.as_ref().expect("asked").ready;
    assert_eq!(ready, &[Some(PeriodId(2)), Some(PeriodId(3)), None, None]);
}

#[test]
fn nothing_is_asked_of_a_closed_lane() {
    let document = oxide(json!([
        { "from": "au-mine", "to": "us-buyer", "from_date": "2026-07-01", "use": { "minimum": 10.0 } }
    ]));
    let network = network(document, "none");
    let link = &network.links[0];
    assert_eq!((link.minimum[0], link.most[0]), (0.0, 0.0));
    assert!(link.minimum[1] > 0.0 && link.most[1] > 0.0, "{link:?}");
}

#[test]
fn partners_are_counted_by_place() {
    let document = with(price_floor(), "/demands/us-buyer/suppliers", json!({ "most": 2 }));
    let document = with(document, "/sites/au-mine/customers", json!({ "most": 1 }));
    let network = network(document, "none");
    let told: Vec<(&str, Side, u32, usize)> = network
        .partners
        .iter()
        .map(|limit| (limit.name.as_str(), limit.side, limit.limit, limit.others.len()))
        .collect();
    assert_eq!(
        told,
        [("au-mine", Side::Customers, 1, 1), ("us-buyer", Side::Suppliers, 2, 3)]
    );
    assert_eq!(network.partners[1].others[0].1, [80.0]);
}

#[test]
fn a_choice_needs_a_limit() {
    let document = with(
        price_floor(),
        "/sites/hub",
        json!({ "country": "US", "stocks": { "ndpr-oxide": {} } }),
    );
    let document = with(
        document,
        "/sites/au-mine/source",
        json!({ "ndpr-oxide": { "offer": 15000.0 } }),
    );
    let lanes = json!([
        { "from": "au-mine", "to": "hub", "use": { "fixed_cost": 5.0 } },
        { "from": "hub", "to": "us-buyer" }
    ]);
    complains(with(document, "/lanes", lanes), "lanes.0", "no limit on what is shipped");
}

#[test]
fn wrong_choices_are_told() {
    let lane = |more: Value| {
        let mut lane = json!({ "from": "au-mine", "to": "us-buyer", "capacity": 5.0 });
        lane.as_object_mut()
            .expect("lane")
            .extend(more.as_object().expect("more").clone());
        oxide(json!([lane]))
    };
    complains(
        lane(json!({ "use": { "minimum": 6.0 } })),
        "lanes.0.use.minimum",
        "more than the lane can carry",
    );
    complains(lane(json!({ "freights": { "ndpr": 6.0 } })), "lanes.0.freights.ndpr", "ndpr");
    let none = with(price_floor(), "/demands/us-buyer/suppliers", json!({ "most": 0 }));
    complains(none, "demands.us-buyer.suppliers.most", "`0`");
}

#[test]
fn freights_of_single_materials_replace_the_common_one() {
    let document = oxide(json!([
        { "from": "au-mine", "to": "us-buyer", "freight": 1.0, "freights": { "ndpr-oxide": 7.0 } }
    ]));
    assert_eq!(network(document, "none").lanes[0].freight, [7.0]);
}
