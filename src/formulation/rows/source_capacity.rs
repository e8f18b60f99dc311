//! `source_capacity[s,t]`: a source sells no more than is available.
//!
//! ```text
//! sum_l supply[s,l,t] <= available[s,t]
//! ```
//!
//! No row where availability has no limit. Minus the dual is the source's rent per tonne.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{PeriodId, SourceId};

/// Adds the rows, by source and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    draft.rows(
        network.sources.len() * horizon,
        |key, terms| {
            if let ColumnKey::Supply(source, _, t) = key {
                terms(source.index() * horizon + t.index(), 1.0);
            }
        },
        |slot| {
            let (source, t) = (SourceId::new(slot / horizon), PeriodId::new(slot % horizon));
            let available = network.sources[source.index()].available[t.index()];
            Row::limit(RowKey::SourceCapacity(source, t), available)
        },
    );
}
