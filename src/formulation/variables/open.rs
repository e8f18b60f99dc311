//! `open[i,w] in {0,1}`: whether site `i` is open in window `w`.
//!
//! One column for each site whose opening is a choice and each of its windows, named by the window's first period. What a closed
//! site cannot do says the row [`opening`](super::super::rows::opening).

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::PeriodId;

/// Adds the columns, by site and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    for opening in &draft.network().openings {
        for window in &opening.windows {
            draft.whole(ColumnKey::Open(opening.site, PeriodId::new(window.start)), 1.0);
        }
    }
}
