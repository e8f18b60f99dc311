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

/// A stored plan with some tables, under a policy and a scenario, with what `run.json` says beside.
fn bare(folder: &Path, (policy, scenario): (&str, &str), tables: &[Table], more: Value) -> Folder {
    std::fs::create_dir_all(folder).unwrap();
    files::write_tables(folder, tables, Format::Csv).unwrap();
    let mut about = json!({ "instance": "a", "policy": policy, "scenarios": [scenario], "format": "csv", "members": ["US"] });
    about.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
    let document =
        json!({ "status": "optimal", "cost": 2e6, "exposure": 0, "shortage": { "dx": 0.0, "do": 0.0, "penalised": 0.0 } });
    std::fs::write(folder.join("run.json"), about.to_string()).unwrap();
    std::fs::write(folder.join("solve.json"), document.to_string()).unwrap();
    Folder::read(folder).unwrap()
}

/// A plan whose stocks hold oxide to the period given, of two quarters before the last.
fn stocked(folder: &Path, scenario: &str, ends: &[(&str, usize)]) -> Folder {
    let names = ["2026-Q1", "2026-Q2", "2026-Q3.1"];
    let period = |name: &str, start: &str| vec![("period", text(name)), ("start", text(start)), ("end", text("2026-10-01"))];
    let periods = [
        period(names[0], "2026-01-01"),
        period(names[1], "2026-04-01"),
        period(names[2], "2026-07-01"),
    ];
    let mut held = Vec::new();
    for (site, last) in ends {
        for name in names.iter().take(*last) {
            held.push(vec![
                ("site", text(site)),
                ("material", text("oxide")),
                ("period", text(name)),
                ("quantity", 1.0.into()),
            ]);
        }
    }
    let borrowed = |rows: &[Vec<(&'static str, Cell)>], name: &str| {
        let rows: Vec<&[(&str, Cell)]> = rows.iter().map(Vec::as_slice).collect();
        table(name, &rows)
    };
    let tables = [borrowed(&periods, "periods"), borrowed(&held, "stocks")];
    bare(folder, ("club", scenario), &tables, json!({}))
}

#[test]
fn stocks_used_up_are_compared_with_the_plan_without_the_scenario() {
    let folder = tempfile::tempdir().unwrap();
    let base = stocked(&folder.path().join("base"), "baseline", &[("a", 1), ("b", 2), ("c", 3)]);
    let embargo = stocked(&folder.path().join("embargo"), "embargo", &[("a", 1), ("b", 1), ("c", 2)]);
    let page = page(&[base, embargo]);
    let sentence = "club, embargo: stocks that are used up first, of those that last longer without the scenario: oxide at b in 2026-Q2 (without the \
                    scenario in 2026-Q3.1), oxide at c in 2026-Q3.1 (without the scenario never).";
    assert!(page.contains(sentence), "no sentence: {sentence}");
    assert!(page.contains("2026-Q3.1 is from 2026-07-01 to before 2026-10-01."));
}

/// Japan's demand has a tier in the whole club; without Japan it has none, and goes short by 5 t.
#[test]
fn a_verdict_counts_the_demand_of_the_member_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let club = |policy: &str, members: &[&str], floor: &str| {
        let term = json!({ "name": "measure `floor`", "text": floor });
        let territories = json!([{ "name": "Japan", "countries": ["JP"] }]);
        json!({ "club": { "policy": policy, "members": members, "territories": territories, "tiers": ["dx"], "terms": [term] } })
    };
    let demand = |tier: &str, column: &'static str, tonnes: f64| {
        vec![
            ("demand", text("jp-missiles")),
            ("tier", if tier.is_empty() { Cell::Null } else { text(tier) }),
            ("period", text("2026")),
            (column, tonnes.into()),
        ]
    };
    let served = [table("deliveries", &[&demand("dx", "served", 5.0)])];
    let short = [table("shortages", &[&demand("", "quantity", 5.0)])];
    let large = |floor| {
        let told = club("large", &["US", "Japan"], floor);
        bare(&folder.path().join("large"), ("large", "baseline"), &served, told)
    };
    let told = club("small", &["US"], "16");
    let small = bare(&folder.path().join("small"), ("small", "baseline"), &short, told);
    let same = page(&[large("16"), small.clone()]);
    let no = "No, large does not work without Japan (JP): 5.00 t of dx instead of 0 t go short under small, which has the same measures;";
    assert!(same.contains(no), "no sentence: {no}");
    let other = page(&[large("17"), small]);
    let none = "small beside large does not tell how the club works without Japan (JP), as they differ in more than membership: measure `floor`.";
    assert!(other.contains(none) && !other.contains(no), "no sentence: {none}");
}

#[test]
fn a_tier_without_demand_is_not_called_served() {
    let folder = tempfile::tempdir().unwrap();
    let served = vec![
        ("tier", text("dx")),
        ("period", text("2026")),
        ("served", 1.0.into()),
        ("demand", text("d")),
    ];
    let tables = [table("deliveries", &[&served])];
    let old = bare(&folder.path().join("old"), ("club", "baseline"), &tables, json!({}));
    assert!(page(&[old]).contains("Served in full in every plan: dx."));
    let club = json!({ "club": { "policy": "club", "members": [], "territories": [], "tiers": ["do"], "terms": [] } });
    let told = bare(&folder.path().join("told"), ("club", "baseline"), &[], club);
    assert!(page(&[told]).contains("Served in full in every plan: do."));
}

#[test]
fn a_case_told_twice_with_other_figures_is_noted() {
    let folder = tempfile::tempdir().unwrap();
    let one = plan(folder.path(), "club", "d");
    let other = tempfile::tempdir().unwrap();
    let mut two = plan(other.path(), "club", "d");
    assert!(!page(&[one.clone(), two.clone()]).contains("is in this report twice"));
    two.document["cost"] = json!(3e6);
    assert!(page(&[one, two]).contains("club is in this report twice, with different results: side by side stand those of"));
}

#[test]
fn many_demands_that_are_short_are_drawn_as_fourteen_and_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let short = |k: usize| {
        vec![
            ("demand", text(&format!("d{k:02}"))),
            ("tier", text("dx")),
            ("period", text("2026")),
            ("quantity", (100.0 - k as f64).into()),
        ]
    };
    let rows: Vec<Vec<(&str, Cell)>> = (0..17).map(short).collect();
    let rows: Vec<&[(&str, Cell)]> = rows.iter().map(Vec::as_slice).collect();
    let periods: [(&str, Cell); 2] = [("period", text("2026")), ("start", text("2026-01-01"))];
    let tables = [
        table("periods", &[&periods]),
        table("shortages", &rows),
        table("deliveries", &[]),
    ];
    let folders = [bare(folder.path(), ("club", "baseline"), &tables, json!({}))];
    let view = View { folders: &folders };
    let section = supply::section(view, &Cases::of(view));
    let figure = section
        .figures
        .iter()
        .find(|figure| figure.title == "What is short, by demand")
        .unwrap();
    let series = figure.frames[0].1["series"].as_array().unwrap();
    assert_eq!((series.len(), &series[0]["name"]), (15, &json!("d00")));
    assert_eq!(
        (&series[14]["name"], &series[14]["color"], &series[14]["data"]),
        (&json!("3 other demands"), &json!("@ink"), &json!([86 + 85 + 84]))
    );
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
    let section = supply::section(View { folders: &folders }, &Cases::default());
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
