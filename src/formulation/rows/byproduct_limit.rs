//! `byproduct_limit[i,m,t]`: a by-product market takes a limited amount.
//!
//! ```text
//! sum_l sell[i,m,l,t] <= limit[i,m,t]
//! ```
//!
//! No row where there is no limit. Minus the dual is what one tonne more of market would save.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{ByProductId, PeriodId};

/// Adds the rows, by market and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    draft.rows(
        network.byproducts.len() * horizon,
        |key, terms| {
            if let ColumnKey::Sell(market, _, t) = key {
                terms(market.index() * horizon + t.index(), 1.0);
            }
        },
        |slot| {
            let (market, t) = (ByProductId::new(slot / horizon), PeriodId::new(slot % horizon));
            let limit = network.byproducts[market.index()].limit[t.index()];
            Row::limit(RowKey::ByProductLimit(market, t), limit)
        },
    );
}
