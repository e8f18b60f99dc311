//! Solvers that are programs of their own, called with a file and read back from another.

use std::panic::{AssertUnwindSafe, catch_unwind};

use good_lp::ResolutionError;
use good_lp::solvers::lp_solvers::{LpSolver, SolverTrait};

use super::other;
use super::program::{self, Fixed};
use crate::lp::{Level, Lp};

/// Minimises one level. The reader of answers panics where one breaks off or is not in the form it knows.
pub(super) fn minimise<S: SolverTrait + Clone>(lp: &Lp, level: &Level, solver: S) -> Result<Vec<f64>, ResolutionError> {
    match catch_unwind(AssertUnwindSafe(|| {
        program::minimise((lp, level), LpSolver(solver), Fixed::Bounds)
    })) {
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
