//! Regret: how far each policy stays behind the best one of a scenario.

use super::figure::{Choice, Figure, Shape};
use super::folder::{Folder, Kind};
use super::json::rounded;
use super::options::heat;
use super::section::Section;
use super::view::{View, distinct, label};
use super::words::{SHORT, listed, of_tier};
use crate::results::rows::Row;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The section.
pub(super) fn section(view: View) -> Section {
    let mut section = Section {
        id: "regret",
        title: "Regret",
        ..Section::default()
    };
    for folder in view.of(Kind::Policies) {
        let policies = distinct(folder.rows("regrets").map(|row| row.text("policy")));
        if policies.len() > 1 {
            section.sentences.push(unplanned(folder).unwrap_or_else(|| best(folder)));
            section.figures.push(figure(folder));
        }
    }
    section
}

/// Whether some policy does worse than another in a measure.
fn differs(folder: &Folder, measure: &str) -> bool {
    let mut rows = folder.rows("regrets").filter(|row| row.text("measure") == measure);
    rows.any(|row| row.amount("regret") > SHORT)
}

/// Policies under scenarios without a plan. A regret is known where every policy has one, and a largest where that holds in every scenario.
fn unplanned(folder: &Folder) -> Option<String> {
    let case = |row: &Row| label(row.text("policy"), row.text("scenario"));
    let planned: BTreeSet<String> = folder.rows("figures").map(|row| case(&row)).collect();
    let without = folder.rows("cases").map(|row| case(&row));
    let without: Vec<String> = without.filter(|case| !planned.contains(case)).collect();
    let told = || {
        format!(
            "There is no plan under {}, so largest regrets are not known; the picture has those of scenarios in which every policy has a plan.",
            listed(&without)
        )
    };
    (!without.is_empty()).then(told)
}

/// The policies with the least worst regret of each measure.
fn best(folder: &Folder) -> String {
    let measures = distinct(folder.rows("regrets").map(|row| row.text("measure")));
    let parts: Vec<String> = measures
        .iter()
        .filter(|measure| differs(folder, measure))
        .filter_map(|measure| {
            let rows = folder
                .rows("regrets")
                .filter(|row| row.text("measure") == *measure && row.text("scenario") == "worst");
            let least: Vec<String> = rows
                .filter(|row| row.yes("least"))
                .map(|row| row.text("policy").to_owned())
                .collect();
            (!least.is_empty()).then(|| format!("{}: {}", of_tier(measure), listed(&least)))
        })
        .collect();
    if parts.is_empty() {
        return "No policy does worse than another in any measure.".into();
    }
    format!("Policies whose largest regret is least, by measure. {}.", parts.join("; "))
}

fn figure(folder: &Folder) -> Figure {
    let names = |column: &'static str| -> Vec<String> {
        let found = distinct(folder.rows("regrets").map(move |row| row.text(column)));
        found.into_iter().map(str::to_owned).collect()
    };
    let (mut measures, policies, scenarios) = (names("measure"), names("policy"), names("scenario"));
    measures.sort_by_key(|measure| !differs(folder, measure));
    let at = |names: &[String], name: &str| names.iter().position(|known| known == name);
    let frame = |measure: &String| -> Value {
        let rows = folder.rows("regrets").filter(|row| row.text("measure") == measure);
        let mut unit = "t";
        let cells = rows.filter_map(|row| {
            let factor = if row.text("unit") == "USD" { 1e-6 } else { 1.0 };
            unit = if row.text("unit") == "USD" { "MUSD" } else { "t" };
            let (column, line) = (at(&scenarios, row.text("scenario"))?, at(&policies, row.text("policy"))?);
            Some(json!([column, line, rounded(row.number("regret")? * factor)]))
        });
        let cells: Vec<Value> = cells.collect();
        heat((&scenarios, &policies), cells, unit)
    };
    Figure {
        title: "Regret of each policy in each scenario",
        about: "How much worse a policy does than the best policy of the same scenario; 0 is the best. The last column is the largest of its row."
            .into(),
        shape: Shape::Cells,
        size: (180 + 36 * policies.len(), 480),
        unit: "",
        heads: &["scenario", "policy", "regret"],
        frames: measures.iter().enumerate().map(|(k, measure)| (vec![k], frame(measure))).collect(),
        choices: vec![Choice::list("Measure", measures.iter().map(|measure| of_tier(measure).to_owned()).collect())],
        base: json!({}),
    }
}
