//! `partner[k,j,w] in {0,1}`: whether place `j` is one of those that count under limit `k` in window `w`.
//!
//! One column for each place that the limit's own place may trade with, see
//! [`partner_flow`](super::super::rows::partner_flow) and [`partner_count`](super::super::rows::partner_count).

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{PartnersId, PeriodId};

/// Adds the columns, by limit, other place and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    for (index, limit) in draft.network().partners.iter().enumerate() {
        for (other, _) in &limit.others {
            for window in &limit.windows {
                let key = ColumnKey::Partner(PartnersId::new(index), *other, PeriodId::new(window.start));
                draft.whole(key, 1.0);
            }
        }
    }
}
