//! The answer by network ids: flows, activities, stocks, deliveries, shortages, ledger, prices, supply chains.

mod bearers;
mod chains;
mod extract;
mod ledger;
mod model;
mod origins;
mod pools;
mod prices;

pub use chains::{Chain, Step, StepKind, chains};
pub use extract::extract;
pub use model::{Amount, Entry, EntryKind, LevelValue, Party, Plan, PriceRow, Priced};
