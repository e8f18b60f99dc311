//! `stock_capacity[i,m,t]`: a stock has limited room.
//!
//! ```text
//! sum_l stock[i,m,l,t] <= room[i,m,t]
//! ```
//!
//! At the end of each period. No row where there is no limit. Minus the dual is the worth of one tonne of room.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{PeriodId, StockId};

/// Adds the rows, by stock and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    draft.rows(
        network.stocks.len() * horizon,
        |key, terms| {
            if let ColumnKey::Stock(stock, _, t) = key {
                terms(stock.index() * horizon + t.index(), 1.0);
            }
        },
        |slot| {
            let (stock, t) = (StockId::new(slot / horizon), PeriodId::new(slot % horizon));
            Row::limit(RowKey::StockCapacity(stock, t), network.stocks[stock.index()].room[t.index()])
        },
    );
}
