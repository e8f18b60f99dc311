//! `scrap_offer`: what is paid for scrap, to those who used the goods.
//!
//! ```text
//! cost += delta[t] offer[d,t] collect[d,m,l,t]
//! ```

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;

/// Charges collections.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    draft.charge(|key| match key {
        ColumnKey::Collect(back, _, _, t) => Some((t, network.returns[back.index()].offer[t.index()])),
        _ => None,
    });
}
