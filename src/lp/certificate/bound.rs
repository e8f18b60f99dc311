//! The Lagrangian bound of a program at given duals, safe against rounding.
//!
//! For any `y`, every point of the program has
//! `c x >= sum over rows of min(y_i s, row_lower_i <= s <= row_upper_i) + sum over columns of min(d_j x_j, lower_j <= x_j <= upper_j)`,
//! `d = c - A' y`. Source: Neumaier and Shcherbina, Safe bounds in linear and mixed-integer linear programming, Mathematical
//! Programming 99 (2004) 283-296. `d` is enclosed, everything is rounded down.

use super::super::Lp;
use super::reach::Reach;
use super::rounding::{Sum, product_down};

/// A level with the levels before it held: the objective `level + sum of factor x (earlier level - its value)`.
#[derive(Clone, Debug)]
pub(super) struct Priced<'a> {
    /// The program.
    pub lp: &'a Lp,
    /// Levels with their factors.
    pub levels: Vec<(f64, usize)>,
    /// Dual of each row.
    pub duals: Vec<f64>,
}

/// Columns without a bound on the side that their reduced cost needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// How many.
    pub columns: usize,
    /// One of them.
    pub column: usize,
}

impl Priced<'_> {
    /// Sets duals to zero that need a side which their row does not have.
    pub(super) fn trim(&mut self) {
        let sides = self.lp.row_lower.iter().zip(&self.lp.row_upper);
        for (dual, (lower, upper)) in self.duals.iter_mut().zip(sides) {
            let side = if *dual > 0.0 { lower } else { upper };
            if !side.is_finite() {
                *dual = 0.0;
            }
        }
    }

    /// Enclosure of the reduced cost of a column.
    pub(super) fn reduced(&self, j: usize) -> (f64, f64) {
        let mut sum = Sum::default();
        for &(factor, level) in &self.levels {
            sum.add_product(factor, self.lp.levels[level].coefficients[j]);
        }
        for (i, value) in self.lp.column(j) {
            sum.add_product(-value, self.duals[i]);
        }
        (sum.lower(), sum.upper())
    }

    /// Reduced cost of a column, and the sum of the magnitudes it is made of, without regard to rounding.
    pub(super) fn approximate(&self, j: usize) -> (f64, f64) {
        let costs = self
            .levels
            .iter()
            .map(|&(factor, level)| factor * self.lp.levels[level].coefficients[j]);
        let parts = self.lp.column(j).map(|(i, value)| -value * self.duals[i]);
        costs
            .chain(parts)
            .fold((0.0, 0.0), |(sum, size), part| (sum + part, size + part.abs()))
    }

    /// The bound. `values` are those at which the earlier levels, and only they, are held.
    pub(super) fn bound(&self, reach: &Reach, values: &[f64]) -> Result<f64, Open> {
        let mut sum = self.constant(values);
        let mut open: Option<Open> = None;
        for j in 0..self.lp.columns() {
            let reduced = self.reduced(j);
            if !least(&mut sum, reduced, (reach.lower[j], reach.upper[j])) {
                let columns = open.map_or(1, |open| open.columns + 1);
                open = Some(Open {
                    columns,
                    column: open.map_or(j, |open| open.column),
                });
            }
        }
        match open {
            Some(open) => Err(open),
            None => Ok(sum.lower()),
        }
    }

    /// The part of rows, offsets and held values.
    fn constant(&self, values: &[f64]) -> Sum {
        let mut sum = Sum::default();
        for &(factor, level) in &self.levels {
            sum.add_product(factor, self.lp.levels[level].offset);
            if let Some(&value) = values.get(level) {
                sum.add_product(-factor, value);
            }
        }
        let sides = self.lp.row_lower.iter().zip(&self.lp.row_upper);
        for (&dual, (&lower, &upper)) in self.duals.iter().zip(sides) {
            sum.add_product(dual, if dual > 0.0 { lower } else { upper });
        }
        sum
    }
}

/// Adds the least that a column can give; false where there is no least.
fn least(sum: &mut Sum, (low, high): (f64, f64), (lower, upper): (f64, f64)) -> bool {
    let needs = |bound: f64, needed: bool| !needed || bound.is_finite();
    if !low.is_finite() || !high.is_finite() || !needs(lower, high > 0.0) || !needs(upper, low < 0.0) {
        return false;
    }
    // The reduced cost at which a bound gives least.
    let at_lower = if lower >= 0.0 { low } else { high };
    let at_upper = if upper >= 0.0 { low } else { high };
    if low >= 0.0 && high > 0.0 {
        sum.add_product(at_lower, lower);
    } else if high <= 0.0 && low < 0.0 {
        sum.add_product(at_upper, upper);
    } else if low < 0.0 {
        sum.add(product_down(low, upper).min(product_down(high, lower)));
    }
    true
}
