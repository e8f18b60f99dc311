//! Why the answers may be trusted: judge, certificate, other solvers.

use super::grid::Grid;
use super::section::Section;
use super::view::{Plan, View};
use super::words::violation;
use crate::results::Cell;
use serde_json::Value;

/// The section.
pub(super) fn section(view: View) -> Section {
    let plans = view.plans();
    let mut section = Section {
        id: "verification",
        title: "Verification",
        ..Section::default()
    };
    if plans.is_empty() {
        section.sentences.push(
            "No single plan is in this report. Every plan of a comparison or a batch was certified, and judged, as that of `solve` is; \
             `lodestone solve --out` keeps one with its proof."
                .into(),
        );
    } else {
        section.sentences.push(
            "A judge, written apart from the mathematics, added every plan up again: masses, capacities, origins, duties and payments. \
             The certified gap says how far a cost can be above the least."
                .into(),
        );
        section.sentences.extend(plans.iter().map(verdict));
        section.grids = vec![solves(&plans), levels(&plans)];
    }
    section
}

fn verdict(plan: &Plan) -> String {
    let verified = &plan.folder.document["verified"];
    let worst = verified["max_violation"].as_f64().unwrap_or(f64::INFINITY);
    let gap = match verified["certified_gap"].as_f64() {
        Some(gap) => format!("certified gap {}", violation(gap)),
        None => claimed(verified),
    };
    if verified["ok"] == true {
        format!(
            "{}: {} and verified (largest violation {}, {gap}).",
            plan.label,
            status(plan),
            violation(worst)
        )
    } else {
        format!("{}: the judge refused this plan. Do not use it.", plan.label)
    }
}

/// How far the cost of a plan with whole numbers is from the bound that the solver claims.
fn claimed(verified: &Value) -> String {
    let levels = verified["certificate"]["levels"].as_array().into_iter().flatten();
    let mut cost = levels.filter(|level| level["name"] == "cost");
    match cost.next().and_then(|level| level["claimed_gap"].as_f64()) {
        Some(gap) if gap > 0.0 => format!("cost within {} of the bound of the solver", violation(gap)),
        Some(_) => "cost at the bound of the solver".into(),
        None => "no gap certified".into(),
    }
}

fn status<'a>(plan: &Plan<'a>) -> &'a str {
    plan.folder.document["status"].as_str().unwrap_or("unknown")
}

fn solves(plans: &[Plan]) -> Grid {
    let heads = [
        ("plan", ""),
        ("status", ""),
        ("judge", ""),
        ("largest violation", "relative"),
        ("certified gap of the cost", "relative"),
        ("second opinion", ""),
        ("solver", ""),
        ("method", ""),
        ("seconds", "s"),
        ("rows", ""),
        ("columns", ""),
    ];
    let mut grid = Grid::new("Plans and their proofs", &heads);
    for plan in plans {
        let (verified, solver) = (&plan.folder.document["verified"], &plan.folder.document["solver"]);
        let text = |value: &Value| Cell::from(value.as_str().unwrap_or_default());
        grid.row(vec![
            (&plan.label).into(),
            status(plan).into(),
            (if verified["ok"] == true { "accepts" } else { "refuses" }).into(),
            verified["max_violation"].as_f64().into(),
            verified["certified_gap"].as_f64().into(),
            second(plan).into(),
            format!(
                "{} {}",
                solver["name"].as_str().unwrap_or_default(),
                solver["version"].as_str().unwrap_or_default()
            )
            .into(),
            text(&solver["method"]),
            solver["seconds"].as_f64().into(),
            count(&solver["rows"]),
            count(&solver["columns"]),
        ]);
    }
    grid
}

fn count(value: &Value) -> Cell {
    value.as_i64().map_or(Cell::Null, Cell::Integer)
}

fn second(plan: &Plan) -> String {
    let second = &plan.folder.document["second_opinion"];
    let solver = second["solver"].as_str().unwrap_or("another solver");
    match second["agrees"].as_bool() {
        Some(true) => format!("{solver} agrees"),
        Some(false) => format!("{solver} disagrees"),
        None if second.is_null() => "not asked".into(),
        None => format!("{solver} gave no answer"),
    }
}

fn levels(plans: &[Plan]) -> Grid {
    let heads = [
        ("plan", ""),
        ("aim", ""),
        ("value", ""),
        ("proved bound", ""),
        ("gap", "relative"),
        ("why no bound", ""),
    ];
    let mut grid = Grid::new("Each aim in order, with the bound that is proved", &heads);
    for plan in plans {
        let certificate = &plan.folder.document["verified"]["certificate"];
        for level in certificate["levels"].as_array().into_iter().flatten() {
            grid.row(vec![
                (&plan.label).into(),
                level["name"].as_str().into(),
                level["value"].as_f64().into(),
                level["bound"].as_f64().into(),
                level["gap"].as_f64().into(),
                level["missing"].as_str().unwrap_or_default().into(),
            ]);
        }
    }
    grid
}
