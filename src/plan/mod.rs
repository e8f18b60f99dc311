//! The answer by network ids: flows, activities, stocks, deliveries, shortages, ledger, prices, supply chains.

mod model;

pub use model::*;

/// Stub.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    /// Tonnes.
    pub quantity: f64,
}
/// Stub.
pub fn extract(
    _: &crate::network::Network,
    _: (&[crate::formulation::ColumnKey], &[crate::formulation::RowKey]),
    _: &crate::solve::Outcome,
) -> Plan {
    Plan::default()
}
/// Stub.
pub fn chains(_: &crate::network::Network, _: &Plan) -> Vec<Chain> {
    vec![]
}
