//! `deliver[d,m,l,t] >= 0`: tonnes of an accepted material `m` delivered to demand `d`.
//!
//! Only classes `l` that hold every rule the demand requires in the period; rules on elements that the material lacks count
//! as held.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::DemandId;

/// Adds the columns, by demand, material, class and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let labelled = draft.labelled();
    for (index, demand) in draft.network().demands.iter().enumerate() {
        for (material, _) in &demand.accepts {
            for class in labelled.classes(demand.site, *material) {
                for period in draft.periods() {
                    if labelled.serves(demand, (*material, *class), period) {
                        let key = ColumnKey::Deliver(DemandId::new(index), *material, *class, period);
                        draft.column(key, f64::INFINITY);
                    }
                }
            }
        }
    }
}
