//! The periods that the other tables name.

use super::{Answer, Column, Definition, Table};
use crate::network::Period;

pub(super) static DEFINITION: Definition = Definition {
    name: "periods",
    description: "One planning period.",
    columns: &[
        Column::text("period", "Name."),
        Column::date("start", "First day."),
        Column::date("end", "First day after it."),
        Column::number("years", "yr", "Length."),
        Column::number("discount", "USD/USD", "Discount factor at its middle."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let row = |period: &Period| {
        vec![
            (&period.name).into(),
            period.start.to_string().into(),
            period.end.to_string().into(),
            period.years.into(),
            period.discount.into(),
        ]
    };
    Table {
        definition: &DEFINITION,
        rows: answer.network.periods.iter().map(row).collect(),
    }
}
