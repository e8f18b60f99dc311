//! `take_or_pay`: what buyers pay for goods that they do not take.
//!
//! ```text
//! cost += delta[t] rate[c,t] untaken[c,w]
//! ```
//!
//! `t` is the last period of the window in which the contract is in force, `rate` the paid share of its price. No cost to the buyers where
//! a treasury guarantees it.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;

/// Charges goods not taken.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    draft.charge(|key| match key {
        ColumnKey::Untaken(id, first) => {
            let contract = &network.contracts[id.index()];
            let window = contract.window_at(first)?;
            let owed = contract.owed(window).filter(|owed| owed.guarantor.is_none())?;
            let t = contract.settled(window);
            Some((t, owed.rate[t.index()]))
        }
        _ => None,
    });
}
