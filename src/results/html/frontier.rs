//! The frontier between cost and exposure, or the shortage of the first tier.

use super::figure::{Figure, Shape};
use super::folder::{Folder, Kind};
use super::json::rounded;
use super::section::Section;
use super::view::{View, label};
use super::words::{SHORT, money, tonnes};
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
