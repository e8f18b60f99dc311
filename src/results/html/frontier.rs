//! The frontier between cost and exposure, and sweeps of one value.

use super::figure::{Choice, Figure, Shape};
use super::folder::{Folder, Kind};
use super::grid::Grid;
use super::json::rounded;
use super::section::Section;
use super::view::{View, distinct, label};
use super::words::{SHORT, money, tonnes};
use crate::results::rows::Row;
use serde_json::{Value, json};

/// The section on frontiers.
pub(super) fn section(view: View) -> Section {
    let mut section = Section {
        id: "frontier",
        title: "What less exposure or shortage costs",
        ..Section::default()
    };
    for against in &AGAINST {
        let folders: Vec<&Folder> = view.of(against.kind).collect();
        if !folders.is_empty() {
            section
                .sentences
                .extend(folders.iter().filter_map(|folder| ends(folder, against)));
            section.figures.push(curve(&folders, against));
        }
    }
    section
}

/// What cost is weighed against.
struct Against {
    kind: Kind,
    column: &'static str,
    name: &'static str,
    title: &'static str,
    about: &'static str,
    axis: &'static str,
    heads: &'static [&'static str],
}

static AGAINST: [Against; 2] = [
    Against {
        kind: Kind::Frontier,
        column: "exposure",
        name: "exposure",
        title: "Least cost at each exposure",
        about: "Each point is a plan: no other leaves no more unmet, leans no more on outsiders and costs less. To the left is safer, downwards cheaper.",
        axis: "exposure, weighted t",
        heads: &["plan", "exposure, weighted t", "cost, MUSD"],
    },
    Against {
        kind: Kind::Cover,
        column: "short",
        name: "the shortage of the first tier",
        title: "Least cost at each shortage of the first tier",
        about: "Each point is a plan: no other leaves no more of the first tier unmet and costs less. To the left more is served, downwards is cheaper.",
        axis: "shortage of the first tier, weighted t",
        heads: &["plan", "shortage of the first tier, weighted t", "cost, MUSD"],
    },
];

fn curve(folders: &[&Folder], against: &Against) -> Figure {
    let line = |folder: &&Folder| {
        let points = folder
            .rows("frontier")
            .map(|row| json!([rounded(row.amount(against.column)), rounded(row.amount("cost") / 1e6)]));
        json!({ "type": "line", "name": name(folder), "symbolSize": 7, "data": points.collect::<Vec<_>>() })
    };
    let series: Vec<Value> = folders.iter().map(line).collect();
    Figure {
        title: against.title,
        about: against.about.into(),
        shape: Shape::Points,
        size: (400, 480),
        unit: "MUSD",
        heads: against.heads,
        choices: Vec::new(),
        base: json!({
            "xAxis": { "type": "value", "name": against.axis, "nameLocation": "middle", "nameGap": 28, "scale": true },
            "yAxis": { "type": "value", "name": "MUSD", "scale": true },
        }),
        frames: vec![(Vec::new(), json!({ "series": series }))],
    }
}

fn name(folder: &Folder) -> String {
    let policy = folder.words("policies").first().copied().unwrap_or_default();
    label(policy, &folder.words("scenarios").join("+"))
}

fn ends(folder: &Folder, against: &Against) -> Option<String> {
    let (first, last) = (folder.rows("frontier").next()?, folder.rows("frontier").last()?);
    let (most, least) = (first.amount(against.column), last.amount(against.column));
    if (most - least).abs() <= SHORT {
        return Some(format!(
            "{}: {} is {} t at any cost.",
            name(folder),
            against.name,
            tonnes(most)
        ));
    }
    Some(format!(
        "{}: {} can fall from {} t to {} t, for {} instead of {}.",
        name(folder),
        against.name,
        tonnes(most),
        tonnes(least),
        money(last.amount("cost")),
        money(first.amount("cost"))
    ))
}

/// Topics of a sweep that are drawn.
const DRAWN: [&str; 2] = ["headline", "shortage"];

/// The section on sweeps.
pub(super) fn sweeps(view: View) -> Section {
    let folders: Vec<&Folder> = view.of(Kind::Sweep).collect();
    let mut section = Section {
        id: "sweep",
        title: "One value moved through a range",
        ..Section::default()
    };
    section.figures = folders.iter().map(|folder| swept(folder)).collect();
    section.grids = folders
        .iter()
        .map(|folder| breaks(folder))
        .filter(|grid| !grid.is_empty())
        .collect();
    section
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
        ("last with the plan before", ""),
        ("first with the plan after", ""),
        ("comes", ""),
        ("goes", ""),
    ];
    let mut grid = Grid::new("Where the plan changes", &heads);
    for row in folder.rows("breaks") {
        grid.row(vec![
            format!("{}, {}", row.text("path"), row.text("parameter_unit")).into(),
            row.cell("below").clone(),
            row.cell("above").clone(),
            row.text("comes").into(),
            row.text("goes").into(),
        ]);
    }
    grid
}
