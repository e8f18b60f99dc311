//! `contract_price`: what goods under a contract cost more, or less, than their seller asks.
//!
//! ```text
//! cost += delta[t] (price[c,i,j,m,t] - asked[i,m,j,t]) contracted[c,i,j,m,l,t]
//! ```
//!
//! `asked` is what [`offer`](super::offer) or [`tolling`](super::tolling) charges: the offer of a source at the destination, or the
//! fee of a line for a tonne of its main output.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;

/// Charges goods under contracts.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    draft.charge(|key| match key {
        ColumnKey::Contracted(id, lane, _, t) => {
            let terms = network.contracts[id.index()].terms_on(lane, t)?;
            Some((t, terms.above(t)))
        }
        _ => None,
    });
}
