//! `freight`: what carriers ask, in the period of shipping.
//!
//! ```text
//! cost += delta[t] freight[i,j,m,t] flow[i,j,m,l,t]
//! ```

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;

/// Charges flows.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    draft.charge(|key| match key {
        ColumnKey::Flow(lane, _, t) => Some((t, network.lanes[lane.index()].freight[t.index()])),
        _ => None,
    });
}
