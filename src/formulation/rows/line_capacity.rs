//! `line_capacity[k,t]`: the operations of a production line share its capacity.
//!
//! ```text
//! sum over operations p on line k and classes l of activity[p,l,t] <= capacity[k,t]
//! ```
//!
//! Capacity is in units of activity, with start dates, ramps and outages. No row where it has no limit. Minus the dual is the
//! line's rent per unit of activity.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{LineId, PeriodId};

/// Adds the rows, by line and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    draft.rows(
        network.lines.len() * horizon,
        |key, terms| {
            if let ColumnKey::Activity(operation, _, t) = key {
                let line = network.operations[operation.index()].line;
                terms(line.index() * horizon + t.index(), 1.0);
            }
        },
        |slot| {
            let (line, t) = (LineId::new(slot / horizon), PeriodId::new(slot % horizon));
            Row::limit(RowKey::LineCapacity(line, t), network.lines[line.index()].capacity[t.index()])
        },
    );
}
