//! Where output goes, and what happens when it cannot.

use super::support::{floor_with, lodestone, outcome};
use std::process::{Command, Stdio};

#[test]
fn a_broken_pipe_is_no_error() {
    for arguments in [&["schema"][..], &["completions", "bash"], &["example", "list"], &["--help"]] {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("lodestone"));
        let mut child = command
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_exit_74() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = Command::new(assert_cmd::cargo::cargo_bin("lodestone"))
        .arg("schema")
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(74));
}

#[test]
fn results_are_not_overwritten_without_being_asked() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    let out = out.to_str().unwrap();
    assert_eq!(outcome(&floor_with(&["--out", out])).0, 0);
    let (code, stdout, stderr) = outcome(&floor_with(&["--out", out]));
    assert_eq!((code, stdout.as_str()), (74, ""));
    assert!(stderr.contains("--overwrite"), "{stderr}");
    assert_eq!(outcome(&floor_with(&["--out", out, "--overwrite"])).0, 0);
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
}

#[test]
fn every_table_is_written_with_its_schema_and_how_it_came_about() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    let set = "demands.us-buyer.quantity=110 t/yr";
    assert_eq!(
        outcome(&floor_with(&[
            "--out",
            out.to_str().unwrap(),
            "--format",
            "csv",
            "--set",
            set
        ]))
        .0,
        0
    );
    let json = |file: &str| serde_json::from_str::<serde_json::Value>(&std::fs::read_to_string(out.join(file)).unwrap()).unwrap();
    let schema = json("schema.json");
    for table in schema["tables"].as_array().unwrap() {
        let name = table["name"].as_str().unwrap();
        let text = std::fs::read_to_string(out.join(format!("{name}.csv"))).unwrap();
        let columns: Vec<&str> = table["columns"]
            .as_array()
            .unwrap()
            .iter()
            .map(|column| column["name"].as_str().unwrap())
            .collect();
        assert_eq!(text.lines().next().unwrap(), columns.join(","), "{name}");
    }
    let run = json("run.json");
    assert_eq!(run["policy"], "floor-16");
    assert!(run["solver"].as_str().unwrap().contains("HiGHS"));
    assert_eq!(
        run["overrides"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|over| over["path"] == "demands.us-buyer.quantity")
            .count(),
        1
    );
    assert!(
        run["inputs"]
            .as_array()
            .unwrap()
            .iter()
            .any(|input| input["file"].as_str().unwrap().ends_with("instance.yaml"))
    );
    assert_eq!(json("solve.json")["status"], "optimal");
}

#[test]
fn the_program_is_exported_for_other_solvers() {
    let place = tempfile::tempdir().unwrap();
    for (name, words) in [("x.mps", ["ROWS", "ENDATA"]), ("x.lp", ["subject to", "end"])] {
        let file = place.path().join(name);
        let arguments = [
            "export",
            "instances/price-floor",
            "--policy",
            "floor-16",
            "--out",
            file.to_str().unwrap(),
        ];
        let (code, _, stderr) = outcome(&arguments);
        assert_eq!(code, 0, "{stderr}");
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(
            words.iter().all(|word| text.to_lowercase().contains(&word.to_lowercase())),
            "{text}"
        );
        assert_eq!(outcome(&arguments).0, 74);
    }
}

#[test]
fn examples_are_listed_shown_and_copied() {
    let (code, stdout, _) = outcome(&["example", "list"]);
    assert_eq!(code, 0);
    assert!(stdout.lines().any(|line| line.starts_with("price-floor ")), "{stdout}");
    let (code, stdout, _) = outcome(&["example", "show", "price-floor"]);
    assert!(code == 0 && stdout.contains("floor-16"));
    let place = tempfile::tempdir().unwrap();
    lodestone()
        .current_dir(place.path())
        .args(["example", "copy", "price-floor"])
        .assert()
        .success();
    lodestone()
        .current_dir(place.path())
        .args(["check", "price-floor"])
        .assert()
        .success();
    lodestone()
        .current_dir(place.path())
        .args(["example", "copy", "price-floor"])
        .assert()
        .code(74);
}

#[test]
fn the_schema_is_json() {
    let (code, stdout, _) = outcome(&["schema"]);
    let schema: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert!(code == 0 && schema.is_object());
}
