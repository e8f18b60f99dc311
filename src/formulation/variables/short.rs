//! `short[d,b,t]`, `0 <= short <= quantity[d,b,t]`: tonnes of block `b` of demand `d` not served in period `t`.
//!
//! Unserved demand is lost, not backlogged.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::DemandId;

/// Adds the columns, by demand, block and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    for (index, demand) in draft.network().demands.iter().enumerate() {
        for (block, number) in demand.blocks.iter().zip(0..) {
            for period in draft.periods() {
                let key = ColumnKey::Short(DemandId::new(index), number, period);
                draft.column(key, block.quantity[period.index()]);
            }
        }
    }
}
