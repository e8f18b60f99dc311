//! A second opinion: the same levels through good_lp, by solvers that share no code with HiGHS.

use good_lp::solvers::clarabel::{ClarabelProblem, clarabel};
use good_lp::solvers::microlp::microlp;
use good_lp::variable::UnsolvedProblem;
use good_lp::{Expression, ProblemVariables, ResolutionError, Solution, Solver, SolverModel, Variable, variable};

use super::SolveError;
use crate::lp::{Level, Lp, with_slack};

/// Relative slacks of the levels held while a later one is solved, in the order tried: an interior point is most exact with room.
const SLACKS: [f64; 2] = [1e-7, 1e-9];
/// Largest relative difference that still agrees.
const AGREEMENT: f64 = 1e-6;
/// Columns up to which microlp answers in seconds.
const MICROLP_COLUMNS: usize = 20_000;

/// Which other solver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Second {
    /// Interior point.
    Clarabel,
    /// Simplex, for up to 20,000 columns; whole numbers too.
    Microlp,
}

/// What another solver found.
#[derive(Clone, Debug, PartialEq)]
pub struct SecondOpinion {
    /// Name of the solver.
    pub solver: &'static str,
    /// Value of each level.
    pub levels: Vec<f64>,
    /// Largest difference from the levels compared with, relative to the value, at least to the level's largest coefficient.
    pub difference: f64,
    /// Whether the difference is within 1e-6.
    pub agrees: bool,
}

/// Solves each level in turn with another solver, with the levels before held by rows, and compares with `levels`. A level is held at the
/// value given once the other solver has found the same, which keeps its rounding out of the next one; at its own value otherwise.
///
/// A row that holds a level needs a slack, and a later level gains by it: a tie-break on exposure may gain a tonne for a few thousand
/// dollars of slack in the cost. Where a level differs, it is solved again with twice the slack, and the value without slack is
/// extrapolated from the two (exact while the same rows bind).
///
/// # Errors
/// When the program is too large for microlp, has whole numbers that Clarabel cannot take, or the solver finds no point that keeps the
/// bounds to 1e-6.
pub fn second_opinion(lp: &Lp, solver: Second, levels: &[f64]) -> Result<SecondOpinion, SolveError> {
    let name = match solver {
        Second::Clarabel if lp.is_mixed_integer() => return Err(refused("Clarabel takes no whole numbers")),
        Second::Microlp if lp.columns() > MICROLP_COLUMNS => return Err(refused("too many columns for microlp; use Clarabel")),
        Second::Clarabel => "Clarabel",
        Second::Microlp => "microlp",
    };
    let (mut found, mut held): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
    for (k, level) in lp.levels.iter().enumerate() {
        let given = levels.get(k).copied();
        let own = settled(lp, (solver, k), &held, given)?;
        let given = given.unwrap_or(own);
        held.push(if difference(level, own, given) > AGREEMENT {
            own
        } else {
            given
        });
        found.push(own);
    }
    let pairs = lp.levels.iter().zip(&found).zip(levels);
    let difference = pairs
        .map(|((level, a), b)| (a - b).abs() / largest(level).max(a.abs()).max(b.abs()))
        .fold(0.0, f64::max);
    Ok(SecondOpinion {
        solver: name,
        agrees: difference <= AGREEMENT && levels.len() == found.len(),
        levels: found,
        difference,
    })
}

/// Value of a level, extrapolated to no slack where that is what differs from the value given.
fn settled(lp: &Lp, (solver, k): (Second, usize), held: &[f64], given: Option<f64>) -> Result<f64, SolveError> {
    let agrees = |own: f64| match (lp.levels.get(k), given) {
        (Some(level), Some(given)) => difference(level, own, given) <= AGREEMENT,
        _ => true,
    };
    let mut own = f64::NAN;
    for slack in SLACKS {
        own = value(lp, (solver, k), held, slack)?;
        if k > 0 && !agrees(own) {
            own = 2.0 * own - value(lp, (solver, k), held, 2.0 * slack)?;
        }
        if k == 0 || agrees(own) {
            break;
        }
    }
    Ok(own)
}

/// Value of a level, with those before held at the values given, plus the slack.
fn value(lp: &Lp, (solver, k): (Second, usize), found: &[f64], slack: f64) -> Result<f64, SolveError> {
    let held = with_slack(lp, k, found, slack).ok_or_else(|| refused("no such level"))?;
    let level = held.levels.first().ok_or_else(|| refused("no level"))?;
    let point = match solver {
        Second::Clarabel => minimise(&held, level, exacting)?,
        Second::Microlp => minimise(&held, level, microlp)?,
    };
    feasible(lp, &point)?;
    Ok(level.at(&point))
}

