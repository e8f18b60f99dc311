//! Which lanes there are, whose entry counts, and who the seller is.

use super::chains::motors;
use super::{complains, network, price_floor, with};
use crate::network::{Lane, Network};
use serde_json::{Value, json};

fn pairs(network: &Network, material: &str) -> Vec<String> {
    let name = |site: crate::network::SiteId| network.sites[site.index()].name.as_str();
    let carried = network
        .lanes
        .iter()
        .filter(|lane| network.materials[lane.material.index()].name == material);
    carried.map(|lane| format!("{} {}", name(lane.from), name(lane.to))).collect()
}

fn lane<'n>(network: &'n Network, pair: &str) -> &'n Lane {
    let name = |site: crate::network::SiteId| network.sites[site.index()].name.as_str();
    network
        .lanes
        .iter()
        .find(|lane| format!("{} {}", name(lane.from), name(lane.to)) == pair)
        .expect("lane")
}

fn oxide(lanes: Value) -> Value {
    with(price_floor(), "/lanes", lanes)
}

#[test]
fn without_lanes_makers_reach_users_only() {
    let network = network(motors(), "none");
    assert_eq!(pairs(&network, "au-ore"), ["au-mine my-plant"]);
    assert_eq!(
        pairs(&network, "nd-oxide"),
        ["my-plant jp-works"],
        "a buffer of what a line draws is not sent on"
    );
    assert_eq!(pairs(&network, "motor"), ["jp-works us-def", "jp-works us-ev"]);
    assert!(pairs(&network, "la-oxide").is_empty() && pairs(&network, "dy-oxide").is_empty());
    let lane = &network.lanes[0];
    assert_eq!(
        (lane.freight[0], lane.arrivals[1].len(), network.routes[0].capacity[0]),
        (0.0, 1, f64::INFINITY)
    );
}

#[test]
fn the_most_specific_entry_counts_then_the_later() {
    let network = network(
        oxide(json!([
            { "from": "au-mine", "to": "us-buyer", "freight": 5.0 },
            { "from": "AU", "to": "us-buyer", "freight": 4.0 },
            { "from": "CN", "to": "US", "freight": 3.0 },
            { "from": "CN", "to": ["US", "JP"], "freight": 2.0, "carries": ["separated"] },
            { "from": "CN", "to": "US", "freight": 7.0, "carries": ["mined"] },
            { "from": "*", "to": "*", "freight": 1.0, "carries": ["ndpr-oxide"] }
        ])),
        "none",
    );
    assert_eq!(lane(&network, "au-mine us-buyer").freight, [5.0]);
    assert_eq!(lane(&network, "cn-market us-buyer").freight, [2.0]);
    assert_eq!(lane(&network, "us-mine us-buyer").freight, [1.0]);
}

#[test]
fn only_joined_pairs_have_lanes_and_dates_close_them() {
    let document = oxide(json!([
        { "from": ["us-mine", "CN"], "to": "us-buyer", "capacity": 12.0, "until_date": "2026-07-02" }
    ]));
    let network = network(document, "none");
    assert_eq!(pairs(&network, "ndpr-oxide"), ["cn-market us-buyer", "us-mine us-buyer"]);
    assert_eq!(network.periods.len(), 2);
    let route = &network.routes[0];
    assert!((route.capacity[0] - 12.0 * 182.0 / 365.0).abs() < 1e-9 && route.capacity[1] == 0.0);
    assert!(network.lanes[0].arrivals[1].is_empty());
}

fn port(values: Value) -> Value {
    let port = json!({ "country": "JP", "customs_values": values });
    let document = with(price_floor(), "/sites/jp-port", port);
    let lanes = json!([{ "from": ["CN", "AU"], "to": "jp-port" }, { "from": "jp-port", "to": "*", "freight": 9.0 }]);
    with(document, "/lanes", lanes)
}

#[test]
fn goods_pass_through_a_port_that_an_entry_names() {
    let network = network(port(json!({})), "none");
    assert_eq!(
        pairs(&network, "ndpr-oxide"),
        ["au-mine jp-port", "cn-market jp-port", "jp-port us-buyer"]
    );
}

#[test]
fn a_port_with_several_sellers_declares_a_value() {
    let plain = super::spec(port(json!({})), "floor-16", &[]);
    let problems = crate::network::build(&plain).expect_err("two sellers");
    assert_eq!(problems[0].path, "sites.jp-port.customs_values");
    assert!(problems[0].found.contains("`au-mine`, `cn-market`"), "{}", problems[0]);
    let declared = network(port(json!({ "ndpr-oxide": 12.0 })), "floor-16");
    let seller = lane(&declared, "jp-port us-buyer").seller.as_ref().expect("seller");
    assert_eq!(
        (declared.sites[seller.site.index()].name.as_str(), seller.value[0]),
        ("jp-port", 12.0)
    );
    let one = with(port(json!({})), "/lanes/0/from", json!("CN"));
    let one = network(one, "floor-16");
    let seller = lane(&one, "jp-port us-buyer").seller.as_ref().expect("seller");
    assert_eq!(
        (one.sites[seller.site.index()].name.as_str(), seller.value[0]),
        ("cn-market", 10000.0)
    );
}

