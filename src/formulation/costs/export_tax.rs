//! `export_tax`: taxes of the country shipped from.
//!
//! ```text
//! cost += delta[t] sum over taxes k that read the flow of (rate[k,t] value[i,j,m,l,t] or amount[k,t]) flow[i,j,m,l,t]
//! ```
//!
//! No part of the duty-paid value that a price floor is compared with. Flows whose class holds the tax's `unless` rule are free of it.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::border_charges;

/// Charges flows.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    draft.charge(|key| match key {
        ColumnKey::Flow(lane, class, t) => {
            let charges = border_charges(network, lane, |rule| class.has(rule), t);
            Some((t, charges.export_tax))
        }
        _ => None,
    });
}
