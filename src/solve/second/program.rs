//! A program in the words of good_lp.

use good_lp::{
    Expression, IntoAffineExpression, ProblemVariables, ResolutionError, Solution, Solver, SolverModel, Variable, variable,
};

use super::largest;
use crate::lp::{Level, Lp};

/// How a column that cannot move is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fixed {
    /// By two equal bounds.
    Bounds,
    /// By a row, as two bounds leave an interior point no room.
    Row,
}

/// Minimises one level. The objective goes divided by its largest coefficient, for the tolerances of the solver. Rows without terms are
/// settled here, as files cannot hold them.
pub(super) fn minimise<S>((lp, level): (&Lp, &Level), solver: S, fixed: Fixed) -> Result<Vec<f64>, ResolutionError>
where
    S: Solver,
    S::Model: SolverModel<Error = ResolutionError>,
{
    let mut variables = ProblemVariables::new();
    let columns: Vec<Variable> = (0..lp.columns()).map(|j| add(&mut variables, lp, (j, fixed))).collect();
    let mut model = variables.minimise(objective(level, &columns)).using(solver);
    let bounds = lp.row_lower.iter().zip(&lp.row_upper);
    for (row, (&lower, &upper)) in expressions(lp, &columns).into_iter().zip(bounds) {
        let empty = (&row).linear_coefficients().next().is_none();
        match empty {
            false => constrain(&mut model, row, (lower, upper)),
            true if lower > 0.0 || upper < 0.0 => return Err(ResolutionError::Infeasible),
            true => {}
        }
    }
    for (&column, (&lower, &upper)) in columns.iter().zip(lp.column_lower.iter().zip(&lp.column_upper)) {
        if lower.is_infinite() || fixed == Fixed::Row && lower == upper {
            constrain(&mut model, column.into(), (lower, upper));
        }
    }
    let solution = model.solve()?;
    Ok(columns.iter().map(|&column| solution.value(column)).collect())
}

/// Files of some solvers need at least one term, so an objective of zero keeps its first column.
fn objective(level: &Level, columns: &[Variable]) -> Expression {
    let unit = largest(level);
    let mut objective = Expression::with_capacity(columns.len());
    for (j, (&column, c)) in columns.iter().zip(&level.coefficients).enumerate() {
        if j == 0 || *c != 0.0 {
            objective.add_mul(c / unit, column);
        }
    }
    objective
}

fn constrain<M: SolverModel>(model: &mut M, row: Expression, (lower, upper): (f64, f64)) {
    if lower == upper {
        model.add_constraint(row.eq(lower));
        return;
    }
    if lower.is_finite() {
        model.add_constraint(row.clone().geq(lower));
    }
    if upper.is_finite() {
        model.add_constraint(row.leq(upper));
    }
}

/// A column with an upper bound alone has it as a row: files would read it as not negative. So may have a fixed one.
fn add(variables: &mut ProblemVariables, lp: &Lp, (j, fixed): (usize, Fixed)) -> Variable {
    let mut definition = variable();
    let by_row = fixed == Fixed::Row && lp.column_lower.get(j) == lp.column_upper.get(j);
    let lower = lp.column_lower.get(j).filter(|bound| bound.is_finite() && !by_row);
    if let Some(&lower) = lower {
        definition = definition.min(lower);
    }
    if let (Some(_), Some(&upper)) = (lower, lp.column_upper.get(j).filter(|bound| bound.is_finite())) {
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
