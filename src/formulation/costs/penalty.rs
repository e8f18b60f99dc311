//! `penalty`: demand not served, where it is charged and not counted by a tier.
//!
//! ```text
//! cost += delta[t] penalty[d,b,t] short[d,b,t]
//! ```

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;

/// Charges shortages.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    draft.charge(|key| match key {
        ColumnKey::Short(demand, block, t) => {
            let block = &network.demands[demand.index()].blocks[block as usize];
            Some((t, block.penalty[t.index()]))
        }
        _ => None,
    });
}
