//! `stock_terminal[i,m]`: a strategic stock ends at or above its opening level.
//!
//! ```text
//! sum_l stock[i,m,l,T] >= opening[i,m]        T the last period
//! ```
//!
//! Only where the stock is to be kept; others may end empty, or are credited [a value](super::super::costs::terminal_value).
//! The dual is the cost of one tonne more to be left.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{StockId, Terminal};

/// Adds the rows, by stock.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    draft.rows(
        network.stocks.len(),
        |key, terms| {
            if let ColumnKey::Stock(stock, _, t) = key
                && t.index() + 1 == horizon
            {
                terms(stock.index(), 1.0);
            }
        },
        |slot| {
            let stock = &network.stocks[slot];
            let kept = stock.terminal == Terminal::Keep && stock.opening > 0.0;
            kept.then(|| Row::at_least(RowKey::StockTerminal(StockId::new(slot)), stock.opening))
        },
    );
}
