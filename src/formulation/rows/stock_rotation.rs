//! `stock_rotation[i,m,t]`: at least a share of a stock leaves in each year, so that goods do not grow old.
//!
//! ```text
//!   sum over lanes out of i of flow[i,j,m,l,t] + sum_p in[p,m] activity[p,l,t] + dispose + sell + deliver
//! - rotation[i,m,t] sum_l stock[i,m,l,t-1] >= 0        rotation x opening on the right-hand side in the first period
//! ```
//!
//! `rotation` is the yearly share times the length of `t`. What leaves is all that leaves the stock's place: the oldest goods go
//! first, so as long as less leaves than was there, what leaves is old stock and what came replaces it. That they are replaced is
//! asked for by the other rules of the stock. The dual is the cost of one tonne more turned over.

use crate::formulation::draft::{Draft, Row, Terms};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{MaterialId, Network, PeriodId, SiteId, StockId};
use std::collections::BTreeMap;

/// Adds the rows, by stock and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let turning = turning(network);
    draft.rows_where(
        network.stocks.len() * horizon,
        |key, terms| leaving(network, &turning, key, terms),
        |slot, _| {
            let (stock, t) = (StockId::new(slot / horizon), PeriodId::new(slot % horizon));
            let kept = &network.stocks[stock.index()];
            let share = *kept.rules.rotation.get(t.index())?;
            let least = if t.index() == 0 { share * kept.opening } else { 0.0 };
            (t.index() > 0 || least > 0.0).then(|| Row::at_least(RowKey::StockRotation(stock, t), least))
        },
    );
}

/// Stocks with a rotation, by place and material.
fn turning(network: &Network) -> BTreeMap<(SiteId, MaterialId), usize> {
    let stocks = network.stocks.iter().enumerate();
    let turning = stocks.filter(|(_, stock)| !stock.rules.rotation.is_empty());
    turning.map(|(index, stock)| ((stock.site, stock.material), index)).collect()
}

fn leaving(network: &Network, turning: &BTreeMap<(SiteId, MaterialId), usize>, key: ColumnKey, terms: Terms<'_>) {
    let horizon = network.periods.len();
    let mut leaves = |place: (SiteId, MaterialId), t: PeriodId, tonnes: f64| {
        if let Some(stock) = turning.get(&place) {
            terms(stock * horizon + t.index(), tonnes);
        }
    };
    match key {
        ColumnKey::Flow(lane, _, t) => {
            let lane = &network.lanes[lane.index()];
            leaves((lane.from, lane.material), t, 1.0);
        }
        ColumnKey::Activity(operation, _, t) => {
            let operation = &network.operations[operation.index()];
            for (input, rate) in &operation.inputs {
                leaves((operation.site, *input), t, *rate);
            }
        }
        ColumnKey::Dispose(disposal, _, t) => {
            let disposal = &network.disposals[disposal.index()];
            leaves((disposal.site, disposal.material), t, 1.0);
        }
        ColumnKey::Sell(market, _, t) => {
            let market = &network.byproducts[market.index()];
            leaves((market.site, market.material), t, 1.0);
        }
        ColumnKey::Deliver(demand, material, _, t) => leaves((network.demands[demand.index()].site, material), t, 1.0),
        ColumnKey::Stock(stock, _, t) => {
            let next = PeriodId::new(t.index() + 1);
            let kept = &network.stocks[stock.index()];
            if let Some(share) = kept.rules.rotation.get(next.index()) {
                leaves((kept.site, kept.material), next, -share);
            }
        }
        _ => {}
    }
}
