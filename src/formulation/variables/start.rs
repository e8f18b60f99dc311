//! `start[i,w] >= 0`: 1 where site `i` opens in window `w` after being closed.
//!
//! Only where opening costs something that the program counts. The row [`starting`](super::super::rows::starting) makes it a whole
//! number, as more than needed is never worth its cost.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{Network, Opening, PeriodId};

/// Adds the columns, by site and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    for opening in network.openings.iter().filter(|opening| counts(network, opening)) {
        for window in &opening.windows {
            draft.column(ColumnKey::Start(opening.site, PeriodId::new(window.start)), 1.0);
        }
    }
}

/// Whether opening a site costs somebody in the program something.
pub(in crate::formulation) fn counts(network: &Network, opening: &Opening) -> bool {
    opening.opening_cost > 0.0 && network.counts_fixed(opening.site)
}
