//! `sell[i,m,l,t] >= 0`: tonnes sold into a by-product market.
//!
//! What the market takes is a row, [`byproduct_limit`](super::super::rows::byproduct_limit).

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::ByProductId;

/// Adds the columns, by market, class and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let labelled = draft.labelled();
    for (index, market) in draft.network().byproducts.iter().enumerate() {
        for class in labelled.classes(market.site, market.material) {
            for period in draft.periods() {
                draft.column(ColumnKey::Sell(ByProductId::new(index), *class, period), f64::INFINITY);
            }
        }
    }
}
