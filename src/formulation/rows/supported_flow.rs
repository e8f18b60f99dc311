//! `supported_flow[i,j,m,l,t]`: what is sold under a contract for difference that has a volume is part of its flow.
//!
//! ```text
//! supported[i,j,m,l,t] - flow[i,j,m,l,t] <= 0
//! ```

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{LaneId, PeriodId, RuleSet};

/// Adds the rows, by lane, class and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (labelled, network) = (draft.labelled(), draft.network());
    let mut flows: Vec<(LaneId, RuleSet, PeriodId)> = Vec::new();
    for (index, lane) in network.lanes.iter().enumerate() {
        for class in labelled.classes(lane.from, lane.material) {
            let sold = |t: &PeriodId| network.contract_on(lane, *t).is_some();
            flows.extend(draft.periods().filter(sold).map(|t| (LaneId::new(index), *class, t)));
        }
    }
    flows.sort_unstable();
    draft.rows(
        flows.len(),
        |key, terms| {
            let (of, sign) = match key {
                ColumnKey::Supported(lane, class, t) => ((lane, class, t), 1.0),
                ColumnKey::Flow(lane, class, t) => ((lane, class, t), -1.0),
                _ => return,
            };
            if let Ok(slot) = flows.binary_search(&of) {
                terms(slot, sign);
            }
        },
        |slot| {
            let (lane, class, t) = flows[slot];
            Some(Row::at_most(RowKey::SupportedFlow(lane, class, t), 0.0))
        },
    );
}
