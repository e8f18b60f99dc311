//! `contracted[c,i,j,m,l,t] >= 0`: tonnes of a flow bought under contract `c`.
//!
//! Beside each flow from the contract's seller to its buyers, in the periods of shipping in which it is in force. See
//! [`contract_flow`](super::super::rows::contract_flow) and [`contract_band`](super::super::rows::contract_band).

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{ContractId, PeriodId};

/// Adds the columns, by contract, lane, class and period of shipping.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (labelled, network) = (draft.labelled(), draft.network());
    for (index, contract) in network.contracts.iter().enumerate() {
        for terms in &contract.terms {
            let lane = &network.lanes[terms.lane.index()];
            for class in labelled.classes(lane.from, lane.material) {
                let open = lane.arrivals.iter().zip(&contract.active).enumerate();
                let open = open.filter(|(_, (arrivals, active))| **active && !arrivals.is_empty());
                for (period, _) in open {
                    let key = ColumnKey::Contracted(ContractId::new(index), terms.lane, *class, PeriodId::new(period));
                    draft.column(key, f64::INFINITY);
                }
            }
        }
    }
}
