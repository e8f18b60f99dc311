//! A second opinion: the same levels through good_lp, by solvers that share no code with HiGHS.

use good_lp::solvers::clarabel::{ClarabelProblem, clarabel};
use good_lp::solvers::microlp::microlp;
use good_lp::variable::UnsolvedProblem;
use good_lp::{Expression, ProblemVariables, ResolutionError, Solution, Solver, SolverModel, Variable, variable};

use super::SolveError;
use crate::lp::{Level, Lp, with_slack};

/// Relative slack of the levels held while a later one is solved with Clarabel: an interior point needs an interior. Whatever the
/// slack, a later level gains from it by its price, so it is the least that works.
const INTERIOR_SLACK: f64 = 1e-8;
/// The same for microlp, whose points are vertices.
const VERTEX_SLACK: f64 = 1e-9;
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

/// Solves each level in turn with another solver, with its own values of the levels before held by rows, and compares with `levels`.
///
/// # Errors
/// When the program is too large for microlp, has whole numbers that Clarabel cannot take, or the solver finds no point that keeps the
/// bounds to 1e-6.
pub fn second_opinion(lp: &Lp, solver: Second, levels: &[f64]) -> Result<SecondOpinion, SolveError> {
    let (name, slack) = match solver {
        Second::Clarabel if lp.is_mixed_integer() => return Err(refused("Clarabel takes no whole numbers")),
        Second::Microlp if lp.columns() > MICROLP_COLUMNS => return Err(refused("too many columns for microlp; use Clarabel")),
        Second::Clarabel => ("Clarabel", INTERIOR_SLACK),
        Second::Microlp => ("microlp", VERTEX_SLACK),
    };
    let mut found: Vec<f64> = Vec::new();
    for (k, level) in lp.levels.iter().enumerate() {
        let held = with_slack(lp, k, &found, slack).ok_or_else(|| refused("no such level"))?;
        let point = match solver {
            Second::Clarabel => minimise(&held, level, exacting)?,
            Second::Microlp => minimise(&held, level, microlp)?,
        };
        feasible(lp, &point)?;
        found.push(level.at(&point));
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
