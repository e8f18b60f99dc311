//! `source_capacity[s,t]`: a source sells no more than is available.
//!
//! ```text
//! sum_l supply[s,l,t] <= available[s,t] + sum over options o of s, t' of adds[o,t',t] build[o,t']
//! ```
//!
//! No row where availability has no limit. Minus the dual is the source's rent per tonne.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{Facility, PeriodId, SourceId};

/// Adds the rows, by source and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    draft.rows(
        network.sources.len() * horizon,
        |key, terms| match key {
            ColumnKey::Supply(source, _, t) => terms(source.index() * horizon + t.index(), 1.0),
            ColumnKey::Build(option, decided) => {
                let option = &network.options[option.index()];
                if let Facility::Source(source) = option.facility {
                    let added = option.added(decided);
                    added.for_each(|(t, tonnes)| terms(source.index() * horizon + t.index(), -tonnes));
                }
            }
            _ => {}
        },
        |slot| {
            let (source, t) = (SourceId::new(slot / horizon), PeriodId::new(slot % horizon));
            let available = network.sources[source.index()].available[t.index()];
            Row::limit(RowKey::SourceCapacity(source, t), available)
        },
    );
}