#[test]
fn value_includes_freight_where_the_importer_says_cif() {
    let document = oxide(json!([{ "from": "*", "to": "*", "freight": 300.0 }]));
    let document = with(
        document,
        "/territories",
        json!({ "USA": { "countries": ["US"], "customs_value": "cif" } }),
    );
    let network = network(document, "floor-16");
    assert_eq!(
        lane(&network, "cn-market us-buyer").seller.as_ref().expect("seller").value,
        [10300.0]
    );
}

#[test]
fn a_border_lies_between_territories() {
    let document = with(
        price_floor(),
        "/territories",
        json!({ "ANZUS": { "countries": ["US", "AU"] } }),
    );
    let network = network(document, "floor-16");
    assert!(lane(&network, "au-mine us-buyer").seller.is_none());
    assert!(lane(&network, "cn-market us-buyer").seller.is_some());
}

#[test]
fn a_tariff_needs_a_customs_value() {
    let tariff =
        json!({ "measures": { "duty": { "kind": "tariff", "importers": ["US"], "rate": 0.1, "materials": ["4-motor"] } } });
    let with_value = with(motors(), "/policies/none", tariff);
    assert!(
        network(with_value.clone(), "none")
            .lanes
            .iter()
            .any(|l| l.seller.as_ref().is_some_and(|s| s.with_rule.len() == 1))
    );
    let without = with(with_value, "/sites/jp-works/customs_values", json!({}));
    complains(
        without,
        "sites.jp-works.customs_values",
        "`motor` from `jp-works`, which `duty` needs",
    );
}

#[test]
fn a_source_with_prices_by_destination_stands_alone() {
    let source = json!({ "offer": 10.0, "offers": [{ "price": 8.0, "to": ["US"] }] });
    let document = with(price_floor(), "/sites/cn-market/source/ndpr-oxide", source);
    let document = with(
        document,
        "/sites/cn-market/stocks",
        json!({ "ndpr-oxide": { "opening": 1.0 } }),
    );
    complains(document, "sites.cn-market.source.ndpr-oxide.offers", "differs by destination");
}

/// Oxide from `feeds` to Japan, motors to the US, a floor on Nd at both borders.
fn two_floors(unless: Value) -> Value {
    let floors = |floor: f64| json!({ "Nd": floor });
    let measure = |to: &str, floor: f64, unless: Value| {
        json!({ "kind": "price_floor", "importers": [to], "materials": ["nd-oxide", "motor"],
            "element_floors": floors(floor), "element_values": floors(60.0), "unless": unless })
    };
    let measures = json!({ "jp": measure("JP", 90.0, unless), "us": measure("US", 110.0, Value::Null) });
    let document = with(motors(), "/policies/none", json!({ "measures": measures }));
    with(document, "/sites/jp-works/stocks", json!({}))
}

#[test]
fn what_was_paid_on_an_element_is_credited_later() {
    let network = network(two_floors(Value::Null), "none");
    let motors: Vec<usize> = (0..network.lanes.len()).filter(|l| network.lanes[*l].to.0 >= 4).collect();
    let credited: Vec<usize> = network.credits.iter().map(|credit| credit.lane.index()).collect();
    assert_eq!(credited, motors);
    assert!(
        network
            .credits
            .iter()
            .all(|credit| credit.paid == [30.0, 30.0] && credit.element.0 == 2)
    );
}

#[test]
fn a_credit_that_depends_on_the_way_is_refused() {
    let source = json!({ "nd-oxide": { "offer": 1.0 } });
    complains(
        with(two_floors(Value::Null), "/sites/jp-works/source", source),
        "sites.jp-works",
        "`us` asks what top-up was paid on the Nd",
    );
    complains(two_floors(json!("clean")), "sites.jp-works", "different amounts");
}

#[test]
fn entries_without_effect_are_noted_and_demands_do_not_send() {
    let document = oxide(json!([{ "from": "*", "to": "*" }, { "from": "us-buyer", "to": "CN" }]));
    complains(document, "lanes.1.from", "`us-buyer` is a demand");
    let idle = network(
        oxide(json!([{ "from": "*", "to": "*" }, { "from": "US", "to": "CN" }])),
        "none",
    );
    assert!(
        idle.notes.iter().any(|note| note.starts_with("entry 2 of `lanes`")),
        "{:?}",
        idle.notes
    );
}

#[test]
fn naming_a_maker_as_sender_makes_it_no_port() {
    let document = oxide(json!([{ "from": "*", "to": "*" }, { "from": "au-mine", "to": "us-buyer", "carries": ["ndpr-oxide"] }]));
    assert_eq!(network(document, "none").lanes.len(), 3);
    let document = with(
        motors(),
        "/lanes",
        json!([{ "from": "*", "to": "*" }, { "from": "jp-works", "to": "US" }]),
    );
    assert_eq!(pairs(&network(document, "none"), "nd-oxide"), ["my-plant jp-works"]);
}
