//! The page of folders made by hand.

use super::figure::Shape;
use super::*;
use crate::results::files::{self, Format};
use crate::results::{Cell, Definition, Table, tables};
use serde_json::{Value, json};
use std::path::Path;

/// A table of a plan with some columns filled; the others hold nothing.
fn table(name: &str, rows: &[&[(&str, Cell)]]) -> Table {
    let definition: &'static Definition = tables::TOLD.into_iter().find(|told| told.name == name).unwrap();
    let row = |cells: &&[(&str, Cell)]| -> Vec<Cell> {
        let cell = |column: &crate::results::Column| {
            cells
                .iter()
                .find(|(name, _)| *name == column.name)
                .map_or(Cell::Null, |(_, cell)| cell.clone())
        };
        definition.columns.iter().map(cell).collect()
    };
    Table {
        definition,
        rows: rows.iter().map(row).collect(),
    }
}

fn text(text: &str) -> Cell {
    Cell::from(text)
}

/// A stored plan of two periods: 30 t of 40 t served, then 5 t; 10 t go short at once and 35 t later.
fn plan(folder: &Path, policy: &str, demand: &str) -> Folder {
    let served = |period: &str, tonnes: f64| {
        vec![
            ("tier", text("dx")),
            ("period", text(period)),
            ("served", tonnes.into()),
            ("demand", text(demand)),
        ]
    };
    let short = |period: &str, tonnes: f64| {
        vec![
            ("demand", text(demand)),
            ("country", text("US")),
            ("sector", text("defense")),
            ("tier", text("dx")),
            ("period", text(period)),
            ("quantity", tonnes.into()),
            ("wanted", 40.0.into()),
        ]
    };
    let limit = |limit: &str, value: f64| {
        vec![
            ("of", text("source_capacity")),
            ("limit", text(limit)),
            ("period", text("2026")),
            ("level", text("dx")),
            ("value", value.into()),
        ]
    };
    let held = |period: &str, tonnes: f64| {
        vec![
            ("site", text("store")),
            ("material", text("oxide")),
            ("period", text(period)),
            ("quantity", tonnes.into()),
        ]
    };
    let period = |name: &str, start: &str| vec![("period", text(name)), ("start", text(start))];
    let tables = [
        table("periods", &[&period("2026", "2026-01-01"), &period("2027", "2027-01-01")]),
        table("deliveries", &[&served("2026", 30.0), &served("2027", 5.0)]),
        table("shortages", &[&short("2027", 35.0), &short("2026", 10.0)]),
        table("prices", &[&limit("mine of AU", -0.5), &limit("mine of CA", -0.75)]),
        table("stocks", &[&held("2026", 2.0), &held("2027", 0.0)]),
    ];
    files::write_tables(folder, &tables, Format::Csv).unwrap();
    let about = json!({ "instance": "a", "policy": policy, "scenarios": ["baseline"], "format": "csv", "members": ["US"] });
    let document =
        json!({ "status": "optimal", "cost": 2e6, "shortage": { "dx": 45.0 }, "verified": { "ok": true, "max_violation": 0.0 } });
    std::fs::write(folder.join("run.json"), about.to_string()).unwrap();
    std::fs::write(folder.join("solve.json"), document.to_string()).unwrap();
    Folder::read(folder).unwrap()
}

#[test]
fn a_page_says_what_runs_out_first() {
    let folder = tempfile::tempdir().unwrap();
    let page = page(&[plan(folder.path(), "club", "us-missiles")]);
    for sentence in [
        "club: buyers pay 2.000 MUSD; 45.00 t of dx are short.",
        "club: first to run short is us-missiles (US, dx) in 2026, by 10.00 t of 40.00 t, then us-missiles (US, dx) in 2027, by 35.00 t of 40.00 t. Over the whole plan most is missing there: 45.00 t in defense of US (dx).",
        "club: the limit that matters most in 2026 is mine of CA; one more unit of it would serve 0.750 t of dx.",
    ] {
        assert!(page.contains(sentence), "no sentence: {sentence}");
    }
}

#[test]
fn names_of_the_input_are_no_markup() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = "<script>alert(1)</script>";
    let page = page(&[plan(folder.path(), "</title><b>", hostile)]);
    assert!(!page.contains(hostile) && !page.contains("</title><b>"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; (US, dx)"));
    assert!(page.contains("\\u003cscript\\u003ealert(1)\\u003c/script\\u003e"));
    assert_eq!(page.matches("<script").count(), 4, "data, outlines, library, page");
}

#[test]
fn a_page_asks_the_network_for_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let page = page(&[plan(folder.path(), "club", "d")]);
    assert!(page.contains("default-src &apos;none&apos;") || page.contains("default-src 'none'"));
    for mark in [" src=", "<link", "@import", "url("] {
        let before = page.split("<script>").next().unwrap_or_default();
        assert!(!before.contains(mark), "{mark} in the page");
    }
}

#[test]
fn served_and_short_are_drawn_by_tier_and_period() {
    let folder = tempfile::tempdir().unwrap();
    let folders = [plan(folder.path(), "club", "d")];
    let section = supply::section(View { folders: &folders });
    let figure = &section.figures[0];
    assert_eq!(figure.shape, Shape::Categories);
    assert_eq!(figure.frames[0].1["xAxis"]["data"], json!(["2026", "2027"]));
    let series = &figure.frames[0].1["series"];
    assert_eq!((&series[0]["name"], &series[0]["data"]), (&json!("dx"), &json!([30, 5])));
    assert_eq!(
        (&series[1]["name"], &series[1]["data"]),
        (&json!("dx, short"), &json!([10, 35]))
    );
}

#[test]
fn a_folder_that_holds_no_results_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let said = |about: Value| {
        std::fs::write(folder.path().join("run.json"), about.to_string()).unwrap();
        Folder::read(folder.path()).unwrap_err().to_string()
    };
    let place = folder.path().join("run.json").display().to_string();
    let expected = "expected a folder written by `solve --out`, `compare --out` or `batch --out`";
    assert_eq!(said(json!({})), format!("{place}: no known kind of results; {expected}"));
    assert_eq!(
        said(json!({ "kind": "policies", "format": "xls" })),
        format!("{place}: tables of the format `xls`; {expected}")
    );
}

#[test]
fn a_plan_without_passages_says_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let page = page(&[plan(folder.path(), "club", "d")]);
    assert!(page.contains("club: this folder has no table `passages`"));
}
