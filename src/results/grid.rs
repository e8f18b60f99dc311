//! Two values moved together, as tables.

use super::{Cell, Column, Definition, Table};
use crate::compare::{Axis, Border, Figure, Grid};

static GRID: Definition = Definition {
    name: "grid",
    description: "One figure at one pair of values. docs/compare.md defines each topic.",
    columns: &[
        Column::text("first_path", "First value that moves."),
        Column::text("first_unit", "Its unit."),
        Column::number("first", "", "Value of it, in its unit."),
        Column::text("second_path", "Second value that moves."),
        Column::text("second_unit", "Its unit."),
        Column::number("second", "", "Value of it, in its unit."),
        Column::integer(
            "kind",
            "Number of the kind of the plan; plans of the same kind have the same.",
        ),
        Column::text("status", "How the solve ended."),
        Column::text("topic", "What the figure is about; empty without a plan."),
        Column::text("item", "Of what."),
        Column::text("part", "Which of its figures."),
        Column::text("unit", "Unit of the figure."),
        Column::number("value", "", "Figure, in its unit."),
    ],
};

static BORDERS: Definition = Definition {
    name: "borders",
    description: "Neighbouring pairs of values whose plans differ in kind.",
    columns: &[
        Column::text("path", "Value that differs between the two."),
        Column::text("parameter_unit", "Its unit."),
        Column::number("below", "", "Its value of one plan."),
        Column::number("above", "", "Its value of the next plan."),
        Column::text("held_path", "Value that is the same."),
        Column::text("held_unit", "Its unit."),
        Column::number("held", "", "Value of it."),
        Column::text("comes", "What is used above and not below, separated by `; `."),
        Column::text("goes", "What is used below and not above."),
    ],
};

/// Every table of two values moved together.
pub fn tables(grid: &Grid) -> Vec<Table> {
    vec![
        Table {
            definition: &GRID,
            rows: rows(grid),
        },
        Table {
            definition: &BORDERS,
            rows: grid.borders().iter().map(|border| border_row(grid, border)).collect(),
        },
    ]
}

fn place(axis: &Axis, at: f64) -> [Cell; 3] {
    [(&axis.path).into(), (&axis.unit).into(), at.into()]
}

fn rows(grid: &Grid) -> Vec<Vec<Cell>> {
    let [first, second] = &grid.axes;
    let pairs = first.values.iter().flat_map(|a| second.values.iter().map(|b| (*a, *b)));
    let mut rows = Vec::new();
    for (((a, b), case), kind) in pairs.zip(&grid.cases).zip(grid.kinds()) {
        let head = || {
            place(first, a)
                .into_iter()
                .chain(place(second, b))
                .chain([(kind + 1).into(), case.status.into()])
        };
        if !case.is_planned() {
            rows.push(head().chain([const { Cell::Null }; 5]).collect());
        }
        rows.extend(case.figures.iter().map(|figure| head().chain(figure_cells(figure)).collect()));
    }
    rows
}

fn figure_cells(figure: &Figure) -> [Cell; 5] {
    [
        figure.topic.name().into(),
        (&figure.item).into(),
        (&figure.part).into(),
        figure.unit.into(),
        figure.value.into(),
    ]
}

fn border_row(grid: &Grid, border: &Border) -> Vec<Cell> {
    let [moving, held] = [&grid.axes[border.along], &grid.axes[1 - border.along]];
    let mut row = place(moving, border.below).to_vec();
    row.push(border.above.into());
    row.extend(place(held, border.other));
    row.extend([border.comes.join("; ").into(), border.goes.join("; ").into()]);
    row
}
