//! Why something is short: the limits that bind along the way to it, what one more unit of each would serve, and at what cost.

mod chain;
mod relief;
mod unserved;

pub use chain::{Scarce, Short};
pub use relief::{Relief, Trial};
pub use unserved::Unserved;

use super::price::Solved;
use super::{Case, Solve};
use serde::Serialize;

/// Why something is short.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Scarcity {
    /// The demands whose shortage a tier counts, by tier.
    pub short: Vec<Short>,
    /// The demands that rather pay their penalty.
    pub unserved: Vec<Unserved>,
    /// Limits of which one more unit would serve more, the cheapest first.
    pub reliefs: Vec<Relief>,
    /// The first of them tried by a new solve.
    pub trials: Vec<Trial>,
}

/// Explains what a plan leaves short; nothing where it serves all.
pub fn scarcity(case: &Case<'_>, solved: &Solved<'_>, hands: &dyn Solve) -> Option<Scarcity> {
    let (short, unserved) = chain::short(case, solved);
    if short.is_empty() && unserved.is_empty() {
        return None;
    }
    let reliefs = relief::reliefs(case, solved);
    let trials = relief::trials(case, solved, (&reliefs, hands));
    Some(Scarcity {
        short,
        unserved,
        reliefs: reliefs.into_iter().map(|(relief, _)| relief).collect(),
        trials,
    })
}
