//! What makes the price of each demand: the cost of one tonne more, taken apart along the way that it comes.

mod demand;
mod nearest;
mod premium;

pub use demand::{PriceOf, PricePart, WayStep};
pub use nearest::Alternative;

use super::Case;
use super::walk::Prices;
use crate::formulation::{ColumnKey, RowKey};
use crate::network::DemandId;
use std::collections::BTreeMap;

/// An optimum whose prices are told.
#[derive(Clone, Copy, Debug)]
pub struct Solved<'a> {
    /// Value of each column.
    pub point: &'a [f64],
    /// For each level the dual of each row.
    pub duals: &'a [Vec<f64>],
    /// The level of cost by family.
    pub costs: &'a [(&'static str, Vec<f64>)],
}

/// The prices of all demands that are served, in order of the network.
pub fn prices(case: &Case<'_>, solved: &Solved<'_>) -> Vec<PriceOf> {
    let Some(duals) = solved.duals.get(case.network.cost_level()) else {
        return Vec::new();
    };
    let prices = Prices::new(*case, (solved.point, duals), solved.costs);
    let mut rows: BTreeMap<DemandId, Vec<usize>> = BTreeMap::new();
    for (row, key) in case.rows.iter().enumerate() {
        if let RowKey::Demand(demand, _) = key {
            rows.entry(*demand).or_default().push(row);
        }
    }
    // Where a tonne more would be short, no money tells what it costs.
    let tiers = solved.duals.iter().take(case.network.cost_level());
    let tiers: Vec<&Vec<f64>> = tiers.collect();
    let is_short = |row: &usize| {
        tiers
            .iter()
            .any(|duals| duals.get(*row).is_some_and(|dual| dual.abs() > 1e-9))
    };
    let unfit = premium::unfit(case);
    let told = rows.iter().filter_map(|(demand, rows)| {
        let served: Vec<usize> = rows.iter().copied().filter(|row| !is_short(row)).collect();
        demand::price(&prices, *demand, (&served, &unfit))
    });
    told.collect()
}

/// Whether a column is a delivery.
fn is_delivery(prices: &Prices<'_>, column: usize) -> bool {
    matches!(prices.case.columns.get(column), Some(ColumnKey::Deliver(..)))
}
