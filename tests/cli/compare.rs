//! `compare`: policies side by side, coalitions, files and refusals. Figures are those worked by hand in the instances.

use super::support::outcome;
use serde_json::Value;

fn document(arguments: &[&str]) -> Value {
    let (code, stdout, stderr) = outcome(&[&["compare"], arguments, &["--json"]].concat());
    assert_eq!(code, 0, "{stderr}");
    serde_json::from_str(&stdout).unwrap()
}

/// Value of the row of a table that has these texts.
fn value(document: &Value, table: &str, texts: &[(&str, &str)], column: &str) -> f64 {
    let rows = document[table].as_array().unwrap();
    let found = rows.iter().find(|row| texts.iter().all(|(name, text)| row[*name] == **text));
    let found = found.unwrap_or_else(|| panic!("no {texts:?} in {table}"));
    found[column].as_f64().unwrap()
}

fn figure(document: &Value, policy: &str, (topic, item, part): (&str, &str, &str)) -> f64 {
    let texts = [("policy", policy), ("topic", topic), ("item", item), ("part", part)];
    value(document, "figures", &texts, "value")
}

fn near(found: f64, wanted: f64) {
    assert!(
        (found - wanted).abs() <= 1e-6 * wanted.abs().max(1.0),
        "{found} instead of {wanted}"
    );
}

/// The table of the buyers' club: who pays, what the mine keeps, whether it opens.
#[test]
fn the_club_has_the_table_of_its_case() {
    let document = document(&["buyers-club"]);
    let rows = [
        ("open-market", 400_000.0, 600_000.0, 0.0),
        ("us-alone", 400_000.0, 480_000.0, 0.0),
        ("us-japan", 640_000.0, 960_000.0, 83.333_333_333),
        ("us-cfd", 1_000_000.0, 600_000.0, 83.333_333_333),
    ];
    for (policy, us, japan, used) in rows {
        near(figure(&document, policy, ("accounts", "US", "welfare")), -us);
        near(figure(&document, policy, ("accounts", "JP", "welfare")), -japan);
        near(100.0 * figure(&document, policy, ("usage", "au-mine", "ndpr-oxide")), used);
    }
    near(figure(&document, "us-japan", ("surplus", "au-mine", "")), 300_000.0);
    near(figure(&document, "us-japan", ("measures", "floor", "to sellers")), 100_000.0);
    near(
        figure(&document, "us-alone", ("measures", "floor", "to treasuries")),
        240_000.0,
    );
    near(figure(&document, "us-cfd", ("ledger", "cfd", "by treasuries")), 600_000.0);
    near(figure(&document, "open-market", ("origin", "mined", "CN")), 1.0);
    near(figure(&document, "us-japan", ("concentration", "mined", "allies")), 10_000.0);
    let flow = [("policy", "us-japan"), ("topic", "flows"), ("item", "AU > JP")];
    near(value(&document, "changes", &flow, "change"), 60.0);
    let worst = [("measure", "cost"), ("policy", "us-japan"), ("scenario", "worst")];
    near(value(&document, "regrets", &worst, "regret"), 600_000.0);
}

#[test]
fn scenarios_give_cases_of_their_own() {
    let document = document(&["embargo", "--scenarios", "baseline,embargo"]);
    let cases = document["cases"].as_array().unwrap();
    let scenarios: Vec<&str> = cases.iter().map(|case| case["scenario"].as_str().unwrap()).collect();
    assert!(
        scenarios.contains(&"baseline") && scenarios.contains(&"embargo"),
        "{scenarios:?}"
    );
    assert!(cases.iter().all(|case| case["status"] == "optimal"));
}

#[test]
fn the_game_of_the_club_reads_as_a_whole() {
    let (code, stdout, stderr) = outcome(&["compare", "buyers-club", "--game", "US,AU,JP"]);
    assert_eq!(code, 0, "{stderr}");
    insta::assert_snapshot!(stdout);
}

#[test]
fn a_comparison_reads_as_a_whole() {
    let (code, stdout, stderr) = outcome(&["compare", "price-floor"]);
    assert_eq!(code, 0, "{stderr}");
    insta::assert_snapshot!(stdout);
}

