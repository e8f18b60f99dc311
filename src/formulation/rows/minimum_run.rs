//! `minimum_run[n,t]`: a line that runs does at least so much.
//!
//! ```text
//! sum over operations p on line n, l of activity[p,l,t] >= least[n,t] run[n,t]
//! ```

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{LineId, PeriodId};

/// Adds the rows, by line and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let least = |line: LineId, t: PeriodId| network.lines[line.index()].minimum_run[t.index()];
    draft.rows(
        network.lines.len() * horizon,
        |key, terms| match key {
            ColumnKey::Activity(operation, _, t) => {
                let line = network.operations[operation.index()].line;
                if least(line, t) > 0.0 {
                    terms(line.index() * horizon + t.index(), 1.0);
                }
            }
            ColumnKey::Run(line, t) => terms(line.index() * horizon + t.index(), -least(line, t)),
            _ => {}
        },
        |slot| {
            let (line, t) = (LineId::new(slot / horizon), PeriodId::new(slot % horizon));
            Some(Row::at_least(RowKey::MinimumRun(line, t), 0.0))
        },
    );
}
