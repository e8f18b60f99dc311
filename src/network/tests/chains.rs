//! Recipes, lineage, rules, exposure, demands, offers and facts.

use super::{complains, network, price_floor, spec, with};
use crate::network::{Network, RuleSet, Terminal, build};
use approx::assert_relative_eq;
use serde_json::{Value, json};

/// Ore from AU and CN, separated in MY, made to motors in JP, recycled in JP.
pub(super) fn motors() -> Value {
    json!({
        "lodestone": 1,
        "periods": { "start": "2026-07-01", "count": 2, "length": 0.25 },
        "allies": ["US", "AU", "JP"],
        "partners": { "MY": 0.3 },
        "elements": { "Dy": {}, "La": { "criticality": 0.0 }, "Nd": { "oxide_per_element": 1.17 } },
        "stages": { "1-mined": {}, "2-separated": {}, "3-recycled": { "recycling": true }, "4-motor": {} },
        "materials": {
            "au-ore": { "stage": "1-mined", "contents": { "Nd": 0.08, "La": 0.2 } },
            "cn-ore": { "stage": "1-mined", "contents": { "Nd": 0.05, "La": 0.1, "Dy": 0.02 } },
            "dy-oxide": { "stage": "2-separated", "contents": { "Dy": 0.8 } },
            "la-oxide": { "stage": "2-separated", "contents": { "La": 0.8 } },
            "motor": { "stage": "4-motor", "contents": { "Nd": 0.3 } },
            "nd-oxide": { "stage": "2-separated", "contents": { "Nd": 0.8 } }
        },
        "processes": {
            "separation": { "stage": "2-separated", "separates": {
                "feeds": ["au-ore", "cn-ore"],
                "products": { "dy-oxide": ["Dy"], "la-oxide": ["La"], "nd-oxide": ["Nd"] },
                "recovery": { "Nd": 0.9, "La": 0.5 }
            } },
            "sintering": { "stage": "4-motor", "inputs": { "nd-oxide": 0.4 }, "outputs": { "motor": 1.0 } }
        },
        "sites": {
            "au-mine": { "country": "AU", "source": { "au-ore": { "offer": 1000.0 } } },
            "cn-mine": { "country": "CN", "source": { "cn-ore": { "offer": 500.0 } } },
            "jp-works": { "country": "JP", "lines": { "one": {
                "processes": ["sintering"], "capacity": 100.0, "fee": 20000.0,
                "circuits": { "all": { "materials": ["motor"], "capacity": 40.0 } } } },
                "customs_values": { "motor": { "value": 50000.0, "with_rule": { "clean": 60000.0 } } },
                "stocks": { "nd-oxide": { "opening": 5.0, "room": 6.0, "holding": 8.0, "terminal": "free",
                    "lineage": { "1-mined": "CN" } } } },
            "my-plant": { "country": "MY", "lines": { "sx": { "processes": ["separation"], "recovery": { "Nd": 0.95 } } },
                "byproducts": { "la-oxide": { "price": 1000.0, "limit": 8.0 } }, "disposal": { "dy-oxide": 0.0 } }
        },
        "demands": {
            "us-def": { "country": "US", "tier": "dx", "accepts": { "motor": 1.1 }, "requires": ["clean"], "quantity": 40.0,
                "minimum": 0.5 },
            "us-ev": { "country": "US", "accepts": ["motor"], "penalty": 90000.0,
                "blocks": [{ "quantity": 20.0 }, { "quantity": 8.0, "penalty": 1000.0 }] }
        },
        "rules": {
            "clean": { "stages": { "1-mined": { "excluded": ["CN", "RU"] }, "4-motor": { "allowed": ["allies"] } },
                "de_minimis": { "share": 0.02 }, "law_accepts": ["segregated"] },
            "spare": { "stages": { "1-mined": { "allowed": ["partners"] } } }
        },
        "policies": { "none": {}, "club": { "club": ["US", "JP"] }, "far": { "club": ["JP"] } }
    })
}

fn motor_network() -> Network {
    network(motors(), "none")
}

