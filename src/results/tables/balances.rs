//! Balances of watched elements.

use super::{Answer, Cell, Column, Definition, PERIOD, Table};
use crate::network::ElementId;
use crate::results::balance::{ITEMS, NOTHING, balance};

pub(super) static DEFINITION: Definition = Definition {
    name: "balances",
    description: "Where a watched element comes from and where it goes in one period, contained in all goods.",
    columns: &[
        Column::text("element", "Element."),
        Column::text("item", "What comes or goes; the items up to `available` sum to it."),
        PERIOD,
        Column::number("quantity", "t", "Tonnes of the element."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let elements = 0..answer.network.elements.len();
    Table {
        definition: &DEFINITION,
        rows: elements.flat_map(|element| rows(answer, ElementId::new(element))).collect(),
    }
}

fn rows(answer: &Answer, element: ElementId) -> Vec<Vec<Cell>> {
    let network = answer.network;
    let mut rows = Vec::new();
    for (item, values) in ITEMS.iter().zip(balance(answer, element)) {
        for (period, value) in network.periods.iter().zip(values).filter(|(_, value)| value.abs() >= NOTHING) {
            rows.push(vec![
                (&network.elements[element.index()].name).into(),
                (*item).into(),
                (&period.name).into(),
                value.into(),
            ]);
        }
    }
    rows
}