#[test]
fn tables_and_their_schema_are_written() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    let folder = out.to_str().unwrap();
    let arguments = ["compare", "price-floor", "--out", folder, "--format", "csv", "-q"];
    assert_eq!(outcome(&arguments).0, 0);
    for file in [
        "cases.csv",
        "figures.csv",
        "changes.csv",
        "regrets.csv",
        "schema.json",
        "run.json",
        "compare.json",
    ] {
        assert!(out.join(file).exists(), "{file}");
    }
    let cases = std::fs::read_to_string(out.join("cases.csv")).unwrap();
    assert_eq!(cases.lines().count(), 4, "{cases}");
    assert_eq!(outcome(&arguments).0, 74);
    let game = [
        "compare",
        "buyers-club",
        "--policies",
        "us-japan",
        "--game",
        "US,AU,JP",
        "--out",
        folder,
        "--overwrite",
    ];
    assert_eq!(outcome(&game).0, 0);
    assert!(out.join("coalitions.parquet").exists() && !out.join("cases.csv").exists());
}

#[test]
fn what_makes_no_sense_is_refused() {
    let refused = |arguments: &[&str], wanted: &str| {
        let (code, _, stderr) = outcome(&[&["compare"], arguments].concat());
        assert_eq!(code, 2, "{stderr}");
        assert!(stderr.contains(wanted), "{stderr}");
    };
    refused(&["price-floor", "--policies", "floor-61"], "did you mean `floor-16`?");
    refused(&["buyers-club", "--game", "US,CN"], "0 policies have the club US, CN");
    refused(
        &["buyers-club", "--game", "US", "--policies", "us-japan,us-alone"],
        "name one with --policies",
    );
    refused(
        &["allied-magnets", "--game", "US,FR", "--policies", "plus-eu"],
        "`FR` has no treasury",
    );
    refused(&["buyers-club", "--game", "US,US", "--policies", "us-japan"], "plays twice");
    refused(&["buyers-club", "--scenarios", "a+,b"], "one of them is empty");
    refused(
        &["buyers-club", "--frontier", "3"],
        "name it with --policies: open-market, us-alone",
    );
    let range = "demands.us-buyer.quantity=80..120:40 t/yr";
    refused(
        &["price-floor", "--sweep", range],
        "name it with --policies: open-market, floor-14",
    );
    refused(
        &["price-floor", "--sweep", range, "--sweep", range],
        "name it with --policies",
    );
    refused(&["transport", "--game", "US"], "the instance has none");
}

/// The cheap supplier asks 10, the mines 15: the floor charges above 10, they come in at 15 and earn above it.
#[test]
fn a_sweep_finds_where_the_plan_changes() {
    let range = "policies.floor-16.measures.us-floor.floor=8..20:3 USD/kg";
    let arguments = ["price-floor", "--policies", "floor-16", "--sweep", range, "--width", "0.001"];
    let document = document(&arguments);
    let breaks = document["breaks"].as_array().unwrap();
    let ends = breaks
        .iter()
        .map(|change| (change["below"].as_f64().unwrap(), change["above"].as_f64().unwrap()));
    let ends: Vec<(f64, f64)> = ends.collect();
    for price in [10.0, 15.0] {
        assert!(
            ends.iter().any(|(below, above)| *below <= price && price <= *above),
            "{ends:?}"
        );
    }
    assert!(ends.iter().all(|(below, above)| above - below <= 0.001), "{ends:?}");
    let mine = breaks
        .iter()
        .find(|change| change["comes"].as_str().unwrap().contains("au-mine"));
    assert!((mine.unwrap()["above"].as_f64().unwrap() - 15.0).abs() <= 0.001);
    let at = |value: f64| {
        let rows = document["sweep"].as_array().unwrap();
        let row = rows.iter().find(|row| row["at"] == value && row["item"] == "cost").unwrap();
        row["value"].as_f64().unwrap()
    };
    near(at(14.0), 1_400_000.0);
    near(at(20.0), 1_950_000.0);
}