#[test]
fn separation_follows_the_assay() {
    let network = motor_network();
    let [sintering, au, cn] = network.operations.as_slice() else {
        panic!("three operations")
    };
    assert_eq!(
        (sintering.name.as_str(), au.name.as_str()),
        ("sintering", "separation(au-ore)")
    );
    let amounts = |operation: &crate::network::Operation| -> Vec<(String, f64)> {
        operation
            .outputs
            .iter()
            .map(|(m, amount)| (network.materials[m.index()].name.clone(), *amount))
            .collect()
    };
    let au = amounts(au);
    assert_eq!(au.len(), 2, "no Dy in the feed, no Dy oxide");
    assert_eq!(au[0].0, "la-oxide");
    assert_relative_eq!(au[0].1, 0.5 * 0.2 / 0.8);
    assert_relative_eq!(au[1].1, 0.95 * 0.08 / 0.8);
    assert_relative_eq!(amounts(cn)[0].1, 0.02 / 0.8);
}

#[test]
fn lineage_is_own_unless_declared() {
    let network = motor_network();
    let country = |index: Option<crate::network::CountryId>| index.map(|c| network.countries[c.index()].name.as_str());
    let mined: Vec<_> = network.sources[0].lineage.iter().map(|c| country(*c)).collect();
    assert_eq!(mined, [Some("AU"), None, None, None]);
    let stocked: Vec<_> = network.stocks[0].lineage.iter().map(|c| country(*c)).collect();
    assert_eq!(stocked, [Some("CN"), Some("JP"), None, None]);
    let document = with(motors(), "/sites/au-mine/source/motor", json!({ "offer": 1.0 }));
    let motor = super::network(document, "none").sources[1].lineage.clone();
    assert!(
        motor[1].is_some() && motor[2].is_none() && motor[3].is_some(),
        "recycling is not passed"
    );
}

#[test]
fn stocks_and_lines_have_their_figures() {
    let network = motor_network();
    let stock = &network.stocks[0];
    assert_eq!(
        (stock.opening, stock.room[0], stock.holding[0], stock.terminal),
        (5.0, 6.0, 2.0, Terminal::Free)
    );
    assert_eq!(
        (network.lines[0].capacity[0], network.lines[1].capacity[0]),
        (25.0, f64::INFINITY)
    );
    assert_eq!(network.lines[0].circuits[0].capacity, [10.0, 10.0]);
    assert_eq!(network.operations[0].cash_cost, [20000.0, 20000.0]);
    assert_eq!(network.byproducts[0].limit, [2.0, 2.0]);
    let value = &network.sites[2].customs_values[0];
    assert_eq!((value.value[0], value.with_rule[0].1[0]), (50000.0, 60000.0));
}

#[test]
fn rules_in_use_come_before_those_of_exposure() {
    let network = motor_network();
    let names: Vec<&str> = network.rules.iter().map(|rule| rule.name.as_str()).collect();
    let exposure = ["exposure:Dy:partners", "exposure:Dy", "exposure:Nd:partners", "exposure:Nd"];
    assert_eq!(names, [&["clean"][..], &exposure[..]].concat());
    let clean = &network.rules[0];
    let passing = |stage: usize| -> Vec<&str> {
        let flags = clean.passes[stage].as_ref().expect("tested");
        network
            .countries
            .iter()
            .zip(flags)
            .filter(|(_, passes)| **passes)
            .map(|(c, _)| c.name.as_str())
            .collect()
    };
    assert!(passing(0).contains(&"MY") && !passing(0).contains(&"CN") && !passing(0).contains(&"RU"));
    assert_eq!(passing(3), ["AU", "JP", "US"]);
    assert_eq!(
        clean.de_minimis.map(|(share, stage)| (share, stage.0)),
        Some((0.02, 3)),
        "the rule's last stage"
    );
    assert!(clean.law_note.as_ref().is_some_and(|note| note.contains("segregated")));
    assert!(network.notes.contains(&"rule `spare` is used nowhere".to_owned()));
}

