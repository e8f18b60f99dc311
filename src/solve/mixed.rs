//! Mixed-integer programs: level by level with a row for each, then the linear program with the whole numbers fixed.

use super::highs::{Session, Verdict};
use super::lexicographic::{self, unproved, work};
use super::{Options, Outcome, Proof, SolveError, Status, Work, doubt};
use crate::lp::{Lp, with_slack};

/// Relative slack of a level held by a row.
const SLACK: f64 = 1e-8;

/// Solves a mixed-integer program. The duals are those of the linear program with the whole numbers fixed.
pub(super) fn solve(lp: &Lp, options: &Options) -> Result<Outcome, SolveError> {
    let mut best: Option<Vec<f64>> = None;
    let (mut values, mut claimed): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
    let mut spent = Work::default();
    for (k, level) in lp.levels.iter().enumerate() {
        let held = with_slack(lp, k, &values, SLACK).ok_or_else(|| doubt::disagreement("a level has no value"))?;
        let run = one(&held, options, spent.seconds)?;
        spent = add(spent, &run.work);
        match (run.verdict, run.point) {
            (Verdict::Optimal, Some(point)) => {
                values.push(level.at(&point));
                claimed.push(run.bound + level.offset);
                best = Some(point);
            }
            (Verdict::TimeLimit, point) => return Ok(unproved(lp, Status::TimeLimit, point.or(best), spent)),
            (Verdict::IterationLimit, point) => return Ok(unproved(lp, Status::IterationLimit, point.or(best), spent)),
            (verdict, _) if k == 0 => return doubt::settle_mixed(lp, options, (&verdict, spent)),
            (verdict, _) => return Err(doubt::disagreement(&format!("level `{}` ended in {verdict:?}", level.name))),
        }
    }
    let Some(point) = best else {
        return lexicographic::solve(&relaxed(lp), options);
    };
    let mut outcome = lexicographic::solve(&fixed(lp, &point), &doubt::remaining(options, &spent))?;
    outcome.work = add(spent, &outcome.work);
    outcome.claimed = claimed;
    match outcome.status {
        Status::Optimal => outcome.proof = Proof::LevelByLevel,
        Status::TimeLimit | Status::IterationLimit => return Ok(unproved(lp, outcome.status, Some(point), outcome.work)),
        other => {
            return Err(doubt::disagreement(&format!(
                "the program with the whole numbers fixed is {other:?}"
            )));
        }
    }
    Ok(outcome)
}

/// What branch and cut gave for one level.
struct Run {
    verdict: Verdict,
    point: Option<Vec<f64>>,
    /// Bound that the solver claims, without the level's constant part.
    bound: f64,
    work: Work,
}

/// Minimises the first level of a program.
fn one(lp: &Lp, options: &Options, spent: f64) -> Result<Run, SolveError> {
    let zero = vec![0.0; lp.columns()];
    let costs = lp
        .levels
        .first()
        .map_or(zero.as_slice(), |level| level.coefficients.as_slice());
    let mut session = Session::new(lp, costs)?;
    session.limit(options.time_limit.map(|limit| (limit - spent).max(0.0)));
    session.set("mip_rel_gap", options.gap)?;
    session.set("mip_abs_gap", options.gap)?;
    session.set("mip_feasibility_tolerance", 1e-9)?;
    let verdict = session.run()?;
    Ok(Run {
        verdict,
        point: session.point(),
        bound: session.mip_bound().unwrap_or(f64::NEG_INFINITY),
        work: work(&session, "branch and cut"),
    })
}

/// The linear program with the whole numbers fixed at a point.
fn fixed(lp: &Lp, point: &[f64]) -> Lp {
    let mut fixed = relaxed(lp);
    let bounds = fixed.column_lower.iter_mut().zip(&mut fixed.column_upper);
    for (((lower, upper), &whole), value) in bounds.zip(&lp.integer).zip(point) {
        if whole {
            (*lower, *upper) = (value.round(), value.round());
        }
    }
    fixed
}

/// The linear program without whole numbers.
fn relaxed(lp: &Lp) -> Lp {
    Lp {
        integer: vec![false; lp.columns()],
        ..lp.clone()
    }
}

fn add(work: Work, more: &Work) -> Work {
    Work {
        solver: more.solver.clone(),
        method: if work.method.is_empty() {
            more.method.clone()
        } else {
            work.method
        },
        seconds: work.seconds + more.seconds,
        iterations: work.iterations + more.iterations,
    }
}
