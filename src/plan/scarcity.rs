//! What the tonnes of sources are worth beyond what is asked for them.
//!
//! ```text
//! rent[source, t] = - d(cost)/d(available[source, t]) x tonnes sold
//! ```

use super::{Plan, Priced};
use crate::formulation::RowKey;
use crate::network::{Network, SourceId};

/// Tonnes short by a tonne that are rounding.
const SHORTAGE: f64 = 1e-9;

/// Rents of sources that sell all they have, discounted USD, by source and period. A source whose next tonne would change a shortage has none in money, and is left out.
pub fn source_rents(network: &Network, plan: &Plan) -> Vec<(SourceId, f64)> {
    let level = network.cost_level();
    let rent = |price: &super::PriceRow| {
        let Priced::Limit(RowKey::SourceCapacity(source, period)) = price.of else {
            return None;
        };
        let in_money = price.by_level.iter().take(level).all(|worth| worth.abs() <= SHORTAGE);
        let per_tonne = -price.by_level.get(level).copied().filter(|_| in_money)?;
        let sold = plan.supplies.iter().filter(|sold| (sold.of, sold.period) == (source, period));
        let tonnes: f64 = sold.map(|sold| sold.quantity).sum();
        Some((source, per_tonne * tonnes * network.periods[period.index()].discount))
    };
    plan.prices.iter().filter_map(rent).collect()
}
