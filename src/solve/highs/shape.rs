//! What must hold of a program before its arrays go to C.

use super::{SolveError, error};
use crate::lp::Lp;

/// Holds the parts of a program to each other: lengths, indices, finite numbers.
///
/// # Errors
/// When they do not fit.
pub fn check(lp: &Lp) -> Result<(), SolveError> {
    let (columns, rows, entries) = (lp.columns(), lp.height(), lp.entries());
    let lengths = [
        ("column_upper", lp.column_upper.len(), columns),
        ("integer", lp.integer.len(), columns),
        ("row_upper", lp.row_upper.len(), rows),
        ("starts", lp.starts.len(), columns + 1),
        ("rows", lp.rows.len(), entries),
    ];
    for (name, found, expected) in lengths {
        if found != expected {
            return refuse(format!("`{name}` has {found} entries, expected {expected}"));
        }
    }
    for level in &lp.levels {
        if level.coefficients.len() != columns {
            return refuse(format!(
                "level `{}` has {} coefficients, expected {columns}",
                level.name,
                level.coefficients.len()
            ));
        }
        if !(level.offset.is_finite() && level.coefficients.iter().all(|c| c.is_finite())) {
            return refuse(format!("level `{}` has a coefficient that is not finite", level.name));
        }
    }
    matrix(lp)?;
    numbers(lp)
}

fn matrix(lp: &Lp) -> Result<(), SolveError> {
    let ends = (lp.starts.first(), lp.starts.last());
    if ends != (Some(&0), Some(&lp.entries())) || lp.starts.windows(2).any(|pair| matches!(pair, [a, b] if a > b)) {
        return refuse("`starts` does not ascend from 0 to the number of entries");
    }
    if lp.rows.iter().any(|&row| row as usize >= lp.height()) {
        return refuse("an entry names a row that does not exist");
    }
    for pair in lp.starts.windows(2) {
        let &[from, to] = pair else { continue };
        let column = lp.rows.get(from..to).unwrap_or_default();
        if column.windows(2).any(|pair| matches!(pair, [a, b] if a >= b)) {
            return refuse("the rows of a column do not ascend");
        }
    }
    Ok(())
}

/// Holds an objective to the program.
pub(super) fn costs(lp: &Lp, costs: &[f64]) -> Result<(), SolveError> {
    if costs.len() == lp.columns() && costs.iter().all(|c| c.is_finite()) {
        return Ok(());
    }
    refuse("the objective has another length than the columns, or a coefficient that is not finite")
}

fn numbers(lp: &Lp) -> Result<(), SolveError> {
    if !lp.values.iter().all(|v| v.is_finite()) {
        return refuse("a coefficient is not finite");
    }
    let bad_lower = |v: &f64| v.is_nan() || *v == f64::INFINITY;
    let bad_upper = |v: &f64| v.is_nan() || *v == f64::NEG_INFINITY;
    if let Some(j) = lp
        .column_lower
        .iter()
        .position(bad_lower)
        .or(lp.column_upper.iter().position(bad_upper))
    {
        return refuse(format!("column {j} has a bound that is no number or the wrong infinity"));
    }
    if let Some(i) = lp
        .row_lower
        .iter()
        .position(bad_lower)
        .or(lp.row_upper.iter().position(bad_upper))
    {
        return refuse(format!("row {i} has a bound that is no number or the wrong infinity"));
    }
    Ok(())
}

fn refuse(message: impl Into<String>) -> Result<(), SolveError> {
    Err(error("program", message))
}
