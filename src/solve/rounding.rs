//! Whole numbers near a point of the relaxation.

use crate::lp::Lp;

/// How near a value must be to a whole number to be taken for it.
const NEAR: f64 = 1e-6;

/// The point with its whole columns rounded to the nearest, up, and down, each within its bounds and each kind once.
pub(super) fn candidates(lp: &Lp, point: &[f64]) -> Vec<Vec<f64>> {
    let ways: [fn(f64) -> f64; 3] = [f64::round, |value| (value - NEAR).ceil(), |value| (value + NEAR).floor()];
    let mut found: Vec<Vec<f64>> = Vec::new();
    for candidate in ways.map(|way| rounded(lp, point, way)) {
        if !found.contains(&candidate) {
            found.push(candidate);
        }
    }
    found
}

fn rounded(lp: &Lp, point: &[f64], way: fn(f64) -> f64) -> Vec<f64> {
    let bounds = lp.column_lower.iter().zip(&lp.column_upper);
    let columns = point.iter().zip(&lp.integer).zip(bounds);
    columns
        .map(|((&value, &whole), (&lower, &upper))| {
            if whole {
                way(value).max(lower.ceil()).min(upper.floor())
            } else {
                value
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_columns_are_rounded_three_ways_within_their_bounds() {
        let lp = Lp {
            column_lower: vec![0.0; 3],
            column_upper: vec![1.0, 7.5, 9.0],
            integer: vec![true, true, false],
            ..Lp::default()
        };
        let found = candidates(&lp, &[0.4, 7.5, 2.5]);
        assert_eq!(found, [vec![0.0, 7.0, 2.5], vec![1.0, 7.0, 2.5]]);
        assert_eq!(candidates(&lp, &[1.0 - 1e-9, 3.0 + 1e-9, 2.5]).len(), 1);
    }
}
