//! `stock_release[i,m,t]`: a strategic stock gives out only while a release is declared.
//!
//! ```text
//! sum_l stock[i,m,l,t] - sum_l stock[i,m,l,t-1] >= 0        opening[i,m] on the right-hand side in the first period
//! ```
//!
//! For stocks with a release, in periods in which none is in force. Goods may be replaced by others, of whatever class. The dual
//! is the cost of one tonne more that must be added, so what a tonne released would save.

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
                let slot = stock.index() * horizon + t.index();
                terms(slot, 1.0);
                if t.index() + 1 < horizon {
                    terms(slot + 1, -1.0);
                }
            }
        },
        |slot| {
            let (stock, t) = (StockId::new(slot / horizon), PeriodId::new(slot % horizon));
            let kept = &network.stocks[stock.index()];
            let opening = if t.index() == 0 { kept.opening } else { 0.0 };
            let closed = kept.rules.released.get(t.index()) == Some(&false);
            closed.then(|| Row::at_least(RowKey::StockRelease(stock, t), opening))
        },
    );
}
