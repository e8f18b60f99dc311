//! `offer`: what sources ask, which may differ by destination.
//!
//! ```text
//! cost += delta[t] ( offer[s,own,t] supply[s,l,t] + sum over flows out of s of (offer[s,c(j),t] - offer[s,own,t]) flow[i,j,m,l,t] )
//! cost -= delta[t] (offer[s,c(j),t] - reference[s,c(j),t]) supported[i,j,m,l,t]                      under a contract with a volume
//! ```
//!
//! `own` is the source's country, `c(j)` that of the flow's destination. A place whose source asks different prices obtains the
//! material from it alone, so the flow's price is clear.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{MaterialId, Network, PeriodId, SiteId, Source};
use std::collections::BTreeMap;

/// Charges supplies and flows.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    let sources: BTreeMap<(SiteId, MaterialId), &Source> = network
        .sources
        .iter()
        .map(|source| ((source.site, source.material), source))
        .collect();
    draft.charge(|key| match key {
        ColumnKey::Supply(source, _, t) => {
            let source = &network.sources[source.index()];
            Some((t, asked(network, source, source.site, t)))
        }
        ColumnKey::Flow(lane, _, t) => {
            let lane = &network.lanes[lane.index()];
            let source = sources.get(&(lane.from, lane.material))?;
            Some((t, asked(network, source, lane.to, t) - asked(network, source, lane.from, t)))
        }
        ColumnKey::Supported(lane, _, t) => {
            let lane = &network.lanes[lane.index()];
            let source = sources.get(&(lane.from, lane.material))?;
            let reference = network.contract_on(lane, t)?.price(network.country_of(lane.to), t);
            Some((t, reference - asked(network, source, lane.to, t)))
        }
        _ => None,
    });
}

/// Offer at the country of a place.
fn asked(network: &Network, source: &Source, at: SiteId, t: PeriodId) -> f64 {
    source.offer[network.country_of(at).index()][t.index()]
}
