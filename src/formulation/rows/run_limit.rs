//! `run_limit[n,t]`: a line that does not run does nothing.
//!
//! ```text
//! sum over operations p on line n, l of activity[p,l,t] <= (capacity[n,t] + adds[n,t]) run[n,t]
//! ```
//!
//! Only for lines with a least activity when they run. `adds` is what options may add at most.

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
                if network.lines[line.index()].minimum_run[t.index()] > 0.0 {
                    terms(line.index() * horizon + t.index(), 1.0);
                }
            }
            ColumnKey::Run(line, t) => terms(line.index() * horizon + t.index(), -network.most(Facility::Line(line), t)),
            _ => {}
        },
        |slot| {
            let (line, t) = (LineId::new(slot / horizon), PeriodId::new(slot % horizon));
            Some(Row::at_most(RowKey::RunLimit(line, t), 0.0))
        },
    );
}
