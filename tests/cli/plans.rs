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
fn a_duty_may_exceed_the_value() {
    let rate = "policies.shipped-from.measures.duty.rate=250 %";
    let (code, stdout, stderr) = outcome(&[
        "solve",
        "instances/origin-washing",
        "--policy",
        "shipped-from",
        "--json",
        "--set",
        rate,
    ]);
    assert_eq!(code, 0, "{stderr}");
    near(&serde_json::from_str::<Value>(&stdout).unwrap()["cost"], 4_200_000.0);
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
    let (code, stdout, _) = outcome(&floor_with(&[&["--json"], &HOPELESS[..]].concat()));
    let document: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((code, &document["status"]), (4, &Value::from("infeasible")));
    assert_eq!(document["cost"], Value::Null);
    let (code, stdout, _) = outcome(&floor_with(&HOPELESS));
    assert_eq!(code, 4);
    assert!(stdout.contains("No plan can satisfy every limit"), "{stdout}");
}

const HOPELESS: [&str; 4] = [
    "--set",
    "demands.us-buyer.minimum=100 %",
    "--set",
    "sites.cn-market.source.ndpr-oxide.available=0 t/yr",
];

#[test]
fn other_solvers_agree_that_nothing_is_possible() {
    for solver in ["clarabel", "microlp"] {
        let (code, stdout, _) = outcome(&floor_with(
            &[&["--json", "--second-opinion", solver], &HOPELESS[..]].concat(),
        ));
        let document: Value = serde_json::from_str(&stdout).unwrap();
        let second = &document["second_opinion"];
        assert_eq!(
            (code, &second["verdict"], &second["agrees"]),
            (4, &"infeasible".into(), &true.into())
        );
    }
}

/// A stand-in for an installed solver: a script that gives the answer written in it, whatever it is asked.
#[cfg(unix)]
fn fake(command: &str, script: &str) -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(command);
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

#[test]
#[cfg(unix)]
fn an_installed_solver_may_be_missing_contradict_or_talk_nonsense() {
    let ask = |script: &str| {
        let bin = fake("cbc", script);
        let output = lodestone()
            .args(floor_with(&["--json", "--solver", "cbc"]))
            .env("PATH", format!("{}:/usr/bin:/bin", bin.path().display()))
            .output()
            .unwrap();
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        (
            output.status.code(),
            document["status"].clone(),
            document["second_opinion"].clone(),
        )
    };
    let (code, status, second) = ask("for last; do :; done; echo 'Infeasible - objective value 0' > \"$last\"");
    assert_eq!(
        (code, status, &second["agrees"]),
        (Some(8), "unverified".into(), &false.into()),
        "{second}"
    );
    for nonsense in [
        "exit 3",
        "for last; do :; done; printf 'Optimal\\n\\n' > \"$last\"",
        "for last; do :; done; printf '\\0\\0' > \"$last\"",
    ] {
        let (code, status, second) = ask(nonsense);
        assert_eq!(
            (code, status, &second["agrees"]),
            (Some(0), "optimal".into(), &Value::Null),
            "{second}"
        );
    }
    let empty = tempfile::tempdir().unwrap();
    let output = lodestone()
        .args(floor_with(&["--solver", "gurobi"]))
        .env("PATH", empty.path())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("install it or put it on the path"), "{text}");
}
