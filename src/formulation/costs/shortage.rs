//! `shortage`: the first levels of the objective, one for each tier in order.
//!
//! ```text
//! level of tier q += weight[d] short[d,b,t]        for demands d that count in q
//! ```
//!
//! In tonnes weighted by criticality, not discounted. Demands outside the tiers bear a [penalty](super::penalty) instead.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;

/// Counts shortages.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    let levels: Vec<Option<usize>> = (0..network.tiers.len()).map(|tier| network.tier_level(tier)).collect();
    draft.weigh(|key| match key {
        ColumnKey::Short(demand, _, _) => {
            let demand = &network.demands[demand.index()];
            let level = levels.get(demand.tier?).copied().flatten()?;
            Some((level, demand.weight))
        }
        _ => None,
    });
}
