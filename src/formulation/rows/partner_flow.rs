//! `partner_flow[k,j,t]`: nothing is traded with a place that is none of those that count.
//!
//! ```text
//! sum over counted materials m and classes l of flow[j,i,m,l,t] <= most[k,j,t] partner[k,j,w(t)]        suppliers j of place i
//! sum over counted materials m and classes l of flow[i,j,m,l,t] <= most[k,j,t] partner[k,j,w(t)]        customers j of place i
//! ```
//!
//! `most` is what the routes between the two can carry, each as in [`link_limit`](super::link_limit).

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{LaneId, Network, PartnersId, PerPeriod, PeriodId, SiteId};

/// Adds the rows, by limit, other place and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let pairs = pairs(network);
    let of_lane = lanes(network, &pairs);
    draft.rows(
        pairs.len() * horizon,
        |key, terms| match key {
            ColumnKey::Flow(lane, _, t) => {
                for pair in &of_lane[lane.index()] {
                    terms(pair * horizon + t.index(), 1.0);
                }
            }
            ColumnKey::Partner(limit, other, first) => {
                let position = pairs.iter().position(|(known, place, _)| (*known, *place) == (limit, other));
                for (position, t) in position
                    .into_iter()
                    .flat_map(|p| held(network, limit, first).map(move |t| (p, t)))
                {
                    terms(position * horizon + t, -pairs[position].2[t]);
                }
            }
            _ => {}
        },
        |slot| {
            let (limit, other, _) = pairs[slot / horizon];
            Some(Row::at_most(
                RowKey::PartnerFlow(limit, other, PeriodId::new(slot % horizon)),
                0.0,
            ))
        },
    );
}

/// Limits with each of the other places, and what can be traded with it.
fn pairs(network: &Network) -> Vec<(PartnersId, SiteId, &PerPeriod)> {
    let limits = network.partners.iter().enumerate();
    let of = limits.map(|(index, limit)| (PartnersId::new(index), &limit.others));
    of.flat_map(|(id, others)| others.iter().map(move |(other, most)| (id, *other, most)))
        .collect()
}

/// Pairs that each lane counts under.
fn lanes(network: &Network, pairs: &[(PartnersId, SiteId, &PerPeriod)]) -> Vec<Vec<usize>> {
    let counts = |lane: LaneId, (limit, other, _): &(PartnersId, SiteId, &PerPeriod)| {
        let limit = network.partners_of(*limit);
        limit.and_then(|limit| limit.other(&network.lanes[lane.index()])) == Some(*other)
    };
    let of = |lane: LaneId| (0..pairs.len()).filter(|pair| counts(lane, &pairs[*pair])).collect();
    (0..network.lanes.len()).map(|lane| of(LaneId::new(lane))).collect()
}

/// Periods of the window of a limit that begins with a period.
fn held(network: &Network, limit: PartnersId, first: PeriodId) -> std::ops::Range<usize> {
    let limit = network.partners_of(limit);
    let window = limit.and_then(|limit| limit.windows.iter().find(|window| window.start == first.index()));
    window.cloned().unwrap_or_default()
}
