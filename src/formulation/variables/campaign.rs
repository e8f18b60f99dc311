//! `campaign[n,x,t] in {0,1}`: whether line `n` runs, in period `t`, goods that satisfy the segregated rules `x` and no other such rule.
//!
//! Only on lines with campaigns, for each `x` in which their activities come. See [`campaign_limit`](super::super::rows::campaign_limit).

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::LineId;

/// Adds the columns, by line, rules satisfied and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let labelled = draft.labelled();
    for line in (0..draft.network().lines.len()).map(LineId::new) {
        for side in labelled.campaigns(line) {
            for t in draft.periods() {
                draft.whole(ColumnKey::Campaign(line, side, t), 1.0);
            }
        }
    }
}
