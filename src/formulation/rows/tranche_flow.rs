//! `tranche_flow[i,j,m,l,t]`: what is within the volume of a tariff-rate quota is part of its flow.
//!
//! ```text
//! tranche[i,j,m,l,t] - flow[i,j,m,l,t] <= 0
//! ```

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{LaneId, PeriodId, RuleSet};

/// Adds the rows, by lane, class and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (labelled, network) = (draft.labelled(), draft.network());
    let mut flows: Vec<(LaneId, RuleSet, PeriodId)> = Vec::new();
    for (index, lane) in network.lanes.iter().enumerate() {
        let id = LaneId::new(index);
        for class in labelled.classes(lane.from, lane.material) {
            let read = |t: &PeriodId| network.rate_quota(id, |rule| class.has(rule), *t).is_some();
            flows.extend(draft.periods().filter(read).map(|t| (id, *class, t)));
        }
    }
    flows.sort_unstable();
    draft.rows(
        flows.len(),
        |key, terms| {
            let (of, sign) = match key {
                ColumnKey::Tranche(lane, class, t) => ((lane, class, t), 1.0),
                ColumnKey::Flow(lane, class, t) => ((lane, class, t), -1.0),
                _ => return,
            };
            if let Ok(slot) = flows.binary_search(&of) {
                terms(slot, sign);
            }
        },
        |slot| {
            let (lane, class, t) = flows[slot];
            Some(Row::at_most(RowKey::TrancheFlow(lane, class, t), 0.0))
        },
    );
}
