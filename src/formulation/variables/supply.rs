//! `supply[s,l,t] >= 0`: tonnes sold by source `s` in period `t`.
//!
//! One column for each source and period, whose class `l` follows from the source's declared lineage: the rules that matter
//! at its place and that every stage passed so far satisfies. Availability is a row,
//! [`source_capacity`](super::super::rows::source_capacity).

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::SourceId;

/// Adds the columns, by source and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let labelled = draft.labelled();
    for source in (0..draft.network().sources.len()).map(SourceId::new) {
        let class = labelled.source_class(source);
        for period in draft.periods() {
            draft.column(ColumnKey::Supply(source, class, period), f64::INFINITY);
        }
    }
}
