//! Sweeps and frontiers as tables.

use super::{Cell, Column, Definition, Table};
use crate::compare::{Break, Frontier, Point, Swept};

static SWEEP: Definition = Definition {
    name: "sweep",
    description: "One figure at one value of the parameter. docs/compare.md defines each topic.",
    columns: &[
        Column::text("path", "Value that moves."),
        Column::text("parameter_unit", "Its unit."),
        Column::number("at", "", "Value of it, in its unit."),
        Column::text("status", "How the solve ended."),
        Column::text("topic", "What the figure is about; empty without a plan."),
        Column::text("item", "Of what."),
        Column::text("part", "Which of its figures."),
        Column::text("unit", "Unit of the figure."),
        Column::number("value", "", "Figure, in its unit."),
    ],
};

static BREAKS: Definition = Definition {
    name: "breaks",
    description: "A change of the plan between two values that both were planned.",
    columns: &[
        Column::text("path", "Value that moves."),
        Column::text("parameter_unit", "Its unit."),
        Column::text(
            "found",
            "`exact` where the program moves straight and its aims change their slope, `halved` to the width elsewhere.",
        ),
        Column::number("at", "", "Value at which the plan changes; empty where it was halved."),
        Column::number("below", "", "A value with the plan before."),
        Column::number("above", "", "A value with the plan after."),
        Column::text("comes", "What is used above and not below, separated by `; `."),
        Column::text("goes", "What is used below and not above."),
    ],
};

static COVER: Definition = Definition {
    name: "frontier",
    description: "The least cost at a limit on the shortage of the first tier.",
    columns: &[
        Column::number("limit", "t", "Limit on the weighted shortage of the first tier."),
        Column::number("short", "t", "Shortage of the plan in that tier, weighted."),
        Column::number("cost", "USD", "Least cost, discounted."),
        Column::number("slope", "USD/t", "Cost of a tonne of shortage less than at the row before."),
        Column::integer("verified", "1 where the judge found the plan right."),
    ],
};

static FRONTIER: Definition = Definition {
    name: "frontier",
    description: "The least cost at a limit on exposure.",
    columns: &[
        Column::number("limit", "t", "Limit on weighted exposure."),
        Column::number("exposure", "t", "Exposure of the plan."),
        Column::number("cost", "USD", "Least cost, discounted."),
        Column::number("slope", "USD/t", "Cost of a tonne of exposure less than at the row before."),
        Column::integer("verified", "1 where the judge found the plan right."),
    ],
};

/// The tables of a sweep that a report reads.
pub(super) static TOLD: [&Definition; 2] = [&SWEEP, &BREAKS];

/// The table of a frontier that a report reads.
pub(super) static FRONTIER_TOLD: [&Definition; 1] = [&FRONTIER];

/// The table of a frontier of cover that a report reads.
pub(super) static COVER_TOLD: [&Definition; 1] = [&COVER];

/// Every table of a sweep.
pub fn tables(swept: &Swept) -> Vec<Table> {
    let change = |change: &Break| -> Vec<Cell> {
        vec![
            (&swept.path).into(),
            (&swept.unit).into(),
            if change.at.is_some() { "exact" } else { "halved" }.into(),
            change.at.into(),
            change.below.at.into(),
            change.above.at.into(),
            change.comes().join("; ").into(),
            change.goes().join("; ").into(),
        ]
    };
    vec![
        Table {
            definition: &SWEEP,
            rows: swept.points.iter().flat_map(|point| rows(swept, point)).collect(),
        },
        Table {
            definition: &BREAKS,
            rows: swept.breaks.iter().map(change).collect(),
        },
    ]
}

fn rows(swept: &Swept, point: &Point) -> Vec<Vec<Cell>> {
    let head = || -> Vec<Cell> {
        vec![
            (&swept.path).into(),
            (&swept.unit).into(),
            point.at.into(),
            point.case.status.into(),
        ]
    };
    if !point.case.is_planned() {
        return vec![head().into_iter().chain([(); 5].map(|()| Cell::Null)).collect()];
    }
    let row = |figure: &crate::compare::Figure| {
        let mut row = head();
        row.extend([
            figure.topic.name().into(),
            (&figure.item).into(),
            (&figure.part).into(),
            figure.unit.into(),
            figure.value.into(),
        ]);
        row
    };
    point.case.figures.iter().map(row).collect()
}

/// The table of a frontier.
pub fn frontier(frontier: &Frontier) -> Vec<Table> {
    let row = |(corner, slope): (&crate::compare::Corner, Option<f64>)| -> Vec<Cell> {
        vec![
            corner.limit.into(),
            corner.value.into(),
            corner.cost.into(),
            slope.into(),
            usize::from(corner.verified).into(),
        ]
    };
    vec![Table {
        definition: if frontier.aim == "exposure" { &FRONTIER } else { &COVER },
        rows: frontier.corners.iter().zip(frontier.slopes()).map(row).collect(),
    }]
}
