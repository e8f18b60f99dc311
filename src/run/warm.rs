//! One program solved from the basis of another, and certified; cold where the hot answer does not stand.

use super::{certificate, pipeline};
use crate::lp::{Certificate, Lp, certify};
use crate::solve::{Hot, Options, Outcome, Reason, Seed, SolveError, Start, Status};

/// An answer that was looked for hot.
pub(super) struct Warm {
    /// Answer.
    pub outcome: Outcome,
    /// What its numbers prove.
    pub certificate: Certificate,
    /// How it was found.
    pub start: Start,
}

impl Warm {
    /// The point of a plan, where there is one.
    pub fn point(&self) -> Option<&[f64]> {
        let none = matches!(self.outcome.status, Status::Infeasible | Status::Unbounded);
        self.outcome.point.as_deref().filter(|_| !none)
    }

    /// Whether there is a plan, and its certificate stands.
    pub fn stands(&self) -> bool {
        self.point().is_some() && certificate::stands(&self.certificate, self.outcome.status)
    }
}

/// Hot from a seed where that does; cold for the reason that there is none, or that the hot answer does not stand.
pub(super) fn solve(lp: &Lp, hot: &mut Hot<'_>, seed: Result<&Seed, Reason>) -> Result<Warm, SolveError> {
    let options = hot.options().clone();
    let seed = match seed {
        Ok(seed) => seed,
        Err(reason) => return cold(lp, &options, reason),
    };
    let (outcome, start) = hot.solve(lp, seed)?;
    let certificate = certified(lp, &outcome);
    if outcome.status == Status::Optimal && !certificate::stands(&certificate, outcome.status) {
        return cold(lp, &options, Reason::Certificate);
    }
    Ok(Warm {
        outcome,
        certificate,
        start,
    })
}

/// Cold, for a reason.
pub(super) fn cold(lp: &Lp, options: &Options, reason: Reason) -> Result<Warm, SolveError> {
    let (outcome, certificate) = pipeline::solved(lp, options)?;
    Ok(Warm {
        outcome,
        certificate,
        start: Start::Cold(reason),
    })
}

/// What the numbers of an outcome prove.
pub(super) fn certified(lp: &Lp, outcome: &Outcome) -> Certificate {
    let point = outcome.point.as_deref();
    point.map_or_else(Certificate::default, |point| certify(lp, point, outcome.duals.as_deref()))
}
