//! `line_capacity[k,t]`: the operations of a production line share its capacity.
//!
//! ```text
//! sum over operations p on line k and classes l of activity[p,l,t] <= capacity[k,t] + sum over options o of k, t' of adds[o,t',t] build[o,t']
//! ```
//!
//! Capacity is in units of activity, with start dates, ramps and outages. No row where it has no limit. Minus the dual is the
//! line's rent per unit of activity.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{Facility, LineId, PeriodId};

/// Adds the rows, by line and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    draft.rows(
        network.lines.len() * horizon,
        |key, terms| match key {
            ColumnKey::Activity(operation, _, t) => {
                let line = network.operations[operation.index()].line;
                terms(line.index() * horizon + t.index(), 1.0);
            }
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
            Row::limit(RowKey::LineCapacity(line, t), network.lines[line.index()].capacity[t.index()])
        },
    );
}
