//! Explanations on standard output.

use super::support::outcome;
use serde_json::Value;

const IMPOSSIBLE: &str = "instances/impossible";

fn document(arguments: &[&str]) -> Value {
    let (code, stdout, stderr) = outcome(arguments);
    assert_eq!(code, 0, "{stderr}");
    serde_json::from_str(&stdout).unwrap()
}

#[test]
fn the_impossible_case_is_explained_by_demand_rule_source_and_recipe() {
    let document = document(&["explain", IMPOSSIBLE, "--json"]);
    assert_eq!(document["status"], "infeasible");
    let contradiction = &document["infeasible"]["contradictions"][0];
    let facts = contradiction["facts"].as_array().unwrap();
    let paths: Vec<&str> = facts.iter().map(|fact| fact["path"].as_str().unwrap()).collect();
    assert_eq!(
        paths,
        [
            "demands.us-defense.minimum",
            "demands.us-defense.requires",
            "sites.allied-supply.source.dy-oxide.available",
            "processes.diffusion.inputs.dy-oxide",
        ]
    );
    assert_eq!(contradiction["confirmed"], true);
    // 0.5 t of Dy at 0.03 t a tonne are 16.67 t of 50 t; 50 x 0.03 - 0.5 = 1 t of Dy is missing.
    let near = |value: &Value, wanted: f64| (value.as_f64().unwrap() - wanted).abs() < 1e-6;
    assert!(near(&document["infeasible"]["missing"][0]["amount"], 100.0 / 3.0));
    assert!(near(&document["infeasible"]["traces"][0]["most"], 50.0 / 3.0));
    let repairs = contradiction["repairs"].as_array().unwrap();
    assert!(repairs.iter().any(|repair| repair["by"].is_f64() && near(&repair["by"], 1.0)));
    assert!(
        repairs
            .iter()
            .any(|repair| repair["by"].is_f64() && near(&repair["by"], -100.0 / 3.0))
    );
}

#[test]
fn a_repair_makes_a_plan_and_a_little_less_does_not() {
    let document = document(&["explain", IMPOSSIBLE, "--json"]);
    let repairs = document["infeasible"]["contradictions"][0]["repairs"]
        .as_array()
        .unwrap()
        .clone();
    assert_eq!(repairs.len(), 3);
    for repair in &repairs {
        let setting = repair["settings"][0].as_str().unwrap();
        assert_eq!(outcome(&["solve", IMPOSSIBLE, "--set", setting]).0, 0, "{setting}");
    }
    for setting in [
        "sites.allied-supply.source.dy-oxide.available=1.499 t/yr",
        "demands.us-defense.minimum=33.4 %",
    ] {
        assert_eq!(outcome(&["solve", IMPOSSIBLE, "--set", setting]).0, 4, "{setting}");
    }
}

#[test]
fn a_plan_is_explained_by_its_prices() {
    let document = document(&["explain", "instances/price-floor", "--policy", "floor-16", "--json"]);
    let price = &document["prices"][0];
    assert_eq!(price["demand"], "us-buyer");
    // At the floor every import costs 16 USD/kg.
    assert!((price["price"].as_f64().unwrap() - 16_000.0).abs() < 1e-6);
    let sum: f64 = price["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| part["amount"].as_f64().unwrap())
        .sum();
    assert!((sum - 16_000.0).abs() < 1e-6);
}
