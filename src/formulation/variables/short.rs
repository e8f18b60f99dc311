//! `short[d,b,t]`, `0 <= short <= quantity[d,b,t]`: tonnes of block `b` of demand `d` not served in period `t`.
//!
//! Unserved demand is lost, not backlogged. A block that is dearer than all others of its demand has no upper bound of its own:
//! the demand row implies it, as the cheaper blocks are short first. With it, the dual of a demand that is not served at all
//! could be what serving it costs instead of what its shortage counts.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{Block, DemandId};

/// Adds the columns, by demand, block and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    for (index, demand) in draft.network().demands.iter().enumerate() {
        for (block, number) in demand.blocks.iter().zip(0..) {
            for period in draft.periods() {
                let key = ColumnKey::Short(DemandId::new(index), number, period);
                let others = demand.blocks.iter().filter(|other| !std::ptr::eq(*other, block));
                let dearest = is_dearest(block, others, period.index());
                let upper = if dearest {
                    f64::INFINITY
                } else {
                    block.quantity[period.index()]
                };
                draft.column(key, upper);
            }
        }
    }
}

/// Whether a block has a larger penalty than all others in a period.
fn is_dearest<'a>(block: &Block, mut others: impl Iterator<Item = &'a Block>, period: usize) -> bool {
    others.all(|other| other.penalty[period] < block.penalty[period])
}
