//! `link_minimum[i,j,t]`: a route that is in use carries at least so much.
//!
//! ```text
//! sum over materials m and classes l of flow[i,j,m,l,t] >= least[i,j,t] link[i,j,w(t)]
//! ```

use super::link_limit::held;
use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{PeriodId, RouteId};

/// Adds the rows, by route and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let asks = |route: RouteId, t: PeriodId| network.link_of(route).is_some_and(|link| link.minimum[t.index()] > 0.0);
    draft.rows(
        network.routes.len() * horizon,
        |key, terms| match key {
            ColumnKey::Flow(lane, _, t) => {
                let route = network.lanes[lane.index()].route;
                if asks(route, t) {
                    terms(route.index() * horizon + t.index(), 1.0);
                }
            }
            ColumnKey::Link(route, first) => {
                let held = held(network, route, first).filter(|(_, t)| asks(route, PeriodId::new(*t)));
                held.for_each(|(link, t)| terms(route.index() * horizon + t, -link.minimum[t]));
            }
            _ => {}
        },
        |slot| {
            let (route, t) = (RouteId::new(slot / horizon), PeriodId::new(slot % horizon));
            Some(Row::at_least(RowKey::LinkMinimum(route, t), 0.0))
        },
    );
}
