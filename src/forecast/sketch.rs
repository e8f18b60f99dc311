//! Quantiles of any count of numbers in bounded memory, within one part in ten thousand.
//!
//! Numbers are counted in bins whose bounds grow by a constant factor, one row of bins for each sign (C. Masson, J. E. Rim, H. K. Lee, DDSketch,
//! Proceedings of the VLDB Endowment 12, 2019, 2195-2205). Nothing is drawn by lot, and the same numbers in the same order give the same quantiles.

use std::collections::BTreeMap;

/// Relative error of a quantile.
const ERROR: f64 = 1e-4;
/// Numbers of this size and less count as zero.
const LEAST: f64 = 1e-9;

/// Weighted counts of numbers by size.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    bins: BTreeMap<i32, f64>,
    /// Weight of all numbers.
    pub weight: f64,
    /// Weighted sum.
    pub sum: f64,
}

impl Sketch {
    /// Adds a number.
    pub fn add(&mut self, value: f64, weight: f64) {
        *self.bins.entry(bin(value)).or_default() += weight;
        self.weight += weight;
        self.sum += value * weight;
    }

    /// Adds zeros, so that the numbers count for a whole of this weight.
    pub fn fill(&mut self, whole: f64) {
        let missing = whole - self.weight;
        if missing > whole * 1e-12 {
            self.add(0.0, missing);
        }
    }

    /// Mean; zero of nothing.
    pub fn mean(&self) -> f64 {
        if self.weight > 0.0 { self.sum / self.weight } else { 0.0 }
    }

    /// The number that a share of the weight lies at or below.
    pub fn quantile(&self, share: f64) -> f64 {
        let wanted = share * self.weight;
        let mut passed = 0.0;
        for (bin, weight) in &self.bins {
            passed += weight;
            if passed >= wanted * (1.0 - 1e-12) {
                return value(*bin);
            }
        }
        self.bins.last_key_value().map_or(0.0, |(bin, _)| value(*bin))
    }
}

/// Growth of the bins.
fn step() -> f64 {
    ((1.0 + ERROR) / (1.0 - ERROR)).ln()
}

/// Bin of a number: 0 of what counts as zero, else above or below it by size.
fn bin(value: f64) -> i32 {
    if value.abs() <= LEAST {
        return 0;
    }
    let size = ((value.abs() / LEAST).ln() / step()).ceil() as i32;
    if value > 0.0 { size } else { -size }
}

/// The middle of a bin.
fn value(bin: i32) -> f64 {
    if bin == 0 {
        return 0.0;
    }
    let upper = LEAST * (f64::from(bin.abs()) * step()).exp();
    upper * (1.0 - ERROR) * f64::from(bin.signum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_exact_to_one_part_in_ten_thousand() {
        let mut sketch = Sketch::default();
        (1..=1000).for_each(|k| sketch.add(f64::from(k) * 3.0 - 1500.0, 1.0));
        for (share, exact) in [(0.05, -1350.0), (0.5, 0.0), (0.95, 1350.0), (1.0, 1500.0)] {
            assert!((sketch.quantile(share) - exact).abs() <= 1.0001e-4 * exact.abs(), "{share}");
        }
        assert!((sketch.mean() - 1.5).abs() < 1e-9);
    }

    #[test]
    fn weights_count_and_what_is_missing_is_zero() {
        let mut sketch = Sketch::default();
        sketch.add(10.0, 1.0);
        sketch.add(20.0, 2.0);
        sketch.fill(10.0);
        assert_eq!(sketch.quantile(0.7), 0.0);
        assert!((sketch.quantile(0.75) - 10.0).abs() < 1e-3);
        assert!((sketch.quantile(0.85) - 20.0).abs() < 2e-3);
        assert!((sketch.mean() - 5.0).abs() < 1e-12);
    }
}
