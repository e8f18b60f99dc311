//! `tranche[i,j,m,l,t] >= 0`: tonnes of a flow within the volume of its tariff-rate quota.
//!
//! Beside each flow that such a quota reads, whose class does not free it. See [`tranche_flow`](super::super::rows::tranche_flow) and
//! [`tranche_volume`](super::super::rows::tranche_volume); the cost is the [`tariff`](super::super::costs::tariff)'s.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{LaneId, PeriodId};

/// Adds the columns, by lane, class and period of shipping.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (labelled, network) = (draft.labelled(), draft.network());
    for (index, lane) in network.lanes.iter().enumerate() {
        let id = LaneId::new(index);
        for class in labelled.classes(lane.from, lane.material) {
            let open = lane.arrivals.iter().enumerate().filter(|(_, arrivals)| !arrivals.is_empty());
            for t in open.map(|(period, _)| PeriodId::new(period)) {
                if network.rate_quota(id, |rule| class.has(rule), t).is_some() {
                    draft.column(ColumnKey::Tranche(id, *class, t), f64::INFINITY);
                }
            }
        }
    }
}
