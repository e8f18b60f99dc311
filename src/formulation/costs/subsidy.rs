//! `subsidy`: what treasuries pay for the buyer.
//!
//! ```text
//! cost -= delta[t] sum over subsidies k that read the flow of (rate[k,t] value[i,j,m,l,t] or amount[k,t]) flow[i,j,m,l,t]
//! ```
//!
//! Over a border each time, at home where the goods leave their seller. Flows whose class holds the subsidy's `unless` rule get nothing.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::border_charges;

/// Charges flows.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    draft.charge(|key| match key {
        ColumnKey::Flow(lane, class, t) => {
            let charges = border_charges(network, lane, |rule| class.has(rule), t);
            Some((t, -charges.subsidy))
        }
        _ => None,
    });
}
