//! Sweeps: one value moved through a range.

use super::figure::{Choice, Figure, Shape};
use super::folder::{Folder, Kind};
use super::grid::Grid;
use super::json::rounded;
use super::section::Section;
use super::view::{View, distinct};
use super::words::{SHORT, listed, money, number, tonnes};
use crate::results::rows::Row;
use serde_json::{Value, json};

/// Topics of a sweep that are drawn.
const DRAWN: [&str; 2] = ["headline", "shortage"];

/// The section on sweeps.
pub(super) fn section(view: View) -> Section {
    let folders: Vec<&Folder> = view.of(Kind::Sweep).collect();
    let mut section = Section {
        id: "sweep",
        title: "One value moved through a range",
        ..Section::default()
    };
    section.sentences = told(view);
    section.figures = folders.iter().map(|folder| swept(folder)).collect();
    section.grids = folders
        .iter()
        .map(|folder| breaks(folder))
        .filter(|grid| !grid.is_empty())
        .collect();
    section
}

/// What each sweep comes to, in sentences.
pub(super) fn told(view: View) -> Vec<String> {
    view.of(Kind::Sweep)
        .flat_map(|folder| {
            let said = [ends(folder), changes(folder), unplanned(folder)];
            said.into_iter().flatten().collect::<Vec<_>>()
        })
        .collect()
}

/// Name of the value moved.
fn path(folder: &Folder) -> Option<(&str, &str)> {
    let row = folder.rows("sweep").next()?;
    Some((row.text("path"), row.text("parameter_unit")))
}

/// A value of the range with its unit.
fn at(value: f64, unit: &str) -> String {
    let digits = (0..6)
        .find(|digits| (value * 10f64.powi(*digits)).fract().abs() < 1e-9)
        .unwrap_or(3);
    format!("{} {unit}", number(value, digits as usize)).trim_end().to_owned()
}

/// Cost, exposure and shortages at both ends of the range.
fn ends(folder: &Folder) -> Option<String> {
    let (path, unit) = path(folder)?;
    let planned = || folder.rows("sweep").filter(|row| DRAWN.contains(&row.text("topic")));
    let values = planned().filter_map(|row| row.number("at"));
    let (first, last) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| {
        (low.min(at), high.max(at))
    });
    let items = distinct(planned().map(|row| row.text("item")));
    let part = |item: &&str| {
        let of = |at: f64| planned().find(|row| row.text("item") == *item && row.number("at") == Some(at));
        let (one, other) = (of(first)?, of(last)?);
        let (name, shown): (String, fn(f64) -> String) = match (*item, one.text("unit")) {
            ("cost", _) => ("what buyers pay".into(), money),
            (item, "USD") => (item.to_owned(), money),
            ("exposure", _) => ("exposure".into(), |t| format!("{} t", tonnes(t))),
            (tier, _) => (format!("what is short of {}", super::words::of_tier(tier)), |t| {
                format!("{} t", tonnes(t))
            }),
        };
        let (before, after) = (one.amount("value"), other.amount("value"));
        let floor = if one.text("unit") == "USD" { 0.5 } else { SHORT };
        ((before - after).abs() > floor).then(|| format!("{name} goes from {} to {}", shown(before), shown(after)))
    };
    let parts: Vec<String> = items.iter().filter_map(part).collect();
    let what = if parts.is_empty() {
        "cost, exposure and shortages are the same at both ends".to_owned()
    } else {
        listed(&parts)
    };
    (last > first).then(|| format!("As {path} moves from {} to {}, {what}.", at(first, unit), at(last, unit)))
}

/// Where the plan changes.
fn changes(folder: &Folder) -> Option<String> {
    let (path, unit) = path(folder)?;
    let breaks: Vec<Row> = folder.rows("breaks").collect();
    let Some(first) = breaks.first() else {
        return Some(format!(
            "The plan uses the same sites and ways at every value of {path} that has a plan."
        ));
    };
    let word = |column: &str, verb: &str| match first.text(column) {
        "" => None,
        text => Some(format!("{} {verb}", text.split("; ").next().unwrap_or_default())),
    };
    let what: Vec<String> = [word("comes", "comes"), word("goes", "goes")].into_iter().flatten().collect();
    let what = if what.is_empty() {
        String::new()
    } else {
        format!(": {}", listed(&what))
    };
    Some(format!(
        "The plan changes {} along {path}, first between {} and {}{what}.",
        match breaks.len() {
            1 => "once".into(),
            many => format!("{many} times"),
        },
        at(first.amount("below"), unit),
        at(first.amount("above"), unit)
    ))
}

/// Values without a plan.
fn unplanned(folder: &Folder) -> Option<String> {
    let (path, unit) = path(folder)?;
    let without = folder.rows("sweep").filter(|row| row.text("topic").is_empty());
    let told: Vec<String> = without
        .map(|row| format!("{} ({})", at(row.amount("at"), unit), row.text("status")))
        .collect();
    (!told.is_empty()).then(|| {
        format!(
            "There is no plan where {path} is {}; the picture has no point there.",
            listed(&told)
        )
    })
}

fn swept(folder: &Folder) -> Figure {
    let unit = |row: &Row| if row.text("unit") == "USD" { "MUSD" } else { "t" };
    let told: Vec<_> = folder
        .rows("sweep")
        .filter(|row| DRAWN.contains(&row.text("topic")))
        .collect();
    let items = distinct(told.iter().map(|row| row.text("item")));
    let axis = told
        .first()
        .map(|row| format!("{}, {}", row.text("path"), row.text("parameter_unit")))
        .unwrap_or_default();
    let frame = |item: &&str| -> Value {
        let rows = told.iter().filter(|row| row.text("item") == *item);
        let mut of = "t";
        let points = rows.map(|row| {
            of = unit(row);
            let factor = if of == "MUSD" { 1e-6 } else { 1.0 };
            json!([rounded(row.amount("at")), rounded(row.amount("value") * factor)])
        });
        let points: Vec<Value> = points.collect();
        json!({ "yAxis": { "name": of }, "series": [{ "type": "line", "name": item, "symbolSize": 7, "data": points }] })
    };
    Figure {
        title: "One figure of the plan along the range",
        about: "Each point is a plan of its own.".into(),
        shape: Shape::Points,
        size: (360, 480),
        unit: "",
        heads: &["figure", "value", "of the plan"],
        frames: items.iter().enumerate().map(|(k, item)| (vec![k], frame(item))).collect(),
        choices: vec![Choice::list("Figure", items.iter().map(|item| (*item).to_owned()).collect())],
        base: json!({
            "xAxis": { "type": "value", "name": axis, "nameLocation": "middle", "nameGap": 28, "scale": true },
            "yAxis": { "type": "value", "scale": true },
        }),
    }
}

fn breaks(folder: &Folder) -> Grid {
    let heads = [
        ("value", ""),
        ("changes at", ""),
        ("found", ""),
        ("plan before, at", ""),
        ("plan after, at", ""),
        ("comes", ""),
        ("goes", ""),
    ];
    let mut grid = Grid::new("Where the plan changes", &heads);
    for row in folder.rows("breaks") {
        grid.row(vec![
            format!("{}, {}", row.text("path"), row.text("parameter_unit")).into(),
            row.cell("at").clone(),
            row.text("found").into(),
            row.cell("below").clone(),
            row.cell("above").clone(),
            row.text("comes").into(),
            row.text("goes").into(),
        ]);
    }
    grid
}