fn difference(level: &Level, own: f64, given: f64) -> f64 {
    (own - given).abs() / largest(level).max(own.abs()).max(given.abs())
}

/// Clarabel with tighter gaps than its own, as levels are compared to 1e-6 after slacks have been paid for.
fn exacting(problem: UnsolvedProblem) -> ClarabelProblem {
    let mut model = clarabel(problem);
    model.settings().tol_gap_rel(1e-10).tol_gap_abs(1e-10);
    model
}

fn largest(level: &Level) -> f64 {
    let most = level.coefficients.iter().fold(0.0_f64, |most, c| most.max(c.abs()));
    if most > 0.0 { most } else { 1.0 }
}

fn refused(message: &str) -> SolveError {
    SolveError {
        call: "good_lp",
        message: message.into(),
    }
}

/// Minimises one level. The objective goes divided by its largest coefficient, for the tolerances of the solver.
fn minimise<S>(lp: &Lp, level: &Level, solver: S) -> Result<Vec<f64>, SolveError>
where
    S: Solver,
    S::Model: SolverModel<Error = ResolutionError>,
{
    let mut variables = ProblemVariables::new();
    let columns: Vec<Variable> = (0..lp.columns()).map(|j| add(&mut variables, lp, j)).collect();
    let unit = largest(level);
    let mut objective = Expression::with_capacity(columns.len());
    for (&column, c) in columns.iter().zip(&level.coefficients).filter(|(_, c)| **c != 0.0) {
        objective.add_mul(c / unit, column);
    }
    let mut model = variables.minimise(objective).using(solver);
    for (row, (&lower, &upper)) in expressions(lp, &columns)
        .into_iter()
        .zip(lp.row_lower.iter().zip(&lp.row_upper))
    {
        if lower == upper {
            model.add_constraint(row.eq(lower));
            continue;
        }
        if lower.is_finite() {
            model.add_constraint(row.clone().geq(lower));
        }
        if upper.is_finite() {
            model.add_constraint(row.leq(upper));
        }
    }
    let solution = model.solve().map_err(|error| refused(&error.to_string()))?;
    Ok(columns.iter().map(|&column| solution.value(column)).collect())
}

fn add(variables: &mut ProblemVariables, lp: &Lp, j: usize) -> Variable {
    let mut definition = variable();
    if let Some(&lower) = lp.column_lower.get(j).filter(|bound| bound.is_finite()) {
        definition = definition.min(lower);
    }
    if let Some(&upper) = lp.column_upper.get(j).filter(|bound| bound.is_finite()) {
        definition = definition.max(upper);
    }
    if lp.integer.get(j).copied().unwrap_or(false) {
        definition = definition.integer();
    }
    variables.add(definition)
}

fn expressions(lp: &Lp, columns: &[Variable]) -> Vec<Expression> {
    let mut rows = vec![Expression::with_capacity(0); lp.height()];
    for (j, &column) in columns.iter().enumerate() {
        for (i, value) in lp.column(j) {
            if let Some(row) = rows.get_mut(i) {
                row.add_mul(value, column);
            }
        }
    }
    rows
}

/// good_lp hands out points of statuses that are not optimal, so the point itself is held to the bounds.
fn feasible(lp: &Lp, point: &[f64]) -> Result<(), SolveError> {
    let rows = lp.activities(point);
    let columns = point.iter().zip(lp.column_lower.iter().zip(&lp.column_upper));
    let rows = rows
        .iter()
        .map(|(sum, _)| sum)
        .zip(lp.row_lower.iter().zip(&lp.row_upper))
        .zip(rows.iter().map(|(_, size)| size));
    let within = |value: f64, lower: f64, upper: f64, size: f64| {
        let slack = 1e-6 * size.max(1.0);
        value >= lower - slack && value <= upper + slack
    };
    let kept = columns
        .into_iter()
        .all(|(&x, (&lower, &upper))| within(x, lower, upper, x.abs()))
        && rows
            .into_iter()
            .all(|((&sum, (&lower, &upper)), &size)| within(sum, lower, upper, size));
    if kept {
        Ok(())
    } else {
        Err(refused("the point leaves its bounds by more than 1e-6"))
    }
}
