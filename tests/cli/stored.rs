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
