//! How likely each tier is short in each period.

use super::draws::cases;
use super::figure::{Choice, Figure, Shape};
use super::folder::Folder;
use super::json::rounded;
use super::options::heat;
use super::view::distinct;
use super::words::listed;
use crate::results::rows::Row;
use serde_json::{Value, json};

/// Shortages of a case by period.
fn rows<'a>(folder: &'a Folder, (policy, scenario): (&'a str, &'a str)) -> impl Iterator<Item = Row<'a>> {
    let here = move |row: &Row| row.text("policy") == policy && row.text("scenario") == scenario;
    let short = |row: &Row| !row.text("period").is_empty() && row.amount("probability") > 0.0;
    folder.rows("shortages").filter(move |row| here(row) && short(row))
}

/// Cases in which no tier is ever short: a picture of them would be empty.
pub(super) fn quiet(folder: &Folder) -> Option<String> {
    let quiet = cases(folder)
        .into_iter()
        .filter(|(_, case)| rows(folder, *case).next().is_none());
    let names: Vec<String> = quiet.map(|(name, _)| name).collect();
    (!names.is_empty()).then(|| {
        format!(
            "{}: in no period is anything short in any draw with a plan, so there is no picture of how likely that is.",
            listed(&names)
        )
    })
}

/// The chart; none where nothing is ever short.
pub(super) fn figure(folder: &Folder) -> Option<Figure> {
    let cases: Vec<(String, (&str, &str))> = cases(folder)
        .into_iter()
        .filter(|(_, case)| rows(folder, *case).next().is_some())
        .collect();
    let names = |column: &'static str| -> Vec<String> {
        let all = cases.iter().flat_map(|(_, case)| rows(folder, *case));
        let found = distinct(all.map(|row| row.text(column)).collect::<Vec<_>>().into_iter());
        found.into_iter().map(str::to_owned).collect()
    };
    let (tiers, mut periods) = (names("tier"), names("period"));
    periods.sort();
    let at = |names: &[String], name: &str| names.iter().position(|known| known == name);
    let frame = |case: (&str, &str)| {
        let cells = rows(folder, case).filter_map(|row| {
            let (column, line) = (at(&periods, row.text("period"))?, at(&tiers, row.text("tier"))?);
            Some(json!([column, line, rounded(100.0 * row.amount("probability"))]))
        });
        heat((&periods, &tiers), cells.collect::<Vec<Value>>(), "%")
    };
    (!cases.is_empty()).then(|| Figure {
        title: "How likely each tier is short in each period",
        about: "Share of the draws with a plan in which more than a kilogram of the tier is short. Periods in which no draw is short are left out.".into(),
        shape: Shape::Cells,
        size: (160 + 34 * tiers.len(), 640),
        unit: "%",
        heads: &["period", "tier", "probability"],
        choices: vec![Choice::list("Case", cases.iter().map(|(name, _)| name.clone()).collect())],
        base: json!({}),
        frames: cases.iter().enumerate().map(|(k, (_, case))| (vec![k], frame(*case))).collect(),
    })
}
