//! `byproduct`: what by-products bring; a credit.
//!
//! ```text
//! cost -= delta[t] price[i,m,t] sell[i,m,l,t]
//! ```

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;

/// Credits sales.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    draft.charge(|key| match key {
        ColumnKey::Sell(market, _, t) => Some((t, -network.byproducts[market.index()].price[t.index()])),
        _ => None,
    });
}
