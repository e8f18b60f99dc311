//! `tariff`: ad valorem duties.
//!
//! ```text
//! cost += delta[t] sum over tariffs k that read the flow of rate[k,t] value[i,j,m,l,t] flow[i,j,m,l,t]
//! cost -= delta[t] (over rate - rate within) value[i,j,m,l,t] tranche[i,j,m,l,t]               of a tariff-rate quota, whose rate is the over rate
//! ```
//!
//! `value` is the customs value of the seller: a parameter, possibly by class. Duties add up on it and never compound. Flows
//! whose class holds the tariff's `unless` rule are free of it.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::border_charges;

/// Charges flows.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    draft.charge(|key| match key {
        ColumnKey::Flow(lane, class, t) => {
            let charges = border_charges(network, lane, |rule| class.has(rule), t);
            Some((t, charges.tariff))
        }
        ColumnKey::Tranche(lane, class, t) => Some((t, -network.relief(lane, |rule| class.has(rule), t))),
        _ => None,
    });
}
