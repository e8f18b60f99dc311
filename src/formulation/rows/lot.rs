//! `lot[n,t]`: a line makes whole lots.
//!
//! ```text
//! sum over operations p on line n, l of activity[p,l,t] = lot[n] lots[n,t]
//! ```

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{LineId, PeriodId};

/// Adds the rows, by line and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let lot = |line: LineId| network.lines[line.index()].lot;
    draft.rows(
        network.lines.len() * horizon,
        |key, terms| match key {
            ColumnKey::Activity(operation, _, t) => {
                let line = network.operations[operation.index()].line;
                if lot(line).is_some() {
                    terms(line.index() * horizon + t.index(), 1.0);
                }
            }
            ColumnKey::Lots(line, t) => {
                let each = lot(line).unwrap_or_default();
                terms(line.index() * horizon + t.index(), -each);
            }
            _ => {}
        },
        |slot| {
            let (line, t) = (LineId::new(slot / horizon), PeriodId::new(slot % horizon));
            Some(Row::equal(RowKey::Lot(line, t), 0.0))
        },
    );
}
