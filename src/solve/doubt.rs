//! Verdicts that one call does not settle: infeasible, unbounded, failed.

use super::highs::{Session, Verdict};
use super::lexicographic::{Ended, attempt, by_levels, unproved};
use super::{Method, Options, Outcome, SolveError, Status, Work, method};
use crate::lp::{Level, Lp};

/// Part of a row's bounds, at least of 1, that an elastic solve must violate for the row to count.
const VIOLATION: f64 = 1e-8;
/// Part of a level's largest coefficient by which a direction must decrease it.
const DESCENT: f64 = 1e-8;

/// Settles a doubtful verdict with solves that differ from the first.
///
/// Infeasible needs a run without presolve that says so and an elastic solve with a positive violation. Unbounded needs a feasible
/// program and a direction that keeps every bound and decreases a level with those before unchanged. Otherwise the
/// program is solved another way.
pub(super) fn settle(lp: &Lp, options: &Options, (verdict, work): (&Verdict, Work)) -> Result<Outcome, SolveError> {
    let options = &remaining(options, &work);
    let violations = match violations(lp, options)? {
        Some(violations) => violations,
        None => return Ok(unproved(lp, Status::TimeLimit, None, work)),
    };
    if !violations.is_empty() {
        return infeasible(lp, options, (violations, work));
    }
    if descends(lp, options)? {
        return Ok(unproved(lp, Status::Unbounded, None, work));
    }
    match another_way(lp, options)? {
        Ended::Settled(outcome) => Ok(outcome),
        Ended::Doubtful(second, _) => Err(disagreement(&format!(
            "the solver said {verdict:?}, then {second:?}; an elastic solve found no violation and no direction without end"
        ))),
    }
}

/// Settles a doubtful verdict on the first level of a mixed-integer program by its linear relaxation.
///
/// A relaxation with a point and no descent leaves an infeasibility that the whole numbers cause; it stands when a run without presolve
/// repeats it.
pub(super) fn settle_mixed(lp: &Lp, options: &Options, (verdict, work): (&Verdict, Work)) -> Result<Outcome, SolveError> {
    let relaxed = Lp {
        integer: vec![false; lp.columns()],
        ..lp.clone()
    };
    let outcome = super::lexicographic::solve(&relaxed, options)?;
    if outcome.status != Status::Optimal {
        return Ok(outcome);
    }
    let mut session = Session::new(lp, &vec![0.0; lp.columns()])?;
    session.limit(remaining(options, &work).time_limit);
    session.set("presolve", "off")?;
    match (verdict, session.run()?) {
        (Verdict::Infeasible | Verdict::UnboundedOrInfeasible, Verdict::Infeasible) => {
            Ok(unproved(lp, Status::Infeasible, None, work))
        }
        (_, Verdict::TimeLimit) => Ok(unproved(lp, Status::TimeLimit, None, work)),
        (first, second) => Err(disagreement(&format!("the solver said {first:?}, then {second:?}"))),
    }
}

/// The options with what is left of the time.
pub(super) fn remaining(options: &Options, work: &Work) -> Options {
    Options {
        time_limit: options.time_limit.map(|limit| (limit - work.seconds).max(0.0)),
        ..options.clone()
    }
}

/// The error for solves that contradict each other.
pub(super) fn disagreement(message: &str) -> SolveError {
    SolveError {
        call: "Highs_run",
        message: message.into(),
    }
}

/// The verdict, once a run without presolve says the same; where one gives no verdict, the next is asked, with the solver's own tolerances and
/// another scaling, then by interior point.
fn infeasible(lp: &Lp, options: &Options, (violations, work): (Vec<(usize, f64)>, Work)) -> Result<Outcome, SolveError> {
    let mut verdict = confirmed(lp, options, method::hot, true)?;
    if matches!(verdict, Verdict::Failed(_)) {
        verdict = confirmed(lp, options, method::hot, false)?;
    }
    if matches!(verdict, Verdict::Failed(_)) {
        verdict = confirmed(lp, options, |session| method::cold(session, Method::Ipm), false)?;
    }
    match verdict {
        Verdict::Infeasible => {
            let mut outcome = unproved(lp, Status::Infeasible, None, work);
            outcome.violations = violations;
            Ok(outcome)
        }
        Verdict::TimeLimit => Ok(unproved(lp, Status::TimeLimit, None, work)),
        other => Err(disagreement(&format!(
            "an elastic solve violates {} rows, another run says {other:?}",
            violations.len()
        ))),
    }
}

