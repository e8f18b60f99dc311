//! `credit[i,m,r,t]`: a site redeems no more credit than it has banked since the window began.
//!
//! ```text
//! sum over s in w up to t, l of (redeem[i,m,r,l,s] - bank[i,m,r,l,s]) <= 0
//! ```
//!
//! `w` is the window of `t`: credit left at its end expires. What a tonne of credit is worth in a period is minus the sum of the duals
//! from it to the window's end.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{MaterialId, Network, PeriodId, RuleId, SiteId};
use std::collections::BTreeSet;
use std::ops::Range;

/// Adds the rows, by site, material, rule and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (labelled, network, horizon) = (draft.labelled(), draft.network(), draft.horizon());
    let mut kept: BTreeSet<(SiteId, MaterialId, RuleId)> = BTreeSet::new();
    for site in (0..network.sites.len()).map(SiteId::new) {
        for material in (0..network.materials.len()).map(MaterialId::new) {
            let credits = labelled.credits(site, material).into_iter();
            kept.extend(credits.map(|(rule, _)| (site, material, rule)));
        }
    }
    let kept: Vec<(SiteId, MaterialId, RuleId)> = kept.into_iter().collect();
    draft.rows(
        kept.len() * horizon,
        |key, terms| {
            let (of, t, sign) = match key {
                ColumnKey::Bank(site, material, rule, _, t) => ((site, material, rule), t, -1.0),
                ColumnKey::Redeem(site, material, rule, _, t) => ((site, material, rule), t, 1.0),
                _ => return,
            };
            let Ok(position) = kept.binary_search(&of) else { return };
            for later in remaining(network, of.2, t) {
                terms(position * horizon + later, sign);
            }
        },
        |slot| {
            let (site, material, rule) = kept[slot / horizon];
            let key = RowKey::Credit(site, material, rule, PeriodId::new(slot % horizon));
            Some(Row::at_most(key, 0.0))
        },
    );
}

/// Periods of a rule's window from one on.
fn remaining(network: &Network, rule: RuleId, t: PeriodId) -> Range<usize> {
    let mut windows = network.rules[rule.index()].credit.iter();
    let window = windows.find(|window| window.contains(&t.index()));
    window.map_or(0..0, |window| t.index()..window.end)
}
