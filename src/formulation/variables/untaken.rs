//! `untaken[c,w] >= 0`: tonnes that are missing to the least volume of a take-or-pay contract `c` in window `w`, and paid.
//!
//! One column for each window that asks for some volume, named by its first period. See
//! [`contract_band`](super::super::rows::contract_band) and [`take_or_pay`](super::super::costs::take_or_pay).

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{ContractId, PeriodId};

/// Adds the columns, by contract and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    for (index, contract) in draft.network().contracts.iter().enumerate() {
        for window in contract.windows.iter().filter(|window| contract.owed(window).is_some()) {
            let key = ColumnKey::Untaken(ContractId::new(index), PeriodId::new(window.start));
            draft.column(key, f64::INFINITY);
        }
    }
}