#[test]
fn exposure_weighs_partners() {
    let network = motor_network();
    let weights: Vec<f64> = network.exposure[1].steps.iter().map(|(_, weight)| *weight).collect();
    assert_eq!((network.exposure[1].name.as_str(), weights), ("Nd", vec![0.3, 0.0]));
    let weight = |name: &str| network.countries.iter().find(|c| c.name == name).map(|c| c.exposure_weight);
    assert_eq!((weight("CN"), weight("MY"), weight("JP")), (Some(1.0), Some(0.3), Some(0.0)));
    let grouped = super::network(with(motors(), "/exposure_groups", json!({ "all": ["Nd", "Dy"] })), "none");
    assert_eq!(grouped.rules.len(), 3);
    assert_eq!(grouped.rules[2].elements, [true, false, true]);
    let lonely = with(
        with(motors(), "/allies", json!([])),
        "/rules/clean/stages/4-motor",
        json!({ "allowed": ["JP"] }),
    );
    assert!(super::network(lonely, "none").exposure.is_empty());
}

#[test]
fn demands_count_in_tiers_or_pay() {
    let network = network(motors(), "club");
    let [defense, cars] = network.demands.as_slice() else {
        panic!("two demands")
    };
    assert_eq!((defense.tier, cars.tier), (Some(0), None));
    assert_eq!((defense.accepts[0].1, defense.minimum[0]), (1.1, 5.0));
    assert_eq!(defense.requires[0].0, 1);
    assert_eq!(cars.requires[0], RuleSet::default());
    let penalties: Vec<f64> = cars.blocks.iter().map(|block| block.penalty[0]).collect();
    assert_eq!((penalties, defense.blocks[0].penalty[0]), (vec![90000.0, 1000.0], 0.0));
    let outside = build(&spec(motors(), "far", &[])).expect_err("no member, no penalty");
    assert!(outside[0].found.contains("members"), "{}", outside[0]);
    complains(with(motors(), "/shortage", json!("penalty")), "demands.us-def", "penalty");
}

fn offers(policy: &str) -> Network {
    let offers = json!([{ "price": 8.0, "to": ["others"], "if": ["club_formed", "floor_in_force"], "from": "2026-07-01" },
        { "price": 7.0, "to": ["CA"], "if": ["not club_formed"] }]);
    let source = json!({ "offer": 10.0, "offers": offers });
    let document = with(price_floor(), "/sites/cn-market/source/ndpr-oxide", source);
    let document = with(document, "/policies/floor-16/measures/us-floor/from", json!("2026-07-01"));
    network(document, policy)
}

#[test]
fn offers_follow_destination_policy_and_time() {
    let floor = offers("floor-16");
    let offer = &floor.sources[1].offer;
    let at = |name: &str| &offer[floor.countries.iter().position(|c| c.name == name).expect("country")];
    assert_eq!((at("US"), at("CN")), (&vec![10.0, 10.0], &vec![10.0, 8.0]));
    let open = offers("none");
    let canada = open.countries.iter().position(|c| c.name == "CA").expect("CA");
    assert_eq!(open.sources[1].offer[canada], [7.0, 7.0]);
    assert_eq!(open.sources[1].customs_value, open.sources[1].offer);
}

#[test]
fn a_floor_that_asks_for_a_floor_is_none() {
    let document = with(
        price_floor(),
        "/policies/floor-16/measures/us-floor/if",
        json!(["floor_in_force"]),
    );
    assert!(network(document, "floor-16").measures.is_empty());
}

#[test]
fn goods_under_way_arrive_in_a_period() {
    let goods = |day: &str| json!([{ "material": "nd-oxide", "to": "jp-works", "quantity": 3.0, "arrives": day, "lineage": {} }]);
    let network = super::network(with(motors(), "/in_transit", goods("2026-11-05")), "none");
    assert_eq!(network.in_transit[0].arrives.0, 1);
    let late = super::network(with(motors(), "/in_transit", goods("2027-01-01")), "none");
    assert!(late.in_transit.is_empty() && late.notes.iter().any(|note| note.contains("after the last period")));
    complains(
        with(motors(), "/in_transit", goods("2026-06-30")),
        "in_transit.0.arrives",
        "before the first period",
    );
}
