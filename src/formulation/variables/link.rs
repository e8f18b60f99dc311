//! `link[i,j,w] in {0,1}`: whether the route from `i` to `j` is in use in window `w`.
//!
//! Only for routes whose use costs or obliges; one column for each of their windows, named by the window's first period. What a route
//! that is not in use cannot do says the row [`link_limit`](super::super::rows::link_limit).

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::PeriodId;

/// Adds the columns, by route and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    for link in draft.network().links.iter().filter(|link| link.is_choice()) {
        for window in &link.windows {
            draft.whole(ColumnKey::Link(link.route, PeriodId::new(window.start)), 1.0);
        }
    }
}
