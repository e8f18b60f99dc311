//! `sign[c] in {0,1}`: whether contract `c` is signed, for all its time.
//!
//! One column for each contract that the instance leaves to the plan. What an unsigned one cannot do says the row
//! [`contract_band`](super::super::rows::contract_band).

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::ContractId;

/// Adds the columns, by contract.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let contracts = draft.network().contracts.iter().enumerate();
    for (index, _) in contracts.filter(|(_, contract)| contract.choice) {
        draft.whole(ColumnKey::Sign(ContractId::new(index)), 1.0);
    }
}
