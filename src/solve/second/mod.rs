//! A second opinion: the same levels through good_lp, by solvers that share no code with HiGHS.

mod boxed;
mod external;
mod program;
mod refine;

use good_lp::solvers::WithTimeLimit;
use good_lp::solvers::clarabel::{ClarabelProblem, clarabel};
use good_lp::solvers::lp_solvers::{CbcSolver, Cplex, GlpkSolver, GurobiSolver, WithMaxSeconds};
use good_lp::solvers::microlp::{MicroLpProblem, microlp};
use good_lp::{ResolutionError, variable::UnsolvedProblem};

use boxed::within;
use program::{Fixed, minimise};
use refine::refined;

use super::{SolveError, Status};
use crate::lp::{Level, Lp, with_slack};

/// Relative slacks of the levels held while a later one is solved, in the order tried: an interior point is most exact with room.
const SLACKS: [f64; 2] = [1e-7, 1e-9];
/// Largest relative difference that still agrees.
const AGREEMENT: f64 = 1e-6;
/// Difference from the least value of a level that is rounding.
const EXACT: f64 = 1e-12;
/// Largest violation of a bound that is a point's rounding.
const FEASIBLE: f64 = 1e-6;
/// Columns up to which microlp answers in seconds.
const MICROLP_COLUMNS: usize = 20_000;

/// Which other solver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Second {
    /// Interior point.
    Clarabel,
    /// Simplex, for up to 20,000 columns; whole numbers too.
    Microlp,
    /// The program `cbc` of COIN-OR, where it is installed.
    Cbc,
    /// The program `glpsol` of GLPK, where it is installed.
    Glpk,
    /// The program `gurobi_cl`, where it is installed and licensed.
    Gurobi,
    /// The program `cplex`, where it is installed and licensed.
    Cplex,
}

impl Second {
    /// Name in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clarabel => "Clarabel",
            Self::Microlp => "microlp",
            Self::Cbc => "CBC",
            Self::Glpk => "GLPK",
            Self::Gurobi => "Gurobi",
            Self::Cplex => "CPLEX",
        }
    }
}

/// What another solver found.
#[derive(Clone, Debug, PartialEq)]
pub struct SecondOpinion {
    /// Name of the solver.
    pub solver: &'static str,
    /// Optimal, infeasible or unbounded.
    pub verdict: Status,
    /// Value of each level, where optimal; the last may be missing.
    pub levels: Vec<f64>,
    /// Why the last levels are missing.
    pub missing: Option<String>,
    /// Largest difference from the levels compared with, relative to the value, at least to the level's largest coefficient.
    pub difference: f64,
    /// Whether the verdict is the same, and the difference within 1e-6 in the levels found.
    pub agrees: bool,
}

/// Asks another solver for the verdict and the value of each level, and compares them with those given.
///
/// Each level is solved in turn, with the levels before held by rows: at the value given once the other solver has found the same,
/// which keeps its rounding out of the next one; at its own value otherwise. A row that holds a level needs a slack, and a later
/// level gains by it: a tie-break on exposure may gain a tonne for a few thousand dollars of slack in the cost. Where a level differs,
/// it is solved again with twice the slack, and the value without slack is extrapolated from the two (exact while the same rows bind).
///
/// `limit` is in seconds, for each solve of a level.
///
/// # Errors
/// When the verdict given is none that can be compared, the program is too large for microlp, has whole numbers that Clarabel cannot take,
/// the solver is not installed, or it finds no point that keeps the bounds to 1e-6. The error's call is the name of the solver.
pub fn second_opinion(
    lp: &Lp,
    (solver, limit): (Second, Option<f64>),
    given: (Status, &[f64]),
) -> Result<SecondOpinion, SolveError> {
    let refusal = match solver {
        _ if matches!(given.0, Status::TimeLimit | Status::IterationLimit) => Some("the first answer is not proved"),
        Second::Clarabel if lp.is_mixed_integer() => Some("Clarabel takes no whole numbers"),
        Second::Glpk if lp.is_mixed_integer() => Some("the reader of GLPK's answers takes no whole numbers; use CBC"),
        Second::Microlp if lp.columns() > MICROLP_COLUMNS => Some("too many columns for microlp; use Clarabel"),
        _ => None,
    };
    let opinion = match refusal {
        Some(message) => Err(other(message)),
        None => opinion(lp, Asked { solver, limit }, given),
    };
    opinion.map_err(|error| SolveError {
        call: solver.name(),
        message: text(error),
    })
}

