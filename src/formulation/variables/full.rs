//! `full[c,w] in {0,1}`: whether the least volume of a take-or-pay contract `c` is taken in window `w`.
//!
//! Without it the buyers could buy beside the contract, or more under it, and pay for goods not taken as well: what is missing is
//! the least volume less what is taken, and never below zero, which no linear rows can say. See
//! [`contract_band`](super::super::rows::contract_band).

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{ContractId, PeriodId};

/// Adds the columns, by contract and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    for (index, contract) in draft.network().contracts.iter().enumerate() {
        for window in contract.windows.iter().filter(|window| contract.owed(window).is_some()) {
            let key = ColumnKey::Full(ContractId::new(index), PeriodId::new(window.start));
            draft.whole(key, 1.0);
        }
    }
}
