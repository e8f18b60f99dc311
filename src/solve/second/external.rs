//! Solvers that are programs of their own, called with a file and read back from another.
//!
//! They print few digits (GLPK six, and good_lp keeps single precision of any), too few to compare values to 1e-6. So each answer
//! is refined: the program is moved to the point found and solved again in a small box around it, where the same digits are worth
//! a thousand times more (iterative refinement: Gleixner, Steffy, Wolter, *INFORMS J. Computing* 28(3), 2016).

use std::panic::{AssertUnwindSafe, catch_unwind};

use good_lp::ResolutionError;
use good_lp::solvers::lp_solvers::{LpSolver, SolverTrait};

use super::{other, program, violation};
use crate::lp::{Level, Lp};

/// Half the side of the box, in the largest value of the point at first, then in that of the box before.
const BOX: f64 = 1e-3;
/// Most refinements.
const ROUNDS: usize = 3;
/// Violation of a bound that needs no further refinement.
const EXACT: f64 = 1e-9;

/// Minimises one level, and refines the point at least once, until it keeps its bounds well.
pub(super) fn minimise<S: SolverTrait + Clone>(lp: &Lp, level: &Level, solver: S) -> Result<Vec<f64>, ResolutionError> {
    let mut point = call(lp, level, solver.clone())?;
    let mut size = point.iter().fold(1.0_f64, |most, x| most.max(x.abs()));
    for _ in 0..ROUNDS {
        size *= BOX;
        let change = call(&around(lp, &point, size), level, solver.clone())?;
        point.iter_mut().zip(change).for_each(|(x, z)| *x += size * z);
        if violation(lp, &point) <= EXACT {
            break;
        }
    }
    Ok(point)
}

/// The reader of answers panics where one breaks off or is not in the form it knows.
fn call<S: SolverTrait + Clone>(lp: &Lp, level: &Level, solver: S) -> Result<Vec<f64>, ResolutionError> {
    match catch_unwind(AssertUnwindSafe(|| program::minimise(lp, level, LpSolver(solver)))) {
        Ok(Err(ResolutionError::Str(message))) => Err(other(&missing(&message).unwrap_or(message))),
        Ok(answer) => answer,
        Err(_) => Err(other("its answer cannot be read")),
    }
}

/// What to do where the program was not found.
fn missing(message: &str) -> Option<String> {
    let (_, rest) = message.split_once("Error while running ")?;
    let (command, _) = rest.split_once(": ")?;
    Some(format!(
        "the program `{command}` cannot be run; install it or put it on the path"
    ))
}

/// The program in the change from a point, in units of `size`, at most one unit each way; whole numbers stay as they are.
fn around(lp: &Lp, point: &[f64], size: f64) -> Lp {
    let mut moved = lp.clone();
    let columns = moved.column_lower.iter_mut().zip(&mut moved.column_upper);
    for (((lower, upper), x), whole) in columns.zip(point).zip(&mut moved.integer) {
        let at = if *whole { x.round() } else { *x };
        let reach = if *whole { 0.0 } else { 1.0 };
        let off = (at - x) / size;
        (*lower, *upper) = (((*lower - x) / size).max(off - reach), ((*upper - x) / size).min(off + reach));
        *whole = false;
    }
    let rows = moved.row_lower.iter_mut().zip(&mut moved.row_upper);
    for ((lower, upper), (activity, _)) in rows.zip(lp.activities(point)) {
        (*lower, *upper) = ((*lower - activity) / size, (*upper - activity) / size);
    }
    moved
}
