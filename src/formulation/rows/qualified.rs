//! `qualified[i,j,t]`: a supplier ships nothing before it is qualified.
//!
//! ```text
//! sum over materials m and classes l of flow[i,j,m,l,t] <= most[i,j,t] sum over t' with ready[i,j,t'] <= t of qualify[i,j,t']
//! ```
//!
//! `ready` is the first period that begins when a qualification decided in `t'` is passed; `most` as in
//! [`link_limit`](super::link_limit).

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{PeriodId, RouteId};

/// Adds the rows, by route and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let asked = |route: RouteId| {
        let link = network.link_of(route)?;
        Some((link, link.qualification.as_ref()?))
    };
    draft.rows(
        network.routes.len() * horizon,
        |key, terms| match key {
            ColumnKey::Flow(lane, _, t) => {
                let route = network.lanes[lane.index()].route;
                if asked(route).is_some() {
                    terms(route.index() * horizon + t.index(), 1.0);
                }
            }
            ColumnKey::Qualify(route, decided) => {
                let found = asked(route).and_then(|(link, asked)| Some((link, asked.ready[decided.index()]?)));
                if let Some((link, ready)) = found {
                    (ready.index()..horizon).for_each(|t| terms(route.index() * horizon + t, -link.most[t]));
                }
            }
            _ => {}
        },
        |slot| {
            let (route, t) = (RouteId::new(slot / horizon), PeriodId::new(slot % horizon));
            Some(Row::at_most(RowKey::Qualified(route, t), 0.0))
        },
    );
}