/// Which solver, and how long it may take for one level.
#[derive(Clone, Copy, Debug)]
struct Asked {
    solver: Second,
    /// Seconds.
    limit: Option<f64>,
}

fn opinion(lp: &Lp, asked: Asked, (status, levels): (Status, &[f64])) -> Result<SecondOpinion, ResolutionError> {
    let Answer {
        verdict,
        levels: found,
        missing,
    } = answer(lp, asked, levels)?;
    let pairs = lp.levels.iter().zip(&found).zip(levels);
    let difference = pairs.map(|((level, &a), &b)| difference(level, a, b)).fold(0.0, f64::max);
    let complete = verdict != Status::Optimal || levels.len() == found.len() || missing.is_some();
    Ok(SecondOpinion {
        solver: asked.solver.name(),
        verdict,
        agrees: verdict == status && complete && difference <= AGREEMENT,
        levels: found,
        missing,
        difference,
    })
}

/// What a solver said before it is compared.
struct Answer {
    verdict: Status,
    levels: Vec<f64>,
    missing: Option<String>,
}

impl Answer {
    fn verdict(verdict: Status) -> Self {
        Self {
            verdict,
            levels: Vec::new(),
            missing: None,
        }
    }
}

/// The solver's verdict, and its value of each level. A later level that it cannot settle within the held ones ends the list.
fn answer(lp: &Lp, asked: Asked, levels: &[f64]) -> Result<Answer, ResolutionError> {
    let mut answer = Answer::verdict(Status::Optimal);
    let mut held: Vec<f64> = Vec::new();
    for (k, level) in lp.levels.iter().enumerate() {
        let given = levels.get(k).copied();
        let own = match settled(lp, (asked, k), &held, given) {
            Err(ResolutionError::Infeasible) if k == 0 => return Ok(Answer::verdict(Status::Infeasible)),
            Err(ResolutionError::Unbounded) => return Ok(Answer::verdict(Status::Unbounded)),
            Err(error) if k == 0 => return Err(error),
            Err(error) => {
                answer.missing = Some(format!("{}: {}", level.name, text(error)));
                break;
            }
            Ok(own) => own,
        };
        let given = given.unwrap_or(own);
        let same = difference(level, own, given) <= AGREEMENT;
        held.push(if same { given } else { own });
        answer.levels.push(own);
    }
    Ok(answer)
}

fn text(error: ResolutionError) -> String {
    match error {
        ResolutionError::Str(message) => message,
        ResolutionError::Other(message) => message.into(),
        error => error.to_string(),
    }
}

/// Value of a level, extrapolated to no slack where that is what differs from the value given. A difference no larger than what one more
/// slack changes says nothing, so the level is not settled then.
fn settled(lp: &Lp, (asked, k): (Asked, usize), held: &[f64], given: Option<f64>) -> Result<f64, ResolutionError> {
    let apart = |own: f64| match (lp.levels.get(k), given) {
        (Some(level), Some(given)) => difference(level, own, given),
        _ => 0.0,
    };
    let (mut own, mut moved) = (f64::NAN, 0.0);
    for slack in SLACKS {
        let near = value(lp, (asked, k), held, slack)?;
        if k == 0 || apart(near) <= AGREEMENT {
            return Ok(near);
        }
        own = 2.0 * near - value(lp, (asked, k), held, 2.0 * slack)?;
        if apart(own) <= AGREEMENT {
            return Ok(own);
        }
        moved = lp.levels.get(k).map_or(0.0, |level| difference(level, own, near));
    }
    if apart(own) <= moved {
        return Err(other(&format!(
            "the room left in the levels before it moves it by {moved:.1e}"
        )));
    }
    Ok(own)
}

/// Value of a level, with those before held at the values given, plus the slack.
fn value(lp: &Lp, (asked, k): (Asked, usize), found: &[f64], slack: f64) -> Result<f64, ResolutionError> {
    let mut held = with_slack(lp, k, found, slack).ok_or_else(|| other("no such level"))?;
    for (level, value) in lp.levels.iter().zip(found) {
        fix_least(&mut held, level, *value);
    }
    let level = held.levels.first().ok_or_else(|| other("no level"))?;
    let point = match refined(&held, level, |lp, level| by(asked, lp, level)) {
        Err(ResolutionError::Unbounded) => within(&held, level, |boxed| by(asked, boxed, level))?,
        found => found?,
    };
    feasible(lp, &point)?;
    Ok(level.at(&point))
}

