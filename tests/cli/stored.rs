//! Stored plans judged anew.

use super::support::{floor_with, outcome};
use std::path::Path;

fn solve_into(out: &Path, format: &str) {
    let (code, _, stderr) = outcome(&floor_with(&["--out", out.to_str().unwrap(), "--format", format]));
    assert_eq!(code, 0, "{stderr}");
}

fn verify(out: &Path) -> (i32, String, String) {
    outcome(&["verify", "instances/price-floor", out.to_str().unwrap()])
}

#[test]
fn a_stored_plan_holds_in_every_format() {
    for format in ["parquet", "csv", "json"] {
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("out");
        solve_into(&out, format);
        let (code, stdout, stderr) = verify(&out);
        assert_eq!((code, stderr.as_str()), (0, ""), "{stdout}");
        assert!(
            stdout.contains("keeps every rule") && stdout.contains("are not judged"),
            "{stdout}"
        );
    }
}

#[test]
fn a_plan_tampered_with_is_refused_with_exit_8() {
    for (file, old, new) in [
        ("flows.csv", "80", "70"),
        ("deliveries.csv", "90", "95"),
        ("ledger.csv", "60000", "50000"),
        ("solve.json", "1590000", "1490000"),
        ("chains.csv", "2026,80", "2026,70"),
        ("periods.csv", "2026-01-01", "2026-01-02"),
        ("passages.csv", "2026,80", "2026,70"),
        ("balances.csv", "2026,90", "2026,95"),
    ] {
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("out");
        solve_into(&out, "csv");
        let text = std::fs::read_to_string(out.join(file)).unwrap();
        assert!(text.contains(old), "{text}");
        std::fs::write(out.join(file), text.replace(old, new)).unwrap();
        let (code, stdout, _) = verify(&out);
        assert_eq!(code, 8, "{file}: {stdout}");
        assert!(stdout.contains("breaks the rules"), "{stdout}");
    }
}

/// Solves an instance into CSV, has the last column of the first row of a table edited, and judges the folder.
fn last_column(solve: &[&str], (table, value): (&str, &str)) -> (i32, String) {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    let folder = out.to_str().unwrap();
    let (code, _, stderr) = outcome(&[&["solve"], solve, &["--out", folder, "--format", "csv"]].concat());
    assert_eq!(code, 0, "{stderr}");
    let file = out.join(format!("{table}.csv"));
    let text = std::fs::read_to_string(&file).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let (rest, old) = lines[1].rsplit_once(',').unwrap();
    assert_ne!(old, value);
    lines[1] = format!("{rest},{value}");
    std::fs::write(&file, lines.join("\n") + "\n").unwrap();
    let (code, stdout, _) = outcome(&["verify", solve[0], folder]);
    (code, stdout)
}

#[test]
fn what_follows_from_amounts_is_judged_too() {
    let floor = ["instances/price-floor", "--policy", "floor-16"];
    for edit in [("deliveries", "12"), ("supplies", "12")] {
        let (code, stdout) = last_column(&floor, edit);
        assert_eq!(code, 8, "{edit:?}: {stdout}");
    }
    let short = [
        "instances/price-floor",
        "--policy",
        "floor-16",
        "--set",
        "sites.cn-market.source.ndpr-oxide.available=5 t/yr",
    ];
    let (code, stdout) = last_column(&short, ("shortages", "1"));
    assert_eq!(code, 8, "{stdout}");
    assert!(stdout.contains("shortages: row 1 is not what the plan gives"), "{stdout}");
}

#[test]
fn a_folder_without_results_is_bad_input() {
    let place = tempfile::tempdir().unwrap();
    let (code, _, stderr) = verify(place.path());
    assert_eq!(code, 3);
    assert!(stderr.contains("run.json"), "{stderr}");
}

#[test]
fn a_name_that_the_instance_does_not_have_is_bad_input() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    solve_into(&out, "csv");
    let file = out.join("flows.csv");
    let text = std::fs::read_to_string(&file).unwrap().replace("au-mine", "atlantis");
    std::fs::write(&file, text).unwrap();
    let (code, _, stderr) = verify(&out);
    assert_eq!(code, 3);
    assert!(stderr.contains("atlantis") && stderr.contains("flows.csv"), "{stderr}");
}

#[test]
fn results_of_another_instance_are_told() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    solve_into(&out, "csv");
    let (code, _, stderr) = outcome(&["verify", "instances/embargo", out.to_str().unwrap()]);
    assert_eq!(code, 3);
    assert!(stderr.contains("results of the instance `price-floor`"), "{stderr}");
}

#[test]
fn a_format_without_a_folder_is_remarked() {
    let (code, _, stderr) = outcome(&floor_with(&["--format", "csv"]));
    assert_eq!(code, 0, "{stderr}");
    assert!(stderr.contains("--out"), "{stderr}");
}
