//! Plans on standard output.

use super::support::{FLOOR, floor_with, lodestone, outcome};
use serde_json::Value;

fn solve(more: &[&str]) -> Value {
    let (code, stdout, stderr) = outcome(&floor_with(more));
    assert_eq!(code, 0, "{stderr}");
    serde_json::from_str(&stdout).unwrap()
}

fn near(value: &Value, wanted: f64) {
    let found = value.as_f64().unwrap();
    assert!(
        (found - wanted).abs() <= 1e-6 * wanted.abs().max(1e-3),
        "{found} instead of {wanted}"
    );
}

#[test]
fn json_is_one_document_with_the_figures_of_the_case() {
    let document = solve(&["--json"]);
    assert_eq!(document["schema"], 1);
    assert_eq!(document["instance"], "price-floor");
    assert_eq!(document["policy"], "floor-16");
    assert_eq!(document["scenario"], serde_json::json!(["baseline"]));
    assert_eq!(document["status"], "optimal");
    near(&document["cost"], 1_590_000.0);
    near(&document["resource_cost"], 1_450_000.0);
    near(&document["ledger"]["floor_levy"], 60_000.0);
    near(&document["ledger"]["floor_premium"], 80_000.0);
    near(&document["ledger"]["offer"], 1_450_000.0);
    near(&document["exposure"], 10.0);
    assert_eq!(document["ledger"]["tariff"], 0.0);
    assert_eq!(document["verified"]["ok"], true);
    let verified = &document["verified"];
    assert!(verified["certified_gap"].as_f64().unwrap() <= 1e-9);
    assert_eq!(verified["certificate"]["ok"], true);
    assert_eq!(verified["certificate"]["levels"].as_array().unwrap().len(), 3);
    assert_eq!(verified["certificate"]["levels"][1]["name"], "cost");
    near(&verified["certificate"]["levels"][1]["bound"], 1_590_000.0);
    assert_eq!(document["solver"]["name"], "HiGHS");
    let short = document["shortage"].as_object().unwrap();
    assert!(!short.is_empty() && short.values().all(|tonnes| tonnes == 0.0));
}

#[test]
fn an_example_is_found_by_its_name() {
    let (code, stdout, stderr) = outcome(&["solve", "price-floor", "--policy", "open-market", "--json"]);
    assert_eq!(
        code,
        if std::path::Path::new("price-floor").exists() { 3 } else { 0 },
        "{stderr}"
    );
    near(&serde_json::from_str::<Value>(&stdout).unwrap()["cost"], 1_000_000.0);
}

#[test]
fn a_setting_changes_one_value() {
    let document = solve(&["--json", "--set", "demands.us-buyer.quantity=110 t/yr"]);
    near(&document["cost"], 1_590_000.0 + 160_000.0);
}

#[test]
fn other_solvers_agree() {
    for solver in ["clarabel", "microlp"] {
        let document = solve(&["--json", "--second-opinion", solver]);
        assert_eq!(document["second_opinion"]["agrees"], true, "{document}");
    }
}

#[test]
fn tables_are_plain_in_a_pipe_and_fit() {
    let (code, stdout, stderr) = outcome(&FLOOR);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert!(!stdout.contains('\x1b'));
    assert!(stdout.lines().all(|line| line.chars().count() <= 100));
    for words in [
        "1.590 MUSD",
        "Where each demand is served from",
        "Who pays whom",
        "floor levy",
        "Balance of",
        "Every demand",
    ] {
        assert!(stdout.contains(words), "{words} is missing in\n{stdout}");
    }
}

#[test]
fn colours_come_where_asked_for() {
    let (_, stdout, _) = outcome(&floor_with(&["--color", "always"]));
    assert!(stdout.contains('\x1b'));
    let output = lodestone().args(FLOOR).env("NO_COLOR", "1").output().unwrap();
    assert!(!output.stdout.contains(&0x1b));
}

#[test]
fn quiet_prints_nothing() {
    assert_eq!(outcome(&floor_with(&["--quiet"])), (0, String::new(), String::new()));
}

#[test]
fn infeasible_is_a_verdict_with_a_document_and_exit_4() {
    let hopeless = [
        "--set",
        "demands.us-buyer.minimum=100 %",
        "--set",
        "sites.cn-market.source.ndpr-oxide.available=0 t/yr",
    ];
    let (code, stdout, _) = outcome(&floor_with(&[&["--json"], &hopeless[..]].concat()));
    let document: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((code, &document["status"]), (4, &Value::from("infeasible")));
    assert_eq!(document["cost"], Value::Null);
    let (code, stdout, _) = outcome(&floor_with(&hopeless));
    assert_eq!(code, 4);
    assert!(stdout.contains("No plan can satisfy every limit"), "{stdout}");
}
