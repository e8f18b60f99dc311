//! Linear programs: one weighted objective, proved level by level from its basis.

use super::highs::{Session, Verdict, version};
use super::proof::{Check, Prices, check};
use super::weights::Weights;
use super::{Options, Outcome, Proof, SolveError, Status, Work, doubt, levels, method};
use crate::lp::Lp;

/// Rounds of heavier weights before going level by level.
const ROUNDS: usize = 4;

/// How an attempt ended.
pub(super) enum Ended {
    /// With an answer.
    Settled(Outcome),
    /// With a verdict that one call does not settle.
    Doubtful(Verdict, Work),
}

/// Solves a linear program.
pub(super) fn solve(lp: &Lp, options: &Options) -> Result<Outcome, SolveError> {
    match attempt(lp, options)? {
        Ended::Settled(outcome) => Ok(outcome),
        Ended::Doubtful(verdict, work) => doubt::settle(lp, options, (&verdict, work)),
    }
}

/// Weighted solve and proof, with the fallback.
pub(super) fn attempt(lp: &Lp, options: &Options) -> Result<Ended, SolveError> {
    let mut weights = Weights::first(lp);
    let mut session = Session::new(lp, &weights.combine(lp))?;
    session.limit(options.time_limit);
    method::tighten(&mut session)?;
    let chosen = options.method.resolve(lp.columns());
    let mut verdict = method::cold(&mut session, chosen)?;
    for _ in 0..ROUNDS {
        if verdict != Verdict::Optimal {
            break;
        }
        let prices = Prices::of_levels(lp, &mut session)?;
        let Some(basis) = session.basis() else { break };
        match check(lp, &basis, &prices, &weights.of) {
            Check::Proved => {
                let outcome = unproved(lp, Status::Optimal, session.point(), work(&session, chosen.name()));
                return proved(outcome, &prices, Proof::Weighted);
            }
            Check::Refused(factors) if weights.grow(&factors) => {
                session.set_costs(&weights.combine(lp))?;
                verdict = method::hot(&mut session)?;
            }
            Check::Refused(_) => break,
        }
    }
    match verdict {
        Verdict::Optimal | Verdict::Unbounded => by_levels(lp, session, chosen.name()),
        other => Ok(ended(lp, session.point(), (other, work(&session, chosen.name())))),
    }
}

/// Level by level, from the basis that the session holds, if any.
pub(super) fn by_levels(lp: &Lp, mut session: Session, method: &str) -> Result<Ended, SolveError> {
    let (verdict, point) = levels::descend(lp, &mut session)?;
    if verdict == Verdict::Optimal {
        let prices = Prices::of_levels(lp, &mut session)?;
        let outcome = unproved(lp, Status::Optimal, point, work(&session, method));
        return proved(outcome, &prices, Proof::LevelByLevel);
    }
    Ok(ended(lp, point, (verdict, work(&session, method))))
}

fn ended(lp: &Lp, point: Option<Vec<f64>>, (verdict, work): (Verdict, Work)) -> Ended {
    let status = match verdict {
        Verdict::TimeLimit => Status::TimeLimit,
        Verdict::IterationLimit => Status::IterationLimit,
        other => return Ended::Doubtful(other, work),
    };
    Ended::Settled(unproved(lp, status, point, work))
}

fn proved(mut outcome: Outcome, prices: &[Prices], proof: Proof) -> Result<Ended, SolveError> {
    if outcome.point.is_none() {
        return Err(SolveError {
            call: "Highs_getSolution",
            message: "no point at an optimal status".into(),
        });
    }
    outcome.duals = Some(prices.iter().map(|level| level.rows.clone()).collect());
    outcome.proof = proof;
    Ok(Ended::Settled(outcome))
}

/// An outcome without duals or proof.
pub(super) fn unproved(lp: &Lp, status: Status, point: Option<Vec<f64>>, work: Work) -> Outcome {
    let point = point.map(|point| clipped(lp, point));
    Outcome {
        status,
        levels: point
            .as_deref()
            .map(|point| lp.levels.iter().map(|level| level.at(point)).collect())
            .unwrap_or_default(),
        point,
        duals: None,
        proof: Proof::None,
        violations: Vec::new(),
        work,
    }
}

/// Report of a session's work.
pub(super) fn work(session: &Session, method: &str) -> Work {
    Work {
        solver: version(),
        method: method.into(),
        seconds: session.seconds(),
        iterations: session.iterations(),
    }
}

/// The point, with values that leave their bounds by rounding put back on them.
fn clipped(lp: &Lp, mut point: Vec<f64>) -> Vec<f64> {
    let bounds = lp.column_lower.iter().zip(&lp.column_upper);
    for (value, (&lower, &upper)) in point.iter_mut().zip(bounds) {
        let bound = value.max(lower).min(upper);
        if (*value - bound).abs() <= 1e-9 * bound.abs().max(1.0) {
            *value = bound;
        }
    }
    point
}
