//! `collect[d,m,l,t] >= 0`: tonnes of scrap collected in period `t` of goods `m` that demand `d` received at class `l`.
//!
//! The scrap appears at the demand's place, at the class of the goods as far as rules still matter to the scrap. A column of its own
//! stands for goods that were in use at the start; its class is that of their declared lineage. The row
//! [`collection_limit`](super::super::rows::collection_limit) limits it.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{PeriodId, Return, ReturnId, RuleSet};
use std::collections::BTreeSet;

/// Adds the columns, by return, material, class and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (labelled, network) = (draft.labelled(), draft.network());
    for (index, back) in network.returns.iter().enumerate() {
        let id = ReturnId::new(index);
        for material in &back.of {
            let demand = &network.demands[back.demand.index()];
            let classes = labelled.classes(back.site, *material);
            let served = |class: RuleSet, t: PeriodId| labelled.serves(demand, (*material, class), t);
            for class in classes {
                for period in returning(back, |t| served(*class, t)) {
                    draft.column(ColumnKey::Collect(id, Some(*material), *class, period), f64::INFINITY);
                }
            }
        }
        for period in draft.periods().filter(|t| back.in_use[t.index()] > 0.0) {
            draft.column(ColumnKey::Collect(id, None, RuleSet::default(), period), f64::INFINITY);
        }
    }
}

/// Periods in which something comes back of deliveries in the periods that count.
fn returning(back: &Return, counts: impl Fn(PeriodId) -> bool) -> BTreeSet<PeriodId> {
    let deliveries = back.back.iter().enumerate();
    let counting = deliveries.filter(|(t, _)| counts(PeriodId::new(*t)));
    counting.flat_map(|(_, shares)| shares.iter().map(|(t, _)| *t)).collect()
}
