//! `stock_minimum[i,m,t]`: a stock holds a least amount, stated or as cover of what is needed for some time ahead.
//!
//! ```text
//! sum_l stock[i,m,l,t] >= minimum[i,m,t]
//! sum_l stock[i,m,l,t] - sum over s of cover[t,s] sum_p in[p,m] activity[p,l,s] >= 0        commercial, with a cover
//!
//! minimum = sum over demands d of per[d] x quantity[d] over the cover ahead        per = 1 / rate[d,m] where none is stated
//! ```
//!
//! `cover[t,s]` is the share of period `s` that lies within the cover after period `t`; past the end the last period goes on. Not
//! while a release is in force, and after one no more than the [refill](super::stock_refill) asks for. The dual is the cost of one
//! tonne more to be held.

use crate::formulation::draft::{Draft, Row, Terms};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{MaterialId, Network, OperationId, PeriodId, SiteId, Stock, StockId};
use std::collections::BTreeMap;

/// Adds the rows, by stock and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let covering = covering(network);
    draft.rows_where(
        network.stocks.len() * horizon,
        |key, terms| match key {
            ColumnKey::Stock(stock, _, t) => terms(stock.index() * horizon + t.index(), 1.0),
            ColumnKey::Activity(operation, _, t) => draws(network, &covering, (operation, t), terms),
            _ => {}
        },
        |slot, _| {
            let (stock, t) = (StockId::new(slot / horizon), PeriodId::new(slot % horizon));
            let rules = &network.stocks[stock.index()].rules;
            let least = rules.minimum.get(t.index()).copied().unwrap_or(0.0);
            let covers = rules.own_cover.get(t.index()).is_some_and(|shares| !shares.is_empty());
            (least > 0.0 || covers).then(|| Row::at_least(RowKey::StockMinimum(stock, t), least))
        },
    );
}

/// Stocks that cover draws of their site.
type Covering<'n> = BTreeMap<(SiteId, MaterialId), (usize, &'n Stock)>;

fn covering(network: &Network) -> Covering<'_> {
    let stocks = network.stocks.iter().enumerate();
    let covering = stocks.filter(|(_, stock)| !stock.rules.own_cover.is_empty());
    covering
        .map(|(index, stock)| ((stock.site, stock.material), (index, stock)))
        .collect()
}

/// What an activity draws, in the rows of the periods before it whose cover it lies in.
fn draws(network: &Network, covering: &Covering<'_>, (id, t): (OperationId, PeriodId), terms: Terms<'_>) {
    let operation = &network.operations[id.index()];
    for (input, rate) in &operation.inputs {
        let Some((index, stock)) = covering.get(&(operation.site, *input)) else {
            continue;
        };
        for (end, shares) in stock.rules.own_cover.iter().enumerate() {
            for (_, share) in shares.iter().filter(|(drawn, _)| *drawn == t) {
                terms(index * network.periods.len() + end, -share * rate);
            }
        }
    }
}
