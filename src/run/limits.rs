//! The limit that each price belongs to.

use crate::explain::limit_words;
use crate::formulation::RowKey;
use crate::network::Network;
use crate::plan::{Plan, Priced};
use crate::results::Limit;

/// For each price of a plan, the limit that it belongs to.
pub(super) fn of_prices(network: &Network, plan: &Plan) -> Vec<Option<Limit>> {
    let limit = |priced| {
        if let Priced::Limit(row) = priced {
            Some(limit(network, &row))
        } else {
            None
        }
    };
    plan.prices.iter().map(|price| limit(price.of)).collect()
}

/// A row in words.
pub(super) fn limit(network: &Network, row: &RowKey) -> Limit {
    Limit {
        family: row.family(),
        text: limit_words(network, row),
    }
}
