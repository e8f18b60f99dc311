//! `run[n,t] in {0,1}`: whether line `n` runs in period `t`.
//!
//! Only for lines with a least activity when they run, see [`minimum_run`](super::super::rows::minimum_run).

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{LineId, PeriodId};

/// Adds the columns, by line and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    for (index, line) in draft.network().lines.iter().enumerate() {
        for (t, least) in line.minimum_run.iter().enumerate() {
            if *least > 0.0 {
                draft.whole(ColumnKey::Run(LineId::new(index), PeriodId::new(t)), 1.0);
            }
        }
    }
}
