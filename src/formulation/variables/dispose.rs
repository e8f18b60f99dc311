//! `dispose[i,m,l,t] >= 0`: tonnes thrown away, where a site may.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::DisposalId;

/// Adds the columns, by permission, class and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let labelled = draft.labelled();
    for (index, disposal) in draft.network().disposals.iter().enumerate() {
        for class in labelled.classes(disposal.site, disposal.material) {
            for period in draft.periods() {
                draft.column(ColumnKey::Dispose(DisposalId::new(index), *class, period), f64::INFINITY);
            }
        }
    }
}
