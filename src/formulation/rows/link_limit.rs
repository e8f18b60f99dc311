//! `link_limit[i,j,t]`: a route that is not in use carries nothing.
//!
//! ```text
//! sum over materials m and classes l of flow[i,j,m,l,t] <= most[i,j,t] link[i,j,w(t)]
//! ```
//!
//! `most` is the least of the route's capacity, what `i` can sell and make, and what `j` can use. Only for routes whose use costs or
//! obliges.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{Link, Network, PeriodId, RouteId};
use std::ops::Range;

/// Adds the rows, by route and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    draft.rows(
        network.routes.len() * horizon,
        |key, terms| match key {
            ColumnKey::Flow(lane, _, t) => {
                let route = network.lanes[lane.index()].route;
                if chosen(network, route).is_some() {
                    terms(route.index() * horizon + t.index(), 1.0);
                }
            }
            ColumnKey::Link(route, first) => {
                for (link, t) in held(network, route, first) {
                    terms(route.index() * horizon + t, -link.most[t]);
                }
            }
            _ => {}
        },
        |slot| {
            let (route, t) = (RouteId::new(slot / horizon), PeriodId::new(slot % horizon));
            Some(Row::at_most(RowKey::LinkLimit(route, t), 0.0))
        },
    );
}

/// The choice to use a route, where its use costs or obliges.
pub(in crate::formulation) fn chosen(network: &Network, route: RouteId) -> Option<&Link> {
    network.link_of(route).filter(|link| link.is_choice())
}

/// Periods of the window of a route that begins with a period.
pub(in crate::formulation) fn held(network: &Network, route: RouteId, first: PeriodId) -> impl Iterator<Item = (&Link, usize)> {
    let link = network.link_of(route);
    let window = |link: &&Link| link.windows.iter().find(|window| window.start == first.index()).cloned();
    let window: Range<usize> = link.as_ref().and_then(window).unwrap_or_default();
    window.filter_map(move |t| Some((link?, t)))
}
