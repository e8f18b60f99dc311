//! The same bytes for any threads and shards, and figures worked out by hand.

use crate::support::{FACTORS, batch, file, folder, instance, merge, summary, tables};
use calamine::{DataType, Reader, Xlsx, open_workbook};
use std::path::{Path, PathBuf};

#[test]
fn threads_and_shards_change_no_byte() {
    let folder = folder();
    let forecasts = file(&folder, "forecasts.yaml", FACTORS);
    for name in ["price-floor", "recycling-loop", "commitment"] {
        let instance = instance(name);
        let at = |part: &str| folder.path().join(format!("{name}-{part}"));
        let one = at("one");
        batch((&instance, &forecasts, &one), &["--threads", "1"], 0);
        batch((&instance, &forecasts, &at("eight")), &["--threads", "8"], 0);
        assert!(tables(&one) == tables(&at("eight")), "{name}: eight threads");
        let parts: Vec<PathBuf> = ["3", "1", "2"].map(&at).to_vec();
        for (part, out) in ["3/3", "1/3", "2/3"].iter().zip(&parts) {
            batch((&instance, &forecasts, out), &["--shard", part, "--threads", "2"], 0);
        }
        merge(&parts, &at("merged"), 0);
        assert!(tables(&one) == tables(&at("merged")), "{name}: three shards");
    }
}

/// 900 cases from Seattle (350) and San Diego (600) at 225 USD to New York from both, 153 and 162 to Chicago, 153 and 126 to Topeka, where New York,
/// Chicago and Topeka want 325, 300 and 275: 325 x 225 + 300 x 153 + 275 x 126 = 153,675. Each case less for New York saves 225. With 400 there 975 are
/// wanted and 950 made: 25 are short, and 50 more than before are paid.
#[test]
fn the_summary_is_the_one_worked_out_by_hand() {
    let folder = folder();
    let table = "draw,path,value,weight
4,demands.new-york.quantity,325,1
7,demands.new-york.quantity,300,1
9,demands.new-york.quantity,400,2
";
    let forecasts = file(&folder, "draws.csv", table);
    let output = batch(
        (&instance("transport"), &forecasts, &folder.path().join("out")),
        &["--json"],
        0,
    );
    let summary = summary(&output);
    let cost = summary["quantiles"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["item"] == "cost")
        .unwrap()
        .clone();
    let close = |found: &serde_json::Value, exact: f64| {
        let found = found.as_f64().unwrap();
        assert!((found - exact).abs() <= 1e-9 * exact, "{found} is not {exact}");
    };
    close(&cost["mean"], (153_675.0 + 148_050.0 + 2.0 * 164_925.0) / 4.0);
    close(&cost["p05"], 148_050.0);
    close(&cost["p50"], 153_675.0);
    close(&cost["p95"], 164_925.0);
    let short = summary["shortages"].as_array().unwrap();
    let whole = short
        .iter()
        .find(|row| row["period"] == "" && row["tier"] == "unrated")
        .unwrap();
    close(&whole["probability"], 0.5);
    close(&whole["mean"], 12.5);
    let year = short.iter().find(|row| row["period"] == "2026").unwrap();
    close(&year["probability"], 0.5);
    close(&year["mean"], 12.5);
    let picked = summary["picked"].as_array().unwrap();
    let draws: Vec<i64> = picked.iter().map(|row| row["draw"].as_i64().unwrap()).collect();
    assert_eq!(draws, [7, 7, 4, 9, 9]);
    let moved = summary["importance"].as_array().unwrap();
    close(&moved[0]["rank_correlation"], 1.0);
}

#[test]
fn draws_by_period_are_those_of_the_paths() {
    let folder = folder();
    let by_path = "draw,path,value\n0,demands.new-york.quantity,310\n1,demands.new-york.quantity,350\n";
    let by_period = "draw,demand,period,quantity [case/yr]\n1,new-york,2026,350\n0,new-york,2026-01-01,310\n";
    let costs = [by_path, by_period].map(|table| {
        let forecasts = file(&folder, "draws.csv", table);
        let out = folder.path().join("out");
        let output = batch((&instance("transport"), &forecasts, &out), &["--json", "--overwrite"], 0);
        summary(&output)["picked"].clone()
    });
    assert_eq!(costs[0], costs[1]);
    assert!((costs[0][0]["cost"].as_f64().unwrap() - 150_300.0).abs() < 1e-3);
}

#[test]
fn parts_missing_or_double_are_refused() {
    let folder = folder();
    let forecasts = file(&folder, "forecasts.yaml", FACTORS);
    let instance = instance("transport");
    let parts: Vec<PathBuf> = (1..=2).map(|part| folder.path().join(part.to_string())).collect();
    for (part, out) in ["1/2", "2/2"].iter().zip(&parts) {
        batch((&instance, &forecasts, out), &["--shard", part], 0);
    }
    let out = folder.path().join("whole");
    let said = |parts: &[PathBuf]| String::from_utf8_lossy(&merge(parts, &out, 2).stderr).into_owned();
    let missing = said(&parts[..1]);
    assert!(
        missing.contains("policy=none/scenario=baseline/block=000001 is missing"),
        "{missing}"
    );
    let twice = said(&[parts.clone(), vec![parts[0].clone()]].concat());
    assert!(twice.contains("is also"), "{twice}");
    let other = folder.path().join("other");
    batch(
        (&instance, &forecasts, &other),
        &["--shard", "2/2", "--set", "demands.topeka.quantity=100 case/yr"],
        0,
    );
    let differs = said(&[parts[0].clone(), other]);
    assert!(differs.contains("`set`"), "{differs}");
    assert!(!out.exists());
    merge(&parts, &out, 0);
}

#[test]
fn the_summary_is_also_a_workbook_or_csv_where_asked_for() {
    let folder = folder();
    let forecasts = file(&folder, "forecasts.yaml", FACTORS);
    let instance = instance("transport");
    let out = folder.path().join("out");
    batch((&instance, &forecasts, &out), &["--format", "xlsx", "--draws", "60"], 0);
    let mut book: Xlsx<_> = open_workbook(out.join("summary/tables.xlsx")).unwrap();
    let sheets = book.sheet_names();
    let front = book.worksheet_range_at(0).unwrap().unwrap();
    let costs = front
        .rows()
        .find(|row| row[0] == "none, baseline" && row[3].is_float())
        .unwrap();
    let costs: Vec<f64> = costs[1..4].iter().filter_map(DataType::as_f64).collect();
    assert!(costs.len() == 3 && costs.is_sorted() && costs[0] < costs[2], "{costs:?}");
    let parquet = |folder: &Path| {
        let names = std::fs::read_dir(folder.join("summary"))
            .unwrap()
            .map(|entry| entry.unwrap().path());
        names
            .filter(|path| path.extension().is_some_and(|ending| ending == "parquet"))
            .collect::<Vec<_>>()
    };
    let tables = parquet(&out);
    assert!(!tables.is_empty());
    for table in &tables {
        let name = table.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(sheets.contains(&name), "{name} of {sheets:?}");
    }
    let again = folder.path().join("again");
    batch((&instance, &forecasts, &again), &["--format", "csv", "--draws", "60"], 0);
    assert_eq!(parquet(&again).len(), tables.len());
    assert!(parquet(&again).iter().all(|table| table.with_extension("csv").is_file()));
}
