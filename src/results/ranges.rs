//! Ranges as a table.

use super::{Cell, Column, Definition, Table};
use crate::explain::losses::Standing;
use crate::explain::ranges::{End, Moves, Range, Ranges};

static RANGES: Definition = Definition {
    name: "ranges",
    description: "A number of the instance: what a fifth less and a fifth more of it change, and how far it may move before the plan changes.",
    columns: &[
        Column::text("path", "Path of the number, as `--set` has it."),
        Column::text("label", "What it is."),
        Column::text("moves", "What it moves: prices, amounts, both, or nothing."),
        Column::number("value", "", "The number as written; no value where it changes over time."),
        Column::text("unit", "Its unit."),
        Column::integer("paid", "1 where it is a price that the plan pays."),
        Column::number(
            "cost_less",
            "USD",
            "Change of cost with a fifth less; no value where there is no plan.",
        ),
        Column::number("cost_more", "USD", "Change of cost with a fifth more."),
        Column::number("short_less", "t", "Change of the shortage of all tiers with a fifth less."),
        Column::number("short_more", "t", "Change of the shortage of all tiers with a fifth more."),
        Column::number(
            "low_factor",
            "",
            "Lower end, as a factor on the number; no value where it was not found.",
        ),
        Column::number("high_factor", "", "Upper end, as a factor."),
        Column::integer("low_open", "1 where no lower end was found down to that factor."),
        Column::integer("high_open", "1 where no upper end was found up to that factor."),
    ],
};

/// The table of ranges.
pub fn tables(ranges: &Ranges) -> Vec<Table> {
    vec![Table {
        definition: &RANGES,
        rows: ranges.ranges.iter().map(|range| row(ranges, range)).collect(),
    }]
}

/// Change of the shortage of all tiers, t.
pub(super) fn short(ranges: &Ranges, after: &Standing) -> f64 {
    let of = |standing: &Standing| standing.shortages.iter().take(ranges.tiers.len()).sum::<f64>();
    let change = of(after) - of(&ranges.before);
    if change.abs() < 1e-6 { 0.0 } else { change }
}

fn row(ranges: &Ranges, range: &Range) -> Vec<Cell> {
    let cost = |after: &Option<Standing>| after.as_ref().map(|after| after.cost - ranges.before.cost);
    let short = |after: &Option<Standing>| after.as_ref().map(|after| short(ranges, after));
    let open = |end: End| usize::from(matches!(end, End::Beyond(_)));
    let moves = match range.moves {
        Moves::Prices => "prices",
        Moves::Amounts => "amounts",
        Moves::Both => "both",
        Moves::Nothing => "nothing",
    };
    vec![
        (&range.parameter.path).into(),
        (&range.parameter.label).into(),
        moves.into(),
        range.number.as_ref().map(|(value, _)| *value).into(),
        range.number.as_ref().map(|(_, unit)| unit.clone()).into(),
        usize::from(range.paid).into(),
        cost(&range.less).into(),
        cost(&range.more).into(),
        short(&range.less).into(),
        short(&range.more).into(),
        range.low.factor().into(),
        range.high.factor().into(),
        open(range.low).into(),
        open(range.high).into(),
    ]
}
