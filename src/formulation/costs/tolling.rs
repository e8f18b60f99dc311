//! `tolling`: the fee of conversions; the feed belongs to the buyer.
//!
//! ```text
//! cost += delta[t] fee[p,t] activity[p,l,t]
//! ```

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;

/// Charges activities.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    draft.charge(|key| match key {
        ColumnKey::Activity(operation, _, t) => Some((t, network.operations[operation.index()].fee[t.index()])),
        _ => None,
    });
}
