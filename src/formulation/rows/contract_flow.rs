//! `contract_flow[i,j,m,l,t]`: what is bought under contracts is shipped, each tonne under one.
//!
//! ```text
//! sum over c of contracted[c,i,j,m,l,t] - flow[i,j,m,l,t] <= 0
//! ```
//!
//! Minus the dual is what a tonne more at the better of the contract prices would save.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{LaneId, Network, PeriodId, RuleSet};

/// Adds the rows, by lane, class and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (labelled, network) = (draft.labelled(), draft.network());
    let mut flows: Vec<(LaneId, RuleSet, PeriodId)> = Vec::new();
    for (index, lane) in network.lanes.iter().enumerate() {
        let id = LaneId::new(index);
        let covered: Vec<PeriodId> = draft.periods().filter(|t| is_covered(network, id, *t)).collect();
        for class in labelled.classes(lane.from, lane.material) {
            flows.extend(covered.iter().map(|t| (id, *class, *t)));
        }
    }
    flows.sort_unstable();
    draft.rows(
        flows.len(),
        |key, terms| {
            let (of, sign) = match key {
                ColumnKey::Contracted(_, lane, class, t) => ((lane, class, t), 1.0),
                ColumnKey::Flow(lane, class, t) => ((lane, class, t), -1.0),
                _ => return,
            };
            if let Ok(slot) = flows.binary_search(&of) {
                terms(slot, sign);
            }
        },
        |slot| {
            let (lane, class, t) = flows[slot];
            Some(Row::at_most(RowKey::ContractFlow(lane, class, t), 0.0))
        },
    );
}

fn is_covered(network: &Network, lane: LaneId, t: PeriodId) -> bool {
    network.contracts.iter().any(|contract| contract.terms_on(lane, t).is_some())
}
