//! `terminal_value`: what is left in a stock at the end is worth something; a credit.
//!
//! ```text
//! cost -= delta[T] value[i,m] stock[i,m,l,T]        T the last period
//! ```
//!
//! Only where the stock's `terminal` gives a value per tonne.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::Terminal;

/// Credits the last stocks.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    draft.charge(|key| match key {
        ColumnKey::Stock(stock, _, t) if t.index() + 1 == horizon => match network.stocks[stock.index()].terminal {
            Terminal::Value(value) => Some((t, -value)),
            Terminal::Keep | Terminal::Free => None,
        },
        _ => None,
    });
}
