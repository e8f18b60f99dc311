//! `bank[i,m,r,l,t] >= 0`: tonnes of class `l`, which holds rule `r`, that go on without it; the site keeps the credit.
//!
//! Columns exist for rules whose credit counts over several periods, at sites where goods come both with the rule and without.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{MaterialId, PeriodId, RuleId, RuleSet, SiteId};

/// Adds the columns, by site, material, rule, class and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    each(draft, |((site, material), (rule, class), period)| {
        ColumnKey::Bank(site, material, rule, class, period)
    });
}

/// A place, a rule and the class with it, and a period.
pub(super) type Books = ((SiteId, MaterialId), (RuleId, RuleSet), PeriodId);

/// Adds a column wherever credit may be turned.
pub(super) fn each(draft: &mut Draft<'_>, column: impl Fn(Books) -> ColumnKey) {
    let (labelled, network) = (draft.labelled(), draft.network());
    for site in (0..network.sites.len()).map(SiteId::new) {
        for material in (0..network.materials.len()).map(MaterialId::new) {
            for credit in labelled.credits(site, material) {
                for period in draft.periods() {
                    draft.column(column(((site, material), credit, period)), f64::INFINITY);
                }
            }
        }
    }
}