/// Without a floor 100 t from China cost 1,000,000; each tonne from the mines, 90 at most, costs 5,000 more.
#[test]
fn a_frontier_buys_less_exposure_at_what_the_mines_ask() {
    let document = document(&["price-floor", "--policies", "open-market", "--frontier", "4"]);
    let rows = document["frontier"].as_array().unwrap();
    let figures: Vec<(f64, f64)> = rows
        .iter()
        .map(|row| (row["exposure"].as_f64().unwrap(), row["cost"].as_f64().unwrap()))
        .collect();
    for ((exposure, cost), wanted) in figures.into_iter().zip([100.0, 70.0, 40.0, 10.0]) {
        assert!((exposure - wanted).abs() < 1e-4, "{exposure} instead of {wanted}");
        assert!(
            (cost - 1_000_000.0 - (100.0 - wanted) * 5_000.0).abs() < 1.0,
            "{cost} at {wanted}"
        );
    }
    assert!(rows.iter().all(|row| row["verified"] == 1));
}

/// Its three technologies lean on nobody outside: every limit has the same plan.
#[test]
fn a_frontier_without_a_choice_is_one_row() {
    let document = document(&["heavy-rare-earth", "--frontier", "4"]);
    assert_eq!(document["frontier"].as_array().unwrap().len(), 1);
}

/// At 20 USD/kg and 120 t the mines sell 90 t for 1,350,000, and China 30 t for 600,000.
#[test]
fn two_values_move_together() {
    let ranges = [
        "sites.cn-market.source.ndpr-oxide.offer=10..20:10 USD/kg",
        "demands.us-buyer.quantity=80..120:40 t/yr",
    ];
    let arguments = [
        "price-floor",
        "--policies",
        "open-market",
        "--sweep",
        ranges[0],
        "--sweep",
        ranges[1],
    ];
    let document = document(&arguments);
    let rows = document["grid"].as_array().unwrap();
    let there = rows
        .iter()
        .find(|row| row["first"] == 20.0 && row["second"] == 120.0 && row["item"] == "cost");
    near(there.unwrap()["value"].as_f64().unwrap(), 1_950_000.0);
    assert_eq!(document["borders"].as_array().unwrap().len(), 3);
    let (code, stdout, _) = outcome(&[&["compare"], &arguments[..]].concat());
    assert!(
        code == 0 && stdout.contains("What changes between neighbours") && stdout.contains("1.950"),
        "{stdout}"
    );
    let wide = outcome(&[&["compare"], &arguments[..], &["--width", "1"]].concat());
    assert_eq!(wide.0, 2, "{}", wide.2);
}

#[test]
fn a_comparison_without_a_plan_says_so_and_fails() {
    let (code, stdout, _) = outcome(&["compare", "impossible"]);
    assert_eq!(code, 4, "{stdout}");
    assert!(stdout.contains("is infeasible"), "{stdout}");
}

/// Under the floor of both buyers the mine holds open, and closed; the sentences come first.
#[test]
fn own_choice_says_what_holds_by_itself() {
    let (code, stdout, stderr) = outcome(&["compare", "buyers-club", "--policies", "us-japan", "--own-choice"]);
    assert_eq!(code, 0, "{stderr}");
    let sentences: Vec<&str> = stdout.lines().skip(1).take(3).map(str::trim).collect();
    assert_eq!(
        sentences,
        [
            "The plan's state, au-mine open, is stable.",
            "So is au-mine closed.",
            "No group gains by leaving the plan."
        ]
    );
}

/// Open, the mine keeps 300,000; Japan pays 60 t x 16 in the plan and by its own choice.
#[test]
fn own_choice_has_tables() {
    let document = document(&["buyers-club", "--own-choice"]);
    let open = [("policy", "us-japan"), ("state", "au-mine open")];
    near(value(&document, "states", &open, "stable"), 1.0);
    near(value(&document, "states", &open, "cost"), 1_600_000.0);
    near(value(&document, "owners", &open, "left"), 300_000.0);
    let japan = [("policy", "us-japan"), ("group", "JP")];
    near(value(&document, "deviations", &japan, "planned_cost"), 960_000.0);
    near(value(&document, "deviations", &japan, "gain"), 0.0);
    let alone = [("policy", "us-alone"), ("state", "au-mine open")];
    near(value(&document, "states", &alone, "stable"), 0.0);
    near(value(&document, "owners", &alone, "left"), -180_000.0);
}

