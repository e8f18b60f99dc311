//! `lane_capacity[i,j,t]`: the materials shipped on a route share its capacity.
//!
//! ```text
//! sum over materials m and classes l of flow[i,j,m,l,t] <= capacity[i,j,t]
//! ```
//!
//! In the period of shipping. No row where it has no limit. Minus the dual is the route's rent per tonne.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{PeriodId, RouteId};

/// Adds the rows, by route and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    draft.rows(
        network.routes.len() * horizon,
        |key, terms| {
            if let ColumnKey::Flow(lane, _, t) = key {
                let route = network.lanes[lane.index()].route;
                terms(route.index() * horizon + t.index(), 1.0);
            }
        },
        |slot| {
            let (route, t) = (RouteId::new(slot / horizon), PeriodId::new(slot % horizon));
            Row::limit(
                RowKey::LaneCapacity(route, t),
                network.routes[route.index()].capacity[t.index()],
            )
        },
    );
}
