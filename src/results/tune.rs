//! Instruments tuned to one outcome, as tables.

use super::{Cell, Column, Definition, Table, comparison};
use crate::compare::{Tuned, Tunings};

static TUNED: Definition = Definition {
    name: "tuned",
    description: "An instrument and the value at which it reaches what all are to reach.",
    columns: &[
        Column::text("policy", "Policy."),
        Column::text("path", "Value that moves."),
        Column::text("parameter_unit", "Its unit."),
        Column::number("from", "", "First value of the range."),
        Column::number("figure_from", "", "Figure there; empty without a plan."),
        Column::number("to", "", "Last value of the range."),
        Column::number("figure_to", "", "Figure there."),
        Column::text("target", "Figure that all are to bring to one value."),
        Column::number("wanted", "", "That value, in the unit of the figure."),
        Column::number(
            "before",
            "",
            "Last value known that does not reach it; empty where no value of the range does.",
        ),
        Column::number("at", "", "First value known that does."),
        Column::number("figure_at", "", "Figure there."),
    ],
};

/// Every table: what was tuned, and the plans at which the target is reached, side by side.
pub fn tables(tunings: &Tunings) -> Vec<Table> {
    let tuned = Table {
        definition: &TUNED,
        rows: tunings.tuned.iter().map(|tuned| row(tunings, tuned)).collect(),
    };
    let mut tables = vec![tuned];
    tables.extend(comparison::tables(&tunings.comparison()));
    tables
}

fn row(tunings: &Tunings, tuned: &Tuned) -> Vec<Cell> {
    let [first, last] = tuned.ends;
    let reached = tuned.reached.as_ref();
    let at = reached.map(|[_, at]| at);
    vec![
        (&tuned.policy).into(),
        (&tuned.path).into(),
        (&tuned.unit).into(),
        first.0.into(),
        first.1.into(),
        last.0.into(),
        last.1.into(),
        tunings.target.name().into(),
        tunings.target.value.into(),
        reached.map(|[before, _]| before.at).into(),
        at.map(|at| at.at).into(),
        at.and_then(|at| tunings.target.figure(&at.case)).into(),
    ]
}
