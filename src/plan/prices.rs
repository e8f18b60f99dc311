//! Prices: what a tonne more or less would change, in each level of the objective. At a kink (a limit just reached, without need) the
//! two differ, and the price is that of the final basis, which lies between them.
//!
//! A price is d(level)/d(right-hand side), a vector over the levels, from each level's own duals at the final basis. Its money
//! entry is undiscounted to the period. That of a balance is the cost of one tonne more wanted there.

use super::{PriceRow, Priced};
use crate::formulation::RowKey;
use crate::network::{Network, PeriodId};

/// Prices of all rows that have any. `duals` holds for each level one value for each row.
pub(super) fn rows(network: &Network, rows: &[RowKey], duals: &[Vec<f64>]) -> Vec<PriceRow> {
    rows.iter()
        .enumerate()
        .filter_map(|(index, row)| price(network, *row, index, duals))
        .collect()
}

fn price(network: &Network, row: RowKey, index: usize, duals: &[Vec<f64>]) -> Option<PriceRow> {
    let (of, period) = priced(row);
    let discount = period.map_or(1.0, |t| network.periods[t.index()].discount);
    let cost = network.cost_level();
    let by_level: Vec<f64> = duals
        .iter()
        .enumerate()
        .map(|(level, of_level)| {
            let dual = of_level.get(index).copied().unwrap_or_default();
            if level == cost && discount > 0.0 {
                dual / discount
            } else {
                dual
            }
        })
        .collect();
    by_level
        .iter()
        .any(|value| *value != 0.0)
        .then_some(PriceRow { of, period, by_level })
}

fn priced(row: RowKey) -> (Priced, Option<PeriodId>) {
    let of = match row {
        RowKey::Balance(site, material, class, _) => Priced::Balance(site, material, class),
        RowKey::Demand(demand, _) => Priced::Demand(demand),
        other => Priced::Limit(other),
    };
    (of, row.period())
}