/// A promise about what all buy together is left out by name, and the others are answered.
#[test]
fn own_choice_leaves_out_what_groups_cannot_keep() {
    let (code, stdout, stderr) = outcome(&["compare", "commitment", "--own-choice"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(
        stdout.contains("Left out, as groups that choose alone cannot keep") && stdout.contains("No site may be closed here"),
        "{stdout}"
    );
    let document = document(&["commitment", "--own-choice"]);
    let rows = document["left_out"].as_array().unwrap();
    assert!(
        rows.iter()
            .any(|row| row["policy"] == "half-to-us" && !row["why"].as_str().unwrap().is_empty())
    );
    assert!(
        document["states"]
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row["policy"] != "half-to-us")
    );
}

/// A policy whose buyers choose for themselves is answered by own choice alone.
#[test]
fn a_policy_of_own_choice_is_not_planned_for_all() {
    let place = tempfile::tempdir().unwrap();
    let text = include_str!("../../instances/buyers-club/instance.yaml")
        .replace("  us-japan:\n", "  us-japan:\n    behaviour: own_choice\n");
    std::fs::write(place.path().join("instance.yaml"), text).unwrap();
    let folder = place.path().to_str().unwrap();
    let (code, _, stderr) = outcome(&["solve", folder, "--policy", "us-japan"]);
    assert!(
        code == 2 && stderr.contains("compare --own-choice --policies us-japan"),
        "{code} {stderr}"
    );
    let planned = [
        "solve",
        folder,
        "--policy",
        "us-japan",
        "--set",
        "policies.us-japan.behaviour=planned",
    ];
    assert_eq!(outcome(&planned).0, 0);
    let document = document(&[folder, "--policies", "us-japan", "--own-choice"]);
    near(value(&document, "states", &[("state", "au-mine open")], "stable"), 1.0);
    let (code, _, stderr) = outcome(&["check", folder]);
    assert_eq!(code, 0, "every policy is read: {stderr}");
}

#[test]
fn own_choice_is_no_game() {
    let (code, _, stderr) = outcome(&["compare", "buyers-club", "--own-choice", "--game", "US,JP"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("--own-choice"), "{stderr}");
}

/// 10 t at 20 USD/kg, more at 50. The others lose 40 on each kilogram that they lack, so each tonne of the first tier takes one of theirs and costs 40,000:
/// from 10 x 20,000 = 200,000 with nothing for the tier to 600,000 with all.
#[test]
fn cover_costs_what_is_bought_for_it() {
    let place = tempfile::tempdir().unwrap();
    let text = "
lodestone: 1
name: Cover
model: oxides
periods: { start: 2026-01-01, count: 1, length: 1 yr }
tiers: [dx]
sites:
  au-mine: { country: AU, source: { ndpr-oxide: { offer: 20 USD/kg, available: 10 t/yr } } }
  cn-market: { country: CN, source: { ndpr-oxide: { offer: 50 USD/kg } } }
demands:
  us-defense: { country: US, tier: dx, accepts: [ndpr-oxide], quantity: 10 t/yr }
  jp-cars: { country: JP, accepts: [ndpr-oxide], quantity: 10 t/yr, penalty: 40 USD/kg }
policies: { alone: { club: [US] } }
";
    std::fs::write(place.path().join("instance.yaml"), text).unwrap();
    let document = document(&[place.path().to_str().unwrap(), "--frontier", "3", "--cover"]);
    let rows = document["frontier"].as_array().unwrap();
    let column = |name: &str| -> Vec<f64> { rows.iter().map(|row| row[name].as_f64().unwrap()).collect() };
    let wanted = [[10.0, 5.0, 0.0], [200_000.0, 400_000.0, 600_000.0]];
    for (found, wanted) in [column("limit"), column("cost")].iter().zip(wanted) {
        found.iter().zip(wanted).for_each(|(found, wanted)| near(*found, wanted));
    }
    assert!(rows.iter().all(|row| row["verified"] == 1));
}

#[test]
fn a_width_of_nothing_is_refused() {
    let (code, _, stderr) = outcome(&["compare", "price-floor", "--width", "0.1"]);
    assert_eq!(code, 2, "{stderr}");
    let tune = [
        "--tune",
        "policies.floor-16.measures.us-floor.floor=10..20 USD/kg",
        "--to",
        "exposure=10",
    ];
    let found = document(&[&["price-floor"], &tune[..], &["--width", "0.001"]].concat());
    let at = value(&found, "tuned", &[("policy", "floor-16")], "at");
    assert!((15.0..15.001).contains(&at), "{at}");
}
