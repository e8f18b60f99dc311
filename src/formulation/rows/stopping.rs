//! `stopping[i,w]`: a site that is closed and was open before stops.
//!
//! ```text
//! open[i,w] - open[i,w-1] + stop[i,w] >= 0        before the first window: open_at_start
//! ```

use super::starting::{changes, position, windows};
use crate::formulation::draft::{Draft, Row};
use crate::formulation::variables::stop;
use crate::formulation::{ColumnKey, RowKey};

/// Adds the rows, by site and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    let windows = windows(network, |opening| stop::counts(network, opening));
    draft.rows(
        windows.len(),
        |key, terms| match key {
            ColumnKey::Open(site, first) => changes(&windows, (site, first), terms),
            ColumnKey::Stop(site, first) => position(&windows, site, first).into_iter().for_each(|slot| terms(slot, 1.0)),
            _ => {}
        },
        |slot| {
            let (site, first) = windows[slot];
            let before = network
                .opening_of(site)
                .filter(|opening| opening.open_at_start && first.index() == 0);
            Some(Row::at_least(
                RowKey::Stopping(site, first),
                f64::from(u8::from(before.is_some())),
            ))
        },
    );
}
