//! What plans have that others have not: figures side by side, what moved, regret, and coalitions as a game.

mod books;
mod case;
pub mod game;
mod lineage;
mod premium;
mod quantities;
mod regret;
#[cfg(test)]
mod tests;
mod usage;

pub use books::{Books, books};
pub use case::{Case, Change, Comparison, Figure, Topic, View, figures};
pub use regret::{Regret, regrets};
