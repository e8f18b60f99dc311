//! `lots[n,t] in {0,1,2,...}`: lots that line `n` makes in period `t`.
//!
//! Only for lines with a lot size, see [`lot`](super::super::rows::lot).

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::LineId;

/// Adds the columns, by line and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    for (index, line) in draft.network().lines.iter().enumerate() {
        for period in draft.periods().filter(|_| line.lot.is_some()) {
            draft.whole(ColumnKey::Lots(LineId::new(index), period), f64::INFINITY);
        }
    }
}
