//! `used_up[k,t] in {0,1}`: whether the volume of tariff-rate quota `k` is used up by the end of period `t`.
//!
//! Only for [gates](crate::network::Gate), where buyers would not use the volume up by themselves. See
//! [`tranche_beyond`](super::super::rows::tranche_beyond) and [`tranche_full`](super::super::rows::tranche_full).

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;

/// Adds the columns, by gate.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    for gate in &draft.network().gates {
        draft.whole(ColumnKey::UsedUp(gate.measure, gate.by), 1.0);
    }
}
