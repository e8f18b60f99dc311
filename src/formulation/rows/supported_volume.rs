//! `supported_volume[c,w]`: no more than the volume of a contract for difference is sold under it in a window.
//!
//! ```text
//! sum over t in w, flows out of the sources of contract c of supported[i,j,m,l,t] <= sum over t in w of volume[c,t]
//! ```
//!
//! Minus the dual is what one tonne more under the contract would save the buyers.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{PeriodId, SourceId, Support};

/// Adds the rows, by contract, named by its first source, and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let first = |support: &Support| {
        let same = network.supports.iter().find(|other| other.contract == support.contract);
        same.map_or(support.source, |support| support.source)
    };
    let slot = |support: &Support, t: usize| first(support).index() * horizon + t;
    draft.rows(
        network.sources.len() * horizon,
        |key, terms| {
            let ColumnKey::Supported(lane, _, t) = key else { return };
            let contract = network.contract_on(&network.lanes[lane.index()], t);
            if let Some((support, (window, _))) = contract.and_then(|support| Some((support, support.window(t)?))) {
                terms(slot(support, window.start), 1.0);
            }
        },
        |slot| {
            let (source, t) = (SourceId::new(slot / horizon), PeriodId::new(slot % horizon));
            let support = network.supports.iter().find(|support| support.source == source)?;
            let (_, volume) = support.window(t)?;
            Some(Row::at_most(RowKey::SupportedVolume(source, t), volume))
        },
    );
}
