//! Broken tables, and draws without a plan.

use crate::support::{batch, file, folder, instance, summary};
use std::path::Path;

/// What is said of a table, line by line.
fn said(name: &str, text: &str) -> Vec<String> {
    let folder = folder();
    let forecasts = file(&folder, name, text);
    let out = folder.path().join("out");
    let output = batch((&instance("transport"), &forecasts, &out), &[], 3);
    assert!(!out.exists());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let start = format!("{}:", forecasts.display());
    said.lines()
        .map(|line| line.strip_prefix(&start).unwrap_or(line).to_owned())
        .collect()
}

#[test]
fn every_problem_of_a_table_has_its_line() {
    let text = "draw,path,value [case/yr],weight
# A remark.
0,demands.new-york.quantity,310,1
0,demands.new-york.quantity,311,1
x,demands.topeka.quantity,1,1
1,demands.topeka.quantity,many,1
2,demands.topeka.quantity,1,0
3,demands.toppeka.quantity,1,
4,demands.topeka.tier,1,
5,lanes.0.freight,225,
";
    let said = said("draws.csv", text);
    let starts = [
        "3: `demands.new-york.quantity` twice in draw 0",
        "5: draw `x`",
        "6: value `many`",
        "7: weight `0`",
    ];
    for start in starts {
        assert!(said.iter().any(|line| line.starts_with(start)), "{start} in {said:#?}");
    }
}

#[test]
fn paths_are_looked_up_in_the_instance() {
    let text = "draw,path,value\n3,demands.toppeka.quantity,1\n4,demands.topeka.tier,1\n5,lanes.0.freight,1 t/yr\n6,periods.start,2026\n";
    let said = said("draws.csv", text);
    assert!(
        said[0].starts_with("2: demands.toppeka.quantity:") && said[0].ends_with("(did you mean `topeka`?)"),
        "{said:#?}"
    );
    assert!(said[1].starts_with("3: demands.topeka.tier:"), "{said:#?}");
    assert!(
        said[2].starts_with("4: lanes.0.freight: unit `t/yr`; expected a unit of money/mass"),
        "{said:#?}"
    );
    assert!(said[3].starts_with("5: periods.start:"), "{said:#?}");
}

#[test]
fn tables_of_another_kind_are_refused() {
    assert!(said("draws.csv", "draw,value\n0,1\n")[0].contains("expected `draw`, `path` and `value`"));
    assert!(said("draws.csv", "draw,path,value\n")[0].contains("no draws"));
    assert!(said("draws.txt", "draw,path,value\n")[0].contains(".csv, .parquet or .xlsx"));
    assert!(said("draws.parquet", "no parquet")[0].contains("a Parquet file"));
    assert!(said("draws.xlsx", "no workbook")[0].contains("a workbook"));
    assert!(said("draws.csv", "draw,demand,period,quantity\n0,new-york,2027,1\n")[0].starts_with("2: no period `2027`"));
    assert!(said("draws.csv", "draw,demand,period,quantity\n0,new-yark,2026,1\n")[0].contains("did you mean `new-york`?"));
}

#[test]
fn every_problem_of_distributions_has_its_line() {
    let text = "forecasts: 1
variables:
  a: { sectors: [none] }
  b: { scales: [demands.topeka.quantity], distribution: { pert: { low: 2, base: 1, high: 3 } } }
  c: { distribution: { uniform: { low: 0, high: 1 } } }
correlations:
  - { of: [b, d], is: 20 % }
";
    let said = said("forecasts.yaml", text);
    for line in ["3:", "4:", "5:", "7:"] {
        assert!(said.iter().any(|text| text.starts_with(line)), "{line} in {said:#?}");
    }
}

/// A quantity below zero is wrong input; more than all canneries make is a shortage, which is a plan.
#[test]
fn a_draw_without_a_plan_is_recorded_and_the_others_go_on() {
    let folder = folder();
    let table = "draw,path,value\n0,demands.topeka.quantity,200\n1,demands.topeka.quantity,-5\n2,demands.topeka.quantity,2000\n";
    let forecasts = file(&folder, "draws.csv", table);
    let out = folder.path().join("out");
    let output = batch((&instance("transport"), &forecasts, &out), &["--json"], 9);
    let summary = summary(&output);
    assert_eq!(
        (&summary["cases"][0]["draws"], &summary["cases"][0]["planned"]),
        (&3.into(), &2.into())
    );
    let failure = &summary["failures"][0];
    assert_eq!(failure["status"], "input");
    let reason = failure["reason"].as_str().unwrap();
    assert!(
        reason.contains("draw 1") && reason.contains("demands.topeka.quantity"),
        "{reason}"
    );
}

