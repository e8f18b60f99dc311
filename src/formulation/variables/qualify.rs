//! `qualify[i,j,t] in {0,1}`: whether the qualification of `i` as supplier of `j` is decided in period `t`.
//!
//! One column for each period in which a decision leads to shipments within the horizon, see
//! [`qualified`](super::super::rows::qualified).

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::PeriodId;

/// Adds the columns, by route and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    for link in &draft.network().links {
        let ready = link.qualification.iter().flat_map(|asked| asked.ready.iter().enumerate());
        for (decided, _) in ready.filter(|(_, ready)| ready.is_some()) {
            draft.whole(ColumnKey::Qualify(link.route, PeriodId::new(decided)), 1.0);
        }
    }
}
