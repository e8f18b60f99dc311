//! `holding`: keeping goods in stock, on what is there at the end of a period, for its length.
//!
//! ```text
//! cost += delta[t] holding[i,m,t] stock[i,m,l,t]        holding = rate x length of t
//! ```

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;

/// Charges stocks.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    draft.charge(|key| match key {
        ColumnKey::Stock(stock, _, t) => Some((t, network.stocks[stock.index()].holding[t.index()])),
        _ => None,
    });
}
