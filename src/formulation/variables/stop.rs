//! `stop[i,w] >= 0`: 1 where site `i` closes in window `w` after being open.
//!
//! Only where closing costs something that the program counts. The row [`stopping`](super::super::rows::stopping) makes it a whole
//! number, as more than needed is never worth its cost.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{Network, Opening, PeriodId};

/// Adds the columns, by site and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    for opening in network.openings.iter().filter(|opening| counts(network, opening)) {
        for window in &opening.windows {
            draft.column(ColumnKey::Stop(opening.site, PeriodId::new(window.start)), 1.0);
        }
    }
}

/// Whether closing a site costs somebody in the program something.
pub(in crate::formulation) fn counts(network: &Network, opening: &Opening) -> bool {
    opening.closing_cost > 0.0 && network.counts_fixed(opening.site)
}
