//! `tolerated[p,m,r,l,t] >= 0`: tonnes of input `m` that operation `p` draws without rule `r`, at class `l \ {r}`, although an
//! activity claims the rule and would draw it at class `l`.
//!
//! Only at operations of the stage that grants the rule's tolerance, and only where goods without the rule come to the site.
//! Goods that lack several tolerated rules take one step for each. The rows
//! [`de_minimis`](super::super::rows::de_minimis), [`value_content`](super::super::rows::value_content) and [`net_draw`](super::super::rows::net_draw) limit them.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::OperationId;

/// Adds the columns, by operation, input, rule, class and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let labelled = draft.labelled();
    for operation in (0..draft.network().operations.len()).map(OperationId::new) {
        for (material, rule, class) in labelled.tolerances(operation) {
            for period in draft.periods() {
                let key = ColumnKey::Tolerated(operation, *material, *rule, *class, period);
                draft.column(key, f64::INFINITY);
            }
        }
    }
}
