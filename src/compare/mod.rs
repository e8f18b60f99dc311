//! What plans have that others have not: figures side by side, what moved, regret, coalitions as a game, and buyers who choose for themselves.

mod books;
mod case;
pub mod choice;
mod frontier;
pub mod game;
mod grid;
mod kinks;
mod lineage;
mod premium;
mod quantities;
mod regret;
mod rents;
mod sweep;
#[cfg(test)]
mod tests;
mod tune;
mod usage;

pub use books::{Books, books};
pub use case::{Case, Change, Comparison, Figure, Topic, View, figures};
pub use frontier::{Corner, Frontier};
pub use grid::{Axis, Border, Grid};
pub use kinks::{Tangent, kinks};
pub use premium::prices_by_period;
pub use regret::{Regret, regrets};
pub use sweep::{Along, Break, Point, Swept, breaks, joined};
pub use tune::{Target, Tuned, Tunings, passing};
