//! `build[o,t]`: the share of option `o` that is decided in period `t`; 0 or 1 where the option is lumpy.
//!
//! One column for each period from the option's earliest day on in which a decision leads to capacity within the horizon.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{OptionId, PeriodId};

/// Adds the columns, by option and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    for (index, option) in draft.network().options.iter().enumerate() {
        for (decided, adds) in option.adds.iter().enumerate() {
            let key = ColumnKey::Build(OptionId::new(index), PeriodId::new(decided));
            match (adds, option.lumpy) {
                (None, _) => {}
                (Some(_), true) => draft.whole(key, 1.0),
                (Some(_), false) => draft.column(key, 1.0),
            }
        }
    }
}
