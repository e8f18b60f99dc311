//! Duals made right to the last bit where a column has no upper bound.
//!
//! A reduced cost of `-1e-9` times an implied bound of `1e9` costs a unit of the bound. A dual of a row moved by as little costs nothing where the
//! row's bound is zero, as that of a balance is.

use super::bound::Priced;
use super::reach::Reach;
use std::collections::VecDeque;

/// Part of the magnitudes of a reduced cost up to which it is moved: the tolerances of solvers, far from a price that is wrong.
const NOISE: f64 = 1e-6;
/// Visits of a column, on average, before it is left as it is.
const VISITS: usize = 8;

/// Lowers duals until no column without an upper bound has a reduced cost below zero by rounding alone. Only ever lowers, so that what one
/// column moves runs on to those that draw from its row, as distances do in the method of Bellman and Ford, and ends where a reduced cost has room.
pub(super) fn settle(priced: &mut Priced, reach: &Reach) {
    let lp = priced.lp;
    let mut queue: VecDeque<usize> = (0..lp.columns()).filter(|&j| lp.column_upper[j].is_infinite()).collect();
    let mut queued: Vec<bool> = lp.column_upper.iter().map(|upper| upper.is_infinite()).collect();
    let mut visits = VISITS * lp.columns();
    while let Some(j) = queue.pop_front().filter(|_| visits > 0) {
        visits -= 1;
        queued[j] = false;
        let Some(row) = lower(priced, j) else { continue };
        for &(other, value) in reach.row(row) {
            let other = other as usize;
            if value < 0.0 && lp.column_upper[other].is_infinite() && !std::mem::replace(&mut queued[other], true) {
                queue.push_back(other);
            }
        }
    }
}

/// The row whose dual was lowered so that the reduced cost of a column is not negative.
fn lower(priced: &mut Priced, j: usize) -> Option<usize> {
    let reduced = priced.reduced(j).0;
    if reduced >= 0.0 || -reduced > NOISE * priced.approximate(j).1 {
        return None;
    }
    let lp = priced.lp;
    let movable = |&(i, value): &(usize, f64)| value > 0.0 && (lp.row_upper[i].is_finite() || priced.duals[i] > -reduced / value);
    let rank = |&(i, value): &(usize, f64)| (lp.row_lower[i] == 0.0 || lp.row_upper[i] == 0.0, value);
    let (row, value) = lp
        .column(j)
        .filter(movable)
        .max_by(|a, b| rank(a).partial_cmp(&rank(b)).unwrap_or(std::cmp::Ordering::Equal))?;
    let mut step = -reduced / value;
    for _ in 0..4 {
        priced.duals[row] = (priced.duals[row] - step).next_down();
        let left = priced.reduced(j).0;
        if left >= 0.0 {
            break;
        }
        step = -left / value;
    }
    Some(row)
}
