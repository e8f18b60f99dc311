//! One objective for all levels.

use crate::lp::Lp;

/// Typical contribution of a level, in those of the next level.
const STEP: f64 = 10.0;
/// Typical contribution of the last level: a tie-break, too light to lead the first run astray.
const TIE: f64 = 1e-3;
/// Growth beyond what the proof asked for.
const MARGIN: f64 = 8.0;
/// Largest typical contribution of the first level, in those of the last; more drowns the last in rounding.
const SPAN: f64 = 1e10;

/// Weight of each level in one objective.
///
/// The scale of a level is its largest coefficient. The last level but one becomes 10, each one before weighs ten times more to
/// begin with, the last much less, and grows to what the lexicographic proof asks for. The last levels may be left out.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    /// Weight of each level.
    pub of: Vec<f64>,
    scales: Vec<f64>,
}

impl Weights {
    /// First guess.
    pub(super) fn first(lp: &Lp) -> Self {
        let scales: Vec<f64> = lp.levels.iter().map(|level| largest(&level.coefficients)).collect();
        let last = scales.len();
        let of = scales
            .iter()
            .enumerate()
            .map(|(k, scale)| STEP.powi(exponent(last - 1 - k)) * if k + 1 == last { TIE } else { 1.0 } / scale)
            .collect();
        Self { of, scales }
    }

    /// Coefficients of the one objective.
    pub(super) fn combine(&self, lp: &Lp) -> Vec<f64> {
        let mut costs = vec![0.0; lp.columns()];
        for (level, weight) in lp.levels.iter().zip(&self.of) {
            for (cost, coefficient) in costs.iter_mut().zip(&level.coefficients) {
                *cost += weight * coefficient;
            }
        }
        costs
    }

    /// Leaves out the last level; false where only one is left.
    pub(super) fn shorten(&mut self) -> bool {
        let several = self.of.len() > 1;
        if several {
            self.of.pop();
            self.scales.pop();
        }
        several
    }

    /// Grows each level, and those before it, by its factor. False, and unchanged, when numbers would span too far.
    pub(super) fn grow(&mut self, factors: &[f64]) -> bool {
        let mut product = 1.0;
        let mut grown = self.of.clone();
        for (weight, &factor) in grown.iter_mut().zip(factors).rev() {
            if factor > 1.0 {
                product *= factor * MARGIN;
            }
            *weight *= product;
        }
        let span = grown
            .iter()
            .zip(&self.scales)
            .map(|(weight, scale)| weight * scale)
            .fold(0.0, f64::max);
        let fits = product > 1.0 && span <= SPAN;
        if fits {
            self.of = grown;
        }
        fits
    }
}

fn exponent(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// Largest magnitude; 1 without any.
fn largest(coefficients: &[f64]) -> f64 {
    let largest = coefficients.iter().fold(0.0_f64, |largest, c| largest.max(c.abs()));
    if largest > 0.0 { largest } else { 1.0 }
}

/// Geometric mean of the magnitudes of the non-zero coefficients; 1 without any.
pub(super) fn scale(coefficients: &[f64]) -> f64 {
    let (sum, count) = coefficients
        .iter()
        .filter(|c| **c != 0.0)
        .fold((0.0, 0.0), |(sum, count), c| (sum + c.abs().log2(), count + 1.0));
    if count > 0.0 { (sum / count).exp2() } else { 1.0 }
}
