//! The answer by network ids: flows, activities, stocks, deliveries, shortages, ledger, prices, supply chains.

mod model;

pub use model::*;
