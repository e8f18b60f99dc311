//! `supported[i,j,m,l,t] >= 0`: tonnes of a flow that its source sells under a contract for difference that has a volume.
//!
//! Beside each flow out of the place of such a source, while the contract is in force. See
//! [`supported_flow`](super::super::rows::supported_flow) and [`supported_volume`](super::super::rows::supported_volume); what they cost less
//! is the [`offer`](super::super::costs::offer)'s.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{LaneId, PeriodId};

/// Adds the columns, by lane, class and period of shipping.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (labelled, network) = (draft.labelled(), draft.network());
    for (index, lane) in network.lanes.iter().enumerate() {
        for class in labelled.classes(lane.from, lane.material) {
            let open = lane.arrivals.iter().enumerate().filter(|(_, arrivals)| !arrivals.is_empty());
            for t in open.map(|(period, _)| PeriodId::new(period)) {
                if network.contract_on(lane, t).is_some() {
                    draft.column(ColumnKey::Supported(LaneId::new(index), *class, t), f64::INFINITY);
                }
            }
        }
    }
}
