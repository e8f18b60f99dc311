//! `starting[i,w]`: a site that is open and was closed before starts.
//!
//! ```text
//! open[i,w] - open[i,w-1] - start[i,w] <= 0        before the first window: open_at_start
//! ```

use crate::formulation::draft::{Draft, Row};
use crate::formulation::variables::start;
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{Network, Opening, PeriodId, SiteId};

/// Adds the rows, by site and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    let windows = windows(network, |opening| start::counts(network, opening));
    draft.rows(
        windows.len(),
        |key, terms| match key {
            ColumnKey::Open(site, first) => changes(&windows, (site, first), terms),
            ColumnKey::Start(site, first) => position(&windows, site, first).into_iter().for_each(|slot| terms(slot, -1.0)),
            _ => {}
        },
        |slot| {
            let (site, first) = windows[slot];
            let before = network
                .opening_of(site)
                .filter(|opening| opening.open_at_start && first.index() == 0);
            Some(Row::at_most(
                RowKey::Starting(site, first),
                f64::from(u8::from(before.is_some())),
            ))
        },
    );
}

/// Site and first period of every window of the openings asked for.
pub(in crate::formulation) fn windows(network: &Network, counts: impl Fn(&Opening) -> bool) -> Vec<(SiteId, PeriodId)> {
    let openings = network.openings.iter().filter(|opening| counts(opening));
    let of = |opening: &Opening| -> Vec<(SiteId, PeriodId)> {
        opening
            .windows
            .iter()
            .map(|window| (opening.site, PeriodId::new(window.start)))
            .collect()
    };
    openings.flat_map(of).collect()
}

pub(in crate::formulation) fn position(windows: &[(SiteId, PeriodId)], site: SiteId, first: PeriodId) -> Option<usize> {
    windows.iter().position(|window| *window == (site, first))
}

/// What an opening brings: 1 into its own window, -1 into the next of its site.
pub(in crate::formulation) fn changes(
    windows: &[(SiteId, PeriodId)],
    of: (SiteId, PeriodId),
    terms: crate::formulation::draft::Terms<'_>,
) {
    let Some(slot) = position(windows, of.0, of.1) else { return };
    terms(slot, 1.0);
    if windows.get(slot + 1).is_some_and(|(site, _)| *site == of.0) {
        terms(slot + 1, -1.0);
    }
}
