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
    /// Limits of which one more unit would serve more, the cheapest first; without those that a new solve finds to serve nothing alone.
    pub reliefs: Vec<Relief>,
    /// The first of them tried by a new solve.
    pub trials: Vec<Trial>,
    /// Limits that are in the way, though moving one of them alone serves nothing, as a new solve finds: something else binds as well.
    pub no_help_alone: Vec<Trial>,
}

/// Explains what a plan leaves short; nothing where it serves all.
pub fn scarcity(case: &Case<'_>, solved: &Solved<'_>, hands: &dyn Solve) -> Option<Scarcity> {
    let (short, unserved) = chain::short(case, solved);
    if short.is_empty() && unserved.is_empty() {
        return None;
    }
    let reliefs = relief::reliefs(case, solved);
    let trials = relief::trials(case, solved, (&reliefs, hands));
    let (trials, no_help_alone): (Vec<Trial>, Vec<Trial>) = trials.into_iter().partition(Trial::helps);
    let is_of = |trial: &Trial, relief: &Relief| (&trial.limit, &trial.tier) == (&relief.limit, &relief.tier);
    let reliefs = reliefs.into_iter().map(|(relief, _)| relief);
    Some(Scarcity {
        short,
        unserved,
        reliefs: reliefs
            .filter(|relief| !no_help_alone.iter().any(|trial| is_of(trial, relief)))
            .collect(),
        trials,
        no_help_alone,
    })
}
