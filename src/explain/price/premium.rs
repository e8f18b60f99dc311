//! The compliance premium: what rules of origin add to the price of a demand.

use crate::explain::Case;
use crate::explain::infeasible::facts::forbidden;
use crate::explain::walk::{Known, Prices};
use crate::formulation::RowKey;
use crate::network::{DemandId, PeriodId};
use std::collections::BTreeMap;

/// For the row of each demand and period, the balances of goods that its rules forbid, with the tonnes of demand that a tonne would serve.
pub(super) type Unfit = BTreeMap<usize, Vec<(usize, f64)>>;

/// Goods that rules forbid, of a case.
pub(super) fn unfit(case: &Case<'_>) -> Unfit {
    let mut rows: BTreeMap<(DemandId, PeriodId), usize> = BTreeMap::new();
    for (row, key) in case.rows.iter().enumerate() {
        if let RowKey::Demand(demand, period) = *key {
            rows.insert((demand, period), row);
        }
    }
    let mut found = Unfit::new();
    for delivery in forbidden(case) {
        let demand = case.network.demands.get(delivery.demand.index());
        let accepts = demand.and_then(|demand| demand.accepts.iter().find(|(material, _)| *material == delivery.material));
        if let (Some(row), Some((_, rate))) = (rows.get(&(delivery.demand, delivery.period)), accepts) {
            found.entry(*row).or_default().push((delivery.balance, *rate));
        }
    }
    found
}

/// A premium in the making: a mean over periods.
#[derive(Debug, Default)]
pub(super) struct Premium {
    tonnes: f64,
    sum: f64,
    known: Known,
}

impl Premium {
    /// Adds a period: price, tonnes and discount.
    pub fn add(&mut self, prices: &Prices<'_>, unfit: &[(usize, f64)], (price, tonnes, discount): (f64, f64, f64)) {
        let known = &mut self.known;
        let costs = unfit
            .iter()
            .filter_map(|(row, rate)| Some(prices.cost_there(*row, known)? / rate / discount));
        if let Some(least) = costs.min_by(f64::total_cmp) {
            self.tonnes += tonnes;
            // Goods that hold the rule may always stand for others.
            self.sum += tonnes * (price - least).max(0.0);
        }
    }

    /// The mean over the periods added.
    pub fn mean(&self) -> Option<f64> {
        (self.tonnes > 0.0).then(|| self.sum / self.tonnes)
    }
}
