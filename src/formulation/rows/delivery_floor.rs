//! `delivery_floor[d,t]`: part of a demand must be met.
//!
//! ```text
//! sum over m and l of rate[d,m] deliver[d,m,l,t] >= minimum[d,t]
//! ```
//!
//! Only where the minimum is above 0; without a delivery that could serve it the program is infeasible. The dual is the cost of
//! one tonne more that must be met.

use super::demand::rate;
use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{DemandId, PeriodId};

/// Adds the rows, by demand and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    draft.rows_where(
        network.demands.len() * horizon,
        |key, terms| {
            if let ColumnKey::Deliver(demand, material, _, t) = key {
                let served = rate(&network.demands[demand.index()], material);
                terms(demand.index() * horizon + t.index(), served);
            }
        },
        |slot, _| {
            let (demand, t) = (DemandId::new(slot / horizon), PeriodId::new(slot % horizon));
            let minimum = network.demands[demand.index()].minimum[t.index()];
            (minimum > 0.0).then(|| Row::at_least(RowKey::DeliveryFloor(demand, t), minimum))
        },
    );
}
