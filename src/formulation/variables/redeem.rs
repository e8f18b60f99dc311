//! `redeem[i,m,r,l,t] >= 0`: tonnes that come to hold rule `r`, in class `l`, by credit that the site has kept.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;

/// Adds the columns, by site, material, rule, class and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    super::bank::each(draft, |((site, material), (rule, class), period)| {
        ColumnKey::Redeem(site, material, rule, class, period)
    });
}
