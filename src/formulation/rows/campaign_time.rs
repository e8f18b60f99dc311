//! `campaign_time[n,t]`: changes between campaigns take time of the line.
//!
//! ```text
//! sum over activities of n of activity[p,l,t] + loss[n,t] (sum over x of campaign[n,x,t] - 1) <= capacity[n,t] + sum over options o of n, t' of adds[o,t',t] build[o,t']
//! ```
//!
//! `loss` is what the line's own capacity makes in the time of a change. Only changes within a period count. Where no campaign runs,
//! [`campaign_limit`](super::campaign_limit) keeps the line still.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{Facility, LineId, PeriodId};

/// Adds the rows, by line and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let loss = |line: LineId, t: PeriodId| {
        network.lines[line.index()]
            .campaigns
            .as_ref()
            .map_or(0.0, |c| c.loss[t.index()])
    };
    draft.rows(
        network.lines.len() * horizon,
        |key, terms| match key {
            ColumnKey::Activity(operation, _, t) => {
                let line = network.operations[operation.index()].line;
                terms(line.index() * horizon + t.index(), 1.0);
            }
            ColumnKey::Campaign(line, _, t) => terms(line.index() * horizon + t.index(), loss(line, t)),
            ColumnKey::Build(option, decided) => {
                let option = &network.options[option.index()];
                if let Facility::Line(line) = option.facility {
                    let added = option.added(decided);
                    added.for_each(|(t, units)| terms(line.index() * horizon + t.index(), -units));
                }
            }
            _ => {}
        },
        |slot| {
            let (line, t) = (LineId::new(slot / horizon), PeriodId::new(slot % horizon));
            let lost = Some(loss(line, t)).filter(|lost| *lost > 0.0)?;
            let capacity = network.lines[line.index()].capacity[t.index()];
            Row::limit(RowKey::CampaignTime(line, t), capacity + lost)
        },
    );
}
