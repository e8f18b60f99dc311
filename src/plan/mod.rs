//! The answer by network ids: flows, activities, stocks, deliveries, shortages, ledger, prices, supply chains, and
//! declared customs values beside costs.

mod bearers;
mod capital;
mod chains;
mod contracts;
mod declared;
mod extract;
mod ledger;
mod model;
mod origins;
mod pools;
mod prices;
mod rents;
mod scarcity;
mod shares;
mod support;
mod values;
mod words;

pub use chains::{Chain, Step, StepKind, chains};
pub use declared::{DeclaredValue, Drift, declared_values, drifts};
pub use extract::extract;
pub use model::{Amount, Credit, Entry, EntryKind, LevelValue, Party, Plan, PriceRow, Priced};
pub use rents::{Rent, rents};
pub use scarcity::source_rents;
pub use shares::Shares;
pub use support::support_payments;
