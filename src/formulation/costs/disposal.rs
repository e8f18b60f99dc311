//! `disposal`: throwing goods away.
//!
//! ```text
//! cost += delta[t] cost[i,m,t] dispose[i,m,l,t]
//! ```

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;

/// Charges disposals.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    draft.charge(|key| match key {
        ColumnKey::Dispose(disposal, _, t) => Some((t, network.disposals[disposal.index()].cost[t.index()])),
        _ => None,
    });
}
