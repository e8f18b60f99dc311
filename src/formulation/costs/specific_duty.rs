//! `specific_duty`: duties per tonne.
//!
//! ```text
//! cost += delta[t] sum over duties k that read the flow of amount[k,t] flow[i,j,m,l,t]
//! ```
//!
//! Flows whose class holds the duty's `unless` rule are free of it.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::border_charges;

/// Charges flows.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    draft.charge(|key| match key {
        ColumnKey::Flow(lane, class, t) => {
            let charges = border_charges(network, lane, |rule| class.has(rule), t);
            Some((t, charges.specific_duty))
        }
        _ => None,
    });
}
