//! `build_once[o]`: no more of an option than there is.
//!
//! ```text
//! sum_t build[o,t] <= 1
//! ```

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::OptionId;

/// Adds the rows, by option.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    draft.rows(
        draft.network().options.len(),
        |key, terms| {
            if let ColumnKey::Build(option, _) = key {
                terms(option.index(), 1.0);
            }
        },
        |slot| Some(Row::at_most(RowKey::BuildOnce(OptionId::new(slot)), 1.0)),
    );
}
