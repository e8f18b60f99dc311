//! The balance of each watched element over time.

use super::style::{Grid, Spans, Style, tonnes};
use crate::network::{ElementId, PeriodId};
use crate::results::Answer;
use crate::results::balance::{ITEMS, NOTHING, balance};

/// One table for each watched element that moves.
pub(super) fn section(answer: &Answer, style: Style) -> String {
    let elements = 0..answer.network.elements.len();
    let tables = elements
        .map(|k| table(answer, ElementId::new(k), style))
        .filter(|table| !table.is_empty());
    tables.collect::<Vec<_>>().join("\n")
}

fn table(answer: &Answer, element: ElementId, style: Style) -> String {
    let network = answer.network;
    let spans = Spans::of(network);
    let spanned = |by_period: Vec<f64>| {
        let mut values = spans.zeros();
        for (period, quantity) in by_period.into_iter().enumerate() {
            if let Some(value) = values.get_mut(spans.column(PeriodId::new(period))) {
                *value += quantity;
            }
        }
        values
    };
    let values: Vec<Vec<f64>> = balance(answer, element).into_iter().map(spanned).collect();
    if values.iter().flatten().all(|value| value.abs() < NOTHING) {
        return String::new();
    }
    let mut grid = Grid::new(std::iter::once("tonnes".to_string()).chain(spans.headers()));
    for (item, values) in ITEMS.iter().zip(&values) {
        if *item == "available" || values.iter().any(|value| value.abs() >= NOTHING) {
            grid.row(std::iter::once(item.to_string()).chain(spans.cells(values, tonnes)).collect());
        }
    }
    grid.show(
        &format!("Balance of {}, contained", network.elements[element.index()].name),
        ITEMS.len(),
        style,
    )
}