/// In the instance without a plan no draw has a basis to start from, and each says which limits cannot hold together.
#[test]
fn draws_of_an_instance_without_a_plan_say_why() {
    let folder = folder();
    let text = "forecasts: 1\ndraws: 3\nvariables:\n  demand: { scales: [demands.*.quantity], distribution: { uniform: { low: 1, high: 1.1 } } }\n";
    let forecasts = file(&folder, "forecasts.yaml", text);
    let output = batch(
        (&instance("impossible"), &forecasts, &folder.path().join("out")),
        &["--json"],
        9,
    );
    let summary = summary(&output);
    assert_eq!(summary["failures"][0]["status"], "infeasible");
    assert!(summary["failures"][0]["reason"].as_str().unwrap().len() > 5);
    assert_eq!(summary["cases"][0]["hot"], 0);
}

#[test]
fn the_judge_sees_every_draw_or_the_sample_asked_for() {
    let folder = folder();
    let forecasts = file(&folder, "forecasts.yaml", crate::support::FACTORS);
    let judged = |arguments: &[&str]| {
        let output = batch((&instance("transport"), &forecasts, &folder.path().join("out")), arguments, 0);
        summary(&output)["cases"][0]["judged"].as_u64()
    };
    assert_eq!(judged(&["--json", "--draws", "20"]), Some(20));
    assert_eq!(
        judged(&["--json", "--draws", "20", "--judge-sample", "8", "--overwrite"]),
        Some(3)
    );
}

/// The three draws that the summary of CSV is worked out by hand for, without weights.
#[test]
fn parquet_and_workbooks_are_read_as_csv_is() {
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/forecasts");
    for name in ["draws.parquet", "draws-snappy.parquet", "draws.xlsx"] {
        let folder = folder();
        let output = batch(
            (&instance("transport"), &fixtures.join(name), &folder.path().join("out")),
            &["--json"],
            0,
        );
        let picked = summary(&output)["picked"].clone();
        let told: Vec<(i64, f64)> = picked
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["draw"].as_i64().unwrap(), row["cost"].as_f64().unwrap().round()))
            .collect();
        let (low, middle, high) = ((7, 148_050.0), (4, 153_675.0), (9, 164_925.0));
        assert_eq!(told, [low, low, middle, high, high], "{name}");
    }
}

/// The scenario `dy-4` of heavy-rare-earth and the forecast set the same value.
#[test]
fn a_setting_that_the_forecast_undoes_is_told() {
    let folder = folder();
    let instance = instance("heavy-rare-earth");
    let path = "sites.au-separation.source.dy-oxide.available";
    let uses = [
        (
            "sets.yaml",
            format!("sets: [{path}], unit: t/yr, distribution: {{ triangular: {{ low: 4, base: 5, high: 6 }} }}"),
        ),
        (
            "scales.yaml",
            format!("scales: [{path}], distribution: {{ triangular: {{ low: 0.9, base: 1, high: 1.1 }} }}"),
        ),
    ];
    let [sets, scales] = uses.map(|(name, use_of)| {
        let text = format!("forecasts: 1\ndraws: 2\nvariables:\n  ore: {{ {use_of} }}\n");
        file(&folder, name, &text)
    });
    let run = |forecasts: &Path, scenarios: &str, out: &str| {
        let out = folder.path().join(out);
        let output = batch((&instance, forecasts, &out), &["--scenarios", scenarios], 0);
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let said = run(&sets, "dy-4", "one");
    assert!(
        said.contains(path) && said.contains("dy-4") && said.contains("no effect"),
        "{said}"
    );
    assert!(!run(&sets, "baseline", "two").contains("no effect"));
    assert!(
        !run(&scales, "dy-4", "three").contains("no effect"),
        "a factor leaves what it is a factor on"
    );
}
