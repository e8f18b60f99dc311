//! `stock[i,m,l,t] >= 0`: tonnes of class `l` in stock at the end of period `t`.
//!
//! The opening stock is a constant on the right-hand side of the first balance. Room is a row,
//! [`stock_capacity`](super::super::rows::stock_capacity).

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::StockId;

/// Adds the columns, by stock, class and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let labelled = draft.labelled();
    for (index, stock) in draft.network().stocks.iter().enumerate() {
        for class in labelled.classes(stock.site, stock.material) {
            for period in draft.periods() {
                draft.column(ColumnKey::Stock(StockId::new(index), *class, period), f64::INFINITY);
            }
        }
    }
}
