//! `flow[i,j,m,l,t] >= 0`: tonnes of material `m` and class `l` shipped from `i` to `j` in period `t`.
//!
//! The period is that of shipping; goods arrive in the periods that transit leads to. There is no column where they would
//! arrive after the end of the horizon, or where the lane is closed. A unit arrives at class `l` as far as the rules still
//! matter at `j`. Bans set the upper bound to 0, see [`ban`](super::super::rows::ban).

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{LaneId, PeriodId};

/// Adds the columns, by lane, class and period of shipping.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let labelled = draft.labelled();
    for (index, lane) in draft.network().lanes.iter().enumerate() {
        for class in labelled.classes(lane.from, lane.material) {
            let open = lane.arrivals.iter().enumerate().filter(|(_, arrivals)| !arrivals.is_empty());
            for (period, _) in open {
                let key = ColumnKey::Flow(LaneId::new(index), *class, PeriodId::new(period));
                draft.column(key, f64::INFINITY);
            }
        }
    }
}