/// What a run without presolve or objective says.
fn confirmed(
    lp: &Lp,
    options: &Options,
    run: impl Fn(&mut Session) -> Result<Verdict, SolveError>,
    tight: bool,
) -> Result<Verdict, SolveError> {
    let mut session = Session::new(lp, &vec![0.0; lp.columns()])?;
    session.limit(options.time_limit);
    session.set("presolve", "off")?;
    if tight {
        method::tighten(&mut session)?;
    } else {
        session.set("simplex_scale_strategy", 4)?;
    }
    run(&mut session)
}

/// Rows that an elastic solve must violate, with by how much, where the sum of all violations is least. None when time runs out.
fn violations(lp: &Lp, options: &Options) -> Result<Option<Vec<(usize, f64)>>, SolveError> {
    let (elastic, row_of) = elastic(lp);
    let outcome = match attempt(&elastic, options)? {
        Ended::Settled(outcome) => outcome,
        Ended::Doubtful(verdict, _) => return Err(disagreement(&format!("the elastic program ended in {verdict:?}"))),
    };
    let (Status::Optimal, Some(point)) = (outcome.status, outcome.point) else {
        return Ok(None);
    };
    let slacks = point.into_iter().skip(lp.columns()).zip(row_of);
    let counts = |row: usize, slack: f64| slack > VIOLATION * size_of(lp, row);
    Ok(Some(
        slacks
            .filter(|&(slack, row)| counts(row, slack))
            .map(|(slack, row)| (row, slack))
            .collect(),
    ))
}

fn size_of(lp: &Lp, row: usize) -> f64 {
    let bounds = [lp.row_lower.get(row), lp.row_upper.get(row)];
    bounds
        .into_iter()
        .flatten()
        .filter(|bound| bound.is_finite())
        .fold(1.0, |most, bound| most.max(bound.abs()))
}

/// The program with a slack column for each finite side of each row, and their sum as the only level; and the row of each slack.
fn elastic(lp: &Lp) -> (Lp, Vec<usize>) {
    let mut elastic = lp.clone();
    elastic.integer = vec![false; lp.columns()];
    let mut row_of = Vec::new();
    for (i, (lower, upper)) in lp.row_lower.iter().zip(&lp.row_upper).enumerate() {
        for (bound, sign) in [(lower, 1.0), (upper, -1.0)] {
            if bound.is_finite() {
                elastic.rows.push(u32::try_from(i).unwrap_or(u32::MAX));
                elastic.values.push(sign);
                elastic.starts.push(elastic.rows.len());
                row_of.push(i);
            }
        }
    }
    let slacks = row_of.len();
    elastic.column_lower.extend(vec![0.0; slacks]);
    elastic.column_upper.extend(vec![f64::INFINITY; slacks]);
    elastic.integer.extend(vec![false; slacks]);
    let mut coefficients = vec![0.0; lp.columns()];
    coefficients.extend(vec![1.0; slacks]);
    elastic.levels = vec![Level {
        name: "violation".into(),
        coefficients,
        offset: 0.0,
    }];
    (elastic, row_of)
}

/// Whether a direction keeps all bounds and decreases a level without end, with those before unchanged.
fn descends(lp: &Lp, options: &Options) -> Result<bool, SolveError> {
    let Ended::Settled(outcome) = attempt(&recession(lp), options)? else {
        return Ok(false);
    };
    let change = outcome.levels.iter().zip(&lp.levels).map(|(&value, level)| {
        let most = level.coefficients.iter().fold(0.0_f64, |most, c| most.max(c.abs()));
        if value.abs() <= DESCENT * most { 0.0 } else { value }
    });
    Ok(outcome.status == Status::Optimal
        && change
            .into_iter()
            .find(|&value| value != 0.0)
            .is_some_and(|value| value < 0.0))
}

/// Directions in a box of size one that keep every finite bound.
fn recession(lp: &Lp) -> Lp {
    let mut cone = lp.clone();
    cone.integer = vec![false; lp.columns()];
    cone.column_lower
        .iter_mut()
        .for_each(|bound| *bound = if bound.is_finite() { 0.0 } else { -1.0 });
    cone.column_upper
        .iter_mut()
        .for_each(|bound| *bound = if bound.is_finite() { 0.0 } else { 1.0 });
    let rows = cone.row_lower.iter_mut().chain(&mut cone.row_upper);
    rows.filter(|bound| bound.is_finite()).for_each(|bound| *bound = 0.0);
    cone.levels.iter_mut().for_each(|level| level.offset = 0.0);
    cone
}

/// Level by level from nothing, without presolve, with the solver's own tolerances and another scaling.
fn another_way(lp: &Lp, options: &Options) -> Result<Ended, SolveError> {
    let mut session = Session::new(lp, &vec![0.0; lp.columns()])?;
    session.limit(options.time_limit);
    session.set("presolve", "off")?;
    session.set("simplex_scale_strategy", 4)?;
    by_levels(lp, &mut session, "simplex without presolve", 0)
}
