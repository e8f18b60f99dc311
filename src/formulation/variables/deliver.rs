//! `deliver[d,m,l,t] >= 0`: tonnes of an accepted material `m` delivered to demand `d`.
//!
//! Only classes `l` that hold every rule the demand requires in the period; rules on elements that the material lacks count
//! as held.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{Demand, DemandId, MaterialId, RuleId, RuleSet};
use crate::origin::Labelled;

/// Adds the columns, by demand, material, class and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let labelled = draft.labelled();
    for (index, demand) in draft.network().demands.iter().enumerate() {
        for (material, _) in &demand.accepts {
            for class in labelled.classes(demand.site, *material) {
                for period in draft.periods() {
                    if accepted(labelled, demand, (*material, *class), period.index()) {
                        let key = ColumnKey::Deliver(DemandId::new(index), *material, *class, period);
                        draft.column(key, f64::INFINITY);
                    }
                }
            }
        }
    }
}

fn accepted(labelled: &Labelled<'_>, demand: &Demand, (material, class): (MaterialId, RuleSet), period: usize) -> bool {
    let mut rules = (0..labelled.network.rules.len()).map(RuleId::new);
    rules.all(|rule| !demand.requires[period].has(rule) || labelled.holds(material, class, rule))
}
