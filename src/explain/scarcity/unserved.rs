//! Demands that rather go without: a tonne more would cost them more than the penalty on its absence.

use super::chain::wanted;
use crate::explain::Case;
use crate::explain::price::Solved;
use crate::explain::spans::spans;
use crate::explain::walk::{Known, Prices};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{DemandId, PeriodId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A demand that pays its penalty.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unserved {
    /// Demand.
    pub demand: String,
    /// Tonnes not served.
    pub tonnes: f64,
    /// Tonnes wanted in the periods in which some are not served.
    pub of: f64,
    /// Periods in which some are not served, where they are not all.
    pub periods: Option<String>,
    /// Penalty, USD a tonne: the mean, weighted by what is not served.
    pub penalty: f64,
    /// What one of these tonnes would cost at least, USD a tonne, the same mean over the periods in which a way was found; none where there is
    /// none. Where nothing comes to its place now, by the cheapest way there would be.
    pub cost: Option<f64>,
}

/// Of each demand what is not served, by period.
type Missing = BTreeMap<DemandId, BTreeMap<PeriodId, f64>>;

/// Demands that pay their penalty.
pub(super) fn unserved(case: &Case<'_>, solved: &Solved<'_>, missing: &Missing) -> Vec<Unserved> {
    let Some(duals) = solved.duals.get(case.network.cost_level()) else {
        return Vec::new();
    };
    let prices = Prices::new(*case, (solved.point, duals), solved.costs);
    let mut rows: BTreeMap<(DemandId, PeriodId), usize> = BTreeMap::new();
    for (row, key) in case.rows.iter().enumerate() {
        if let RowKey::Demand(demand, period) = *key {
            rows.insert((demand, period), row);
        }
    }
    let mut known = Known::default();
    let told = missing.iter().filter_map(|(id, periods)| {
        let rows: Vec<(usize, PeriodId, f64)> = periods
            .iter()
            .filter_map(|(t, amount)| Some((*rows.get(&(*id, *t))?, *t, *amount)))
            .collect();
        one(&prices, *id, &rows, &mut known)
    });
    let mut told: Vec<Unserved> = told.collect();
    told.sort_by(|one, other| other.tonnes.total_cmp(&one.tonnes));
    told
}

fn one(prices: &Prices<'_>, id: DemandId, rows: &[(usize, PeriodId, f64)], known: &mut Known) -> Option<Unserved> {
    let network = prices.case.network;
    let demand = network.demands.get(id.index())?;
    let (mut tonnes, mut penalty, mut served, mut cost) = (0.0, 0.0, 0.0, 0.0);
    for (row, t, amount) in rows {
        let discount = network.periods.get(t.index()).map_or(1.0, |period| period.discount);
        tonnes += amount;
        penalty += amount * prices.dual(*row) / discount;
        if let Some(least) = cheapest(prices, *row, known) {
            served += amount;
            cost += amount * least / discount;
        }
    }
    Some(Unserved {
        demand: demand.name.clone(),
        tonnes,
        of: rows.iter().map(|(_, t, _)| wanted(demand, *t)).sum(),
        periods: spans(network, &rows.iter().map(|(_, t, _)| *t).collect::<BTreeSet<_>>()),
        penalty: penalty / tonnes,
        cost: (served > 0.0).then(|| cost / served),
    })
}

/// What a tonne more of a demand would cost by its cheapest delivery.
fn cheapest(prices: &Prices<'_>, row: usize, known: &mut Known) -> Option<f64> {
    let mut least: Option<f64> = None;
    for (column, rate) in prices.entries(row) {
        if !matches!(prices.case.columns.get(*column), Some(ColumnKey::Deliver(..))) {
            continue;
        }
        let drawn = prices
            .case
            .lp
            .column(*column)
            .find(|(row, value)| *value < 0.0 && prices.is_balance(*row));
        let cost = drawn.and_then(|(row, value)| Some(-value * prices.cost_there(row, known)? / rate));
        least = match (least, cost) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
    least
}
