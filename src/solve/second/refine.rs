//! Points made exact enough to compare values to 1e-6.
//!
//! An interior point keeps its bounds in proportion to the largest number of the program, and installed solvers print few digits (GLPK
//! six, and good_lp keeps single precision of any). So a rough answer is refined: the program is moved to the point found and solved
//! again in a small box around it, where the same digits are worth a thousand times more (iterative refinement: Gleixner, Steffy,
//! Wolter, *INFORMS J. Computing* 28(3), 2016).

use good_lp::ResolutionError;

use super::violation;
use crate::lp::{Level, Lp};

/// Half the side of the box, in the largest value of the point at first, then in that of the box before.
const BOX: f64 = 1e-3;
/// Most refinements.
const ROUNDS: usize = 3;
/// Violation of a bound that needs no refinement.
const EXACT: f64 = 1e-7;

/// Minimises one level with `solve`, and refines the point until it keeps its bounds well.
pub(super) fn refined(
    lp: &Lp,
    level: &Level,
    solve: impl Fn(&Lp, &Level) -> Result<Vec<f64>, ResolutionError>,
) -> Result<Vec<f64>, ResolutionError> {
    let mut point = solve(lp, level)?;
    let mut size = point.iter().fold(1.0_f64, |most, x| most.max(x.abs()));
    for _ in 0..ROUNDS {
        if violation(lp, &point) <= EXACT {
            break;
        }
        size *= BOX;
        // What goes wrong in the box says nothing of the program: the rough point is judged as it is.
        let Ok(change) = solve(&around(lp, &point, size), level) else {
            break;
        };
        point.iter_mut().zip(change).for_each(|(x, z)| *x += size * z);
    }
    Ok(point)
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
