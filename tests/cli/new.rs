//! `new`: the skeleton is whole, works as it stands, and replaces nothing unasked. Figures are worked by hand.

use super::support::{lodestone, outcome};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A new instance in a place of its own.
fn fresh(place: &Path) -> PathBuf {
    let folder = place.join("my-chain");
    let (code, stdout, stderr) = outcome(&["new", folder.to_str().unwrap()]);
    assert_eq!((code, stdout.as_str()), (0, ""), "{stderr}");
    folder
}

fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn solved(folder: &Path, policy: &str, scenario: &str) -> Value {
    let folder = folder.to_str().unwrap();
    let (code, stdout, stderr) = outcome(&["solve", folder, "--policy", policy, "--scenario", scenario, "--json"]);
    assert_eq!(code, 0, "{stderr}");
    serde_json::from_str(&stdout).unwrap()
}

/// Allied metal costs 2.5 x 8,100 + 5,000 + 200 = 25,450 USD/t, Chinese 24,200, with the duty 26,600; 210 t a year are wanted, 60 of them
/// not Chinese; the smelter makes 200 t; 20 t lie in the stockpile, kept for 500 USD/t a year.
///
/// open-market: 100 t allied, 300 t Chinese. tariff: 10 t of stock for each year, 400 t allied, 5,000 for keeping 10 t.
/// The outage takes 181 days of 365: the essential user's 60 x 181/365 = 29.753 t lie in stock before it. Under the tariff the smelter
/// makes 200 + 200 x 184/365 = 300.822 t, and 99.178 t are Chinese.
#[test]
fn the_skeleton_is_solved_as_it_stands() {
    let place = tempfile::tempdir().unwrap();
    let folder = fresh(place.path());
    let cases = [
        ("open-market", "baseline", 9_805_000.0, 300.0),
        ("open-market", "smelter-outage", 9_819_876.712_329, 300.0),
        ("tariff", "baseline", 10_185_000.0, 0.0),
        ("tariff", "smelter-outage", 10_308_931.506_849, 99.178_082),
    ];
    for (policy, scenario, cost, exposure) in cases {
        let document = solved(&folder, policy, scenario);
        let near = |name: &str, wanted: f64| (document[name].as_f64().unwrap() - wanted).abs() <= 1e-6 * wanted.max(1.0);
        assert!(
            near("cost", cost) && near("exposure", exposure),
            "{policy} {scenario}: {document}"
        );
        assert_eq!(
            (&document["status"], &document["verified"]["ok"]),
            (&"optimal".into(), &true.into())
        );
        assert!(
            document["shortage"].as_object().unwrap().values().all(|short| short == 0.0),
            "{document}"
        );
    }
}

#[test]
fn the_skeleton_explains_every_main_section() {
    let place = tempfile::tempdir().unwrap();
    let folder = fresh(place.path());
    assert_eq!(files(&folder), ["README.md", "demands.csv", "instance.yaml"]);
    let text = std::fs::read_to_string(folder.join("instance.yaml")).unwrap();
    let sections = [
        "lodestone",
        "name",
        "description",
        "model",
        "periods",
        "discount_rate",
        "units",
        "territories",
        "tiers",
        "allies",
        "elements",
        "stages",
        "materials",
        "processes",
        "sites",
        "lanes",
        "tables",
        "rules",
        "policies",
        "scenarios",
    ];
    for section in sections {
        let starts = [format!("{section}:"), format!("# {section}:")];
        assert!(
            text.lines().any(|line| starts.iter().any(|start| line.starts_with(start))),
            "no {section}"
        );
    }
    let (code, stdout, stderr) = outcome(&["check", folder.to_str().unwrap()]);
    assert_eq!(code, 0, "{stderr}");
    assert!(!stdout.contains("Notes"), "{stdout}");
}

#[test]
fn an_older_folder_is_replaced_only_when_asked_and_only_if_an_instance() {
    let place = tempfile::tempdir().unwrap();
    let folder = fresh(place.path());
    let name = folder.to_str().unwrap();
    std::fs::write(folder.join("mine.txt"), "mine").unwrap();
    let (code, _, stderr) = outcome(&["new", name]);
    assert!(code == 74 && stderr.contains("--overwrite"), "{stderr}");
    assert_eq!(files(&folder), ["README.md", "demands.csv", "instance.yaml", "mine.txt"]);
    assert_eq!(outcome(&["new", name, "--overwrite"]).0, 0);
    assert_eq!(files(&folder), ["README.md", "demands.csv", "instance.yaml"]);
    let other = place.path().join("other");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(other.join("mine.txt"), "mine").unwrap();
    let (code, _, stderr) = outcome(&["new", other.to_str().unwrap(), "--overwrite"]);
    assert!(code == 74 && stderr.contains("instance.yaml"), "{stderr}");
    assert_eq!(files(&other), ["mine.txt"]);
    assert_eq!(files(place.path()), ["my-chain", "other"]);
}

#[test]
fn new_tells_what_comes_next() {
    let place = tempfile::tempdir().unwrap();
    let output = lodestone()
        .current_dir(place.path())
        .args(["new", "my-chain"])
        .output()
        .unwrap();
    insta::assert_snapshot!(String::from_utf8(output.stderr).unwrap());
    let (code, help, _) = outcome(&["new", "--help"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(help.split("\nGlobal options:").next().unwrap());
    let (_, completions, _) = outcome(&["completions", "bash"]);
    assert!(completions.contains("lodestone,new)"), "no completion of `new`");
}