fn by(Asked { solver, limit }: Asked, lp: &Lp, level: &Level) -> Result<Vec<f64>, ResolutionError> {
    let seconds = limit.map_or(u32::MAX, |limit| limit.ceil() as u32);
    match solver {
        Second::Clarabel => minimise((lp, level), |problem| exacting(problem, limit), Fixed::Row),
        Second::Microlp => minimise((lp, level), |problem| hurried(problem, limit), Fixed::Bounds),
        Second::Cbc if limit.is_some() => external::minimise(lp, level, CbcSolver::new().with_max_seconds(seconds)),
        Second::Glpk if limit.is_some() => external::minimise(lp, level, GlpkSolver::new().with_max_seconds(seconds)),
        Second::Gurobi if limit.is_some() => external::minimise(lp, level, GurobiSolver::new().with_max_seconds(seconds)),
        Second::Cbc => external::minimise(lp, level, CbcSolver::new()),
        Second::Glpk => external::minimise(lp, level, GlpkSolver::new()),
        Second::Gurobi => external::minimise(lp, level, GurobiSolver::new()),
        Second::Cplex => external::minimise(lp, level, Cplex::default()),
    }
}

/// Fixes the columns of a level that is held at the least its bounds allow, such as a shortage of zero: a row alone would leave hardly
/// any room inside.
fn fix_least(held: &mut Lp, level: &Level, value: f64) {
    let bounds = held.column_lower.iter_mut().zip(&mut held.column_upper);
    let ends = level.coefficients.iter().zip(bounds).filter(|(c, _)| **c != 0.0);
    let ends: Vec<(f64, &mut f64, &mut f64)> = ends.map(|(c, (lower, upper))| (*c, lower, upper)).collect();
    let best = |(c, lower, upper): &(f64, &mut f64, &mut f64)| if *c > 0.0 { c * **lower } else { c * **upper };
    let least = level.offset + ends.iter().map(best).sum::<f64>();
    if !least.is_finite() || difference(level, value, least) > EXACT {
        return;
    }
    for (c, lower, upper) in ends {
        if c > 0.0 {
            *upper = *lower;
        } else {
            *lower = *upper;
        }
    }
}

fn difference(level: &Level, own: f64, given: f64) -> f64 {
    (own - given).abs() / largest(level).max(own.abs()).max(given.abs())
}

/// Clarabel with tighter gaps than its own, as levels are compared to 1e-6 after slacks have been paid for.
fn exacting(problem: UnsolvedProblem, limit: Option<f64>) -> ClarabelProblem {
    let mut model = clarabel(problem);
    model.settings().tol_gap_rel(1e-9).tol_gap_abs(1e-9);
    if let Some(limit) = limit {
        model.settings().time_limit(limit);
    }
    model
}

fn hurried(problem: UnsolvedProblem, limit: Option<f64>) -> MicroLpProblem {
    let model = microlp(problem);
    match limit {
        Some(limit) => model.with_time_limit(limit),
        None => model,
    }
}

fn largest(level: &Level) -> f64 {
    let most = level.coefficients.iter().fold(0.0_f64, |most, c| most.max(c.abs()));
    if most > 0.0 { most } else { 1.0 }
}

fn other(message: &str) -> ResolutionError {
    ResolutionError::Str(message.into())
}

/// good_lp hands out points of statuses that are not optimal, so the point itself is held to the bounds.
fn feasible(lp: &Lp, point: &[f64]) -> Result<(), ResolutionError> {
    let worst = violation(lp, point);
    if worst <= FEASIBLE {
        Ok(())
    } else {
        Err(other(&format!("its point leaves its bounds by {worst:.1e} of their size")))
    }
}

/// Largest violation of a bound, in the sum of the magnitudes of its terms, at least in one unit.
fn violation(lp: &Lp, point: &[f64]) -> f64 {
    let columns = point.iter().map(|&x| (x, x.abs()));
    let columns = columns.zip(lp.column_lower.iter().zip(&lp.column_upper));
    let rows = lp.activities(point).into_iter().zip(lp.row_lower.iter().zip(&lp.row_upper));
    let over = |((value, size), (lower, upper)): ((f64, f64), (&f64, &f64))| (lower - value).max(value - upper) / size.max(1.0);
    columns.chain(rows).map(over).fold(0.0, f64::max)
}
