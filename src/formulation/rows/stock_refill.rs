//! `stock_refill[i,m,t]`: a stock is brought to its level, and back to it after a release.
//!
//! ```text
//! sum_l stock[i,m,l,t] >= refill[i,m,t]
//!
//! refill = level                                                              from the day `by` on
//! refill = min(level, opening + rate x years since the start)                 before any release
//! refill = min(level, rate x years since the end of the last release)         after one
//! ```
//!
//! The amounts are data: a growth from what is really left would be a minimum of two quantities of the plan, which no linear row
//! says. So a stock that was not emptied may wait until the growth from nothing reaches it; the level is there `level / rate` years
//! after the release at the latest. Nothing is asked for while a release is in force. The dual is the cost of one tonne more.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{PeriodId, StockId};

/// Adds the rows, by stock and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    draft.rows_where(
        network.stocks.len() * horizon,
        |key, terms| {
            if let ColumnKey::Stock(stock, _, t) = key {
                terms(stock.index() * horizon + t.index(), 1.0);
            }
        },
        |slot, _| {
            let (stock, t) = (StockId::new(slot / horizon), PeriodId::new(slot % horizon));
            let asked = network.stocks[stock.index()].rules.refill.get(t.index()).copied();
            let asked = asked.filter(|asked| *asked > 0.0)?;
            Some(Row::at_least(RowKey::StockRefill(stock, t), asked))
        },
    );
}
