//! `demand[d,t]`: what is wanted is delivered or short.
//!
//! ```text
//! sum over m and l of rate[d,m] deliver[d,m,l,t] + sum_b short[d,b,t] = sum_b quantity[d,b,t]
//! ```
//!
//! `rate` is the tonnes of demand that a tonne of the material serves. The dual is the delivered price: the cost of one tonne
//! more of demand.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{Demand, DemandId, MaterialId, PeriodId};

/// Adds the rows, by demand and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    draft.rows(
        network.demands.len() * horizon,
        |key, terms| match key {
            ColumnKey::Deliver(demand, material, _, t) => {
                let served = rate(&network.demands[demand.index()], material);
                terms(demand.index() * horizon + t.index(), served);
            }
            ColumnKey::Short(demand, _, t) => terms(demand.index() * horizon + t.index(), 1.0),
            _ => {}
        },
        |slot| {
            let (demand, t) = (DemandId::new(slot / horizon), PeriodId::new(slot % horizon));
            let blocks = network.demands[demand.index()].blocks.iter();
            let quantity = blocks.map(|block| block.quantity[t.index()]).sum();
            Some(Row::equal(RowKey::Demand(demand, t), quantity))
        },
    );
}

/// Tonnes of demand that a tonne of an accepted material serves.
pub(in crate::formulation) fn rate(demand: &Demand, material: MaterialId) -> f64 {
    let accepted = demand.accepts.iter().find(|(accepted, _)| *accepted == material);
    accepted.map_or(0.0, |(_, rate)| *rate)
}
