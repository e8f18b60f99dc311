//! `opening[f,t]`: the sources and lines of a closed site do nothing.
//!
//! ```text
//! sum_l supply[s,l,t]                                  <= (available[s,t] + adds[s,t]) open[i,w(t)]        source s at site i
//! sum over operations p on line n, l of activity[p,l,t] <= (capacity[n,t] + adds[n,t]) open[i,w(t)]        line n at site i
//! ```
//!
//! `adds` is what options may add at most. Limits are those of the data, so the rows are as tight as the data allow.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{Facility, LineId, Network, PeriodId, SiteId, SourceId};

/// Adds the rows, by source or line of a site that may be closed, and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let facilities = facilities(network);
    let slot = |facility: Facility, t: PeriodId| {
        let position = facilities.iter().position(|(known, _)| *known == facility)?;
        Some(position * horizon + t.index())
    };
    draft.rows(
        facilities.len() * horizon,
        |key, terms| match key {
            ColumnKey::Supply(source, _, t) => slot(Facility::Source(source), t)
                .into_iter()
                .for_each(|slot| terms(slot, 1.0)),
            ColumnKey::Activity(operation, _, t) => {
                let line = network.operations[operation.index()].line;
                slot(Facility::Line(line), t).into_iter().for_each(|slot| terms(slot, 1.0));
            }
            ColumnKey::Open(site, first) => {
                for (facility, _) in facilities.iter().filter(|(_, at)| *at == site) {
                    for t in window(network, site, first) {
                        let at = PeriodId::new(t);
                        slot(*facility, at)
                            .into_iter()
                            .for_each(|slot| terms(slot, -network.most(*facility, at)));
                    }
                }
            }
            _ => {}
        },
        |slot| {
            let (facility, _) = facilities[slot / horizon];
            Some(Row::at_most(RowKey::Opening(facility, PeriodId::new(slot % horizon)), 0.0))
        },
    );
}

/// Sources and lines of the sites that may be closed, with their sites.
fn facilities(network: &Network) -> Vec<(Facility, SiteId)> {
    let sources = network.sources.iter().enumerate();
    let sources = sources.map(|(index, source)| (Facility::Source(SourceId::new(index)), source.site));
    let lines = network.lines.iter().enumerate();
    let lines = lines.map(|(index, line)| (Facility::Line(LineId::new(index)), line.site));
    sources
        .chain(lines)
        .filter(|(_, site)| network.opening_of(*site).is_some())
        .collect()
}

/// Periods of the window of a site that begins with a period.
pub(in crate::formulation) fn window(network: &Network, site: SiteId, first: PeriodId) -> std::ops::Range<usize> {
    let opening = network.opening_of(site);
    let window = opening.and_then(|opening| opening.windows.iter().find(|window| window.start == first.index()));
    window.cloned().unwrap_or_default()
}
