//! `credit[i,m,r,l->k,s->t] >= 0`: tonnes of class `l` that go on without rule `r` in period `s`, for as many that go on with it, as class `k`,
//! in a later period `t` of the same window.
//!
//! Columns exist for rules by mass balance whose window is longer than a period, at sites where goods come both with the rule and without. What is
//! credited is never more than what came with the rule, and what is not used by the window's end is lost.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{MaterialId, PeriodId, SiteId};

/// Adds the columns, by site, material, rule, classes and periods.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (labelled, network) = (draft.labelled(), draft.network());
    for site in (0..network.sites.len()).map(SiteId::new) {
        for material in (0..network.materials.len()).map(MaterialId::new) {
            for (rule, classes) in labelled.credits(site, material) {
                for periods in pairs(&network.rules[rule.index()].credit) {
                    let key = ColumnKey::Credit(site, material, rule, classes, periods);
                    draft.column(key, f64::INFINITY);
                }
            }
        }
    }
}

/// Periods, and later ones in the same window.
fn pairs(windows: &[std::ops::Range<usize>]) -> impl Iterator<Item = [PeriodId; 2]> + '_ {
    windows.iter().flat_map(|window| {
        let later = move |s: usize| (s + 1..window.end).map(move |t| [PeriodId::new(s), PeriodId::new(t)]);
        window.clone().flat_map(later)
    })
}
