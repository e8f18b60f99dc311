//! `fixed`: what the buyers pay for sites paid their costs to be open, to open and to close, and for routes in use or qualified.
//!
//! ```text
//! cost += sum over t in w of delta[t] fixed[i,t] open[i,w] + delta[w] (opening cost[i] start[i,w] + closing cost[i] stop[i,w])
//! cost += sum over t in w of delta[t] fixed[i,j,t] link[i,j,w]
//! cost += delta[t] qualification[i,j] qualify[i,j,t]
//! ```
//!
//! Of sites only those paid cost-plus; others bear these costs themselves. `delta[w]` is the discount factor of the window's first period.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::formulation::rows::link_limit::held;
use crate::formulation::rows::opening::window;
use crate::network::{Network, Opening, SiteId};

/// Charges openings, uses and qualifications.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    let level = network.cost_level();
    let discount = |t: usize| network.periods[t].discount;
    draft.weigh(|key| {
        let cost = match key {
            ColumnKey::Open(site, first) => {
                let opening = paid(network, site)?;
                window(network, site, first).map(|t| discount(t) * opening.fixed[t]).sum()
            }
            ColumnKey::Start(site, first) => discount(first.index()) * paid(network, site)?.opening_cost,
            ColumnKey::Stop(site, first) => discount(first.index()) * paid(network, site)?.closing_cost,
            ColumnKey::Link(route, first) => held(network, route, first).map(|(link, t)| discount(t) * link.fixed[t]).sum(),
            ColumnKey::Qualify(route, t) => discount(t.index()) * network.link_of(route)?.qualification.as_ref()?.cost,
            _ => return None,
        };
        Some((level, cost))
    });
}

/// The choice to open a site whose costs the buyers pay.
fn paid(network: &Network, site: SiteId) -> Option<&Opening> {
    network.opening_of(site).filter(|_| network.sites[site.index()].cost_plus)
}
