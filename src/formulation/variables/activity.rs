//! `activity[p,l,t] >= 0`: units of activity of operation `p` (one recipe on one line) in period `t` that claim class `l`.
//!
//! An activity of class `l` draws each input at class `l` as far as the rules matter to that input, and yields each output at
//! the class that follows:
//!
//! ```text
//! output class = rules of mask(i,o) that the site passes at the operation's stage
//!                and that l holds, or that follow no element of any input, or that recycling resets here
//! ```
//!
//! Classes are those that some choice of the inputs' classes allows; none where an input never comes.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::OperationId;

/// Adds the columns, by operation, class and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let labelled = draft.labelled();
    for operation in (0..draft.network().operations.len()).map(OperationId::new) {
        for class in labelled.activity_classes(operation) {
            for period in draft.periods() {
                draft.column(ColumnKey::Activity(operation, *class, period), f64::INFINITY);
            }
        }
    }
}
