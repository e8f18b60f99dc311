//! A verdict of "unbounded" made sure of.
//!
//! Simplex codes take a ray from one column of a degenerate tableau, and microlp at times reports one that a row cuts off at once. So the
//! program is solved again in two wide boxes: one without an optimum does better in the wider.

use good_lp::ResolutionError;

use super::{AGREEMENT, difference};
use crate::lp::{Level, Lp};

/// Half the side of the first box, in the largest finite bound.
const WIDE: f64 = 1e4;

/// The best point inside a box; unbounded where a box twice as wide holds a better one.
pub(super) fn within(
    lp: &Lp,
    level: &Level,
    solve: impl Fn(&Lp) -> Result<Vec<f64>, ResolutionError>,
) -> Result<Vec<f64>, ResolutionError> {
    let bounds = [&lp.column_lower, &lp.column_upper, &lp.row_lower, &lp.row_upper];
    let finite = bounds.into_iter().flatten().filter(|bound| bound.is_finite());
    let side = WIDE * finite.fold(1.0_f64, |most, bound| most.max(bound.abs()));
    let point = solve(&inside(lp, side))?;
    let wider = solve(&inside(lp, 2.0 * side))?;
    if difference(level, level.at(&wider), level.at(&point)) > AGREEMENT {
        Err(ResolutionError::Unbounded)
    } else {
        Ok(point)
    }
}

fn inside(lp: &Lp, side: f64) -> Lp {
    let mut boxed = lp.clone();
    boxed.column_lower.iter_mut().for_each(|lower| *lower = lower.max(-side));
    boxed.column_upper.iter_mut().for_each(|upper| *upper = upper.min(side));
    boxed
}
