//! `price_floor`: imports land at no less than the floor.
//!
//! ```text
//! cost += delta[t] topup[i,j,m,l,t] flow[i,j,m,l,t]
//!
//! topup = max(0, floor - basis)        basis = customs value, with duty_paid + tariffs + specific duties of this border
//! topup = sum_e content[m,e] max(0, floor[e] - declared value[e] - paid earlier[e])        on contained elements
//! ```
//!
//! Of several floors the largest top-up counts, on elements the largest for each. It goes to the importer's treasury, or to
//! the seller where its country is a member of the club; for the buyers it is the same cost.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::border_charges;

/// Charges flows.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    draft.charge(|key| match key {
        ColumnKey::Flow(lane, class, t) => {
            let charges = border_charges(network, lane, |rule| class.has(rule), t);
            Some((t, charges.floor_levy + charges.floor_premium))
        }
        _ => None,
    });
}
