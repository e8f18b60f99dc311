//! Price tracks: what goods of allied and of other origin are worth where they are traded.

use super::{Answer, Cell, Column, Definition, PERIOD, Table};
use crate::compare::{View, prices_by_period};
use crate::network::{MaterialId, PeriodId};

pub(super) static DEFINITION: Definition = Definition {
    name: "tracks",
    description: "Average marginal price of a material of allied or of other origin where it is traded in one period. docs/compare.md defines both.",
    columns: &[
        Column::text("material", "Material."),
        Column::text(
            "side",
            "`blue` for goods that hold every rule of allied origin that matters to them, `red` for others, where they are shipped from; `blue delivered` and `red delivered` where they are delivered.",
        ),
        PERIOD,
        Column::number("price", "USD/t", "Average by tonnes traded, undiscounted."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let view = View {
        network,
        plan: answer.plan,
        chains: answer.chains,
    };
    let row = |(material, period, side, price): (MaterialId, PeriodId, &str, f64)| -> Vec<Cell> {
        vec![
            (&network.materials[material.index()].name).into(),
            side.into(),
            (&network.periods[period.index()].name).into(),
            price.into(),
        ]
    };
    Table {
        definition: &DEFINITION,
        rows: prices_by_period(view).into_iter().map(row).collect(),
    }
}
