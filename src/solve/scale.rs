//! Branch and cut in a unit of its own, so that its absolute tolerances fit the amounts of the program.
//!
//! ```text
//! x[j] = s x'[j]      amounts; whole columns, and those between 0 and 1, keep their unit
//! row / s             rows that hold an amount
//! objective / s
//! ```
//!
//! `s` is a power of two, so that nothing is rounded on the way.

use crate::lp::{Level, Lp};

/// Largest amount that the tolerances fit.
const FITTING: f64 = 65_536.0;

/// The unit of a program's amounts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    unit: f64,
    /// Unit of each column.
    columns: Vec<f64>,
}

impl Scale {
    /// The unit in which the largest amount of a point fits; 1 where it does as it is.
    pub fn of(lp: &Lp, point: &[f64]) -> Self {
        let amounts = amounts(lp);
        let sizes = point.iter().zip(&amounts).filter(|(_, amount)| **amount);
        let largest = sizes.map(|(value, _)| value.abs()).fold(FITTING, f64::max);
        let unit = (largest / FITTING).log2().ceil().exp2();
        let unit = if unit.is_finite() { unit } else { 1.0 };
        let columns = amounts.into_iter().map(|amount| if amount { unit } else { 1.0 });
        Self {
            unit,
            columns: columns.collect(),
        }
    }

    /// The program in this unit, its first level alone.
    pub fn program(&self, lp: &Lp) -> Lp {
        let rows = self.rows(lp);
        let mut scaled = lp.clone();
        scaled.levels = lp.levels.iter().take(1).map(|level| self.level(level)).collect();
        for bounds in [&mut scaled.column_lower, &mut scaled.column_upper] {
            bounds.iter_mut().zip(&self.columns).for_each(|(bound, unit)| *bound /= unit);
        }
        for bounds in [&mut scaled.row_lower, &mut scaled.row_upper] {
            bounds.iter_mut().zip(&rows).for_each(|(bound, unit)| *bound /= unit);
        }
        for (unit, span) in self.columns.iter().zip(lp.starts.windows(2)) {
            let entries = scaled.values[span[0]..span[1]].iter_mut().zip(&lp.rows[span[0]..span[1]]);
            entries.for_each(|(value, row)| *value *= unit / rows[*row as usize]);
        }
        scaled
    }

    fn level(&self, level: &Level) -> Level {
        let coefficients = level.coefficients.iter().zip(&self.columns);
        Level {
            name: level.name.clone(),
            coefficients: coefficients.map(|(c, unit)| c * unit / self.unit).collect(),
            offset: level.offset / self.unit,
        }
    }

    /// Unit of each row: that of amounts where it holds one.
    fn rows(&self, lp: &Lp) -> Vec<f64> {
        let mut rows = vec![1.0; lp.height()];
        for (j, unit) in self.columns.iter().enumerate().filter(|(_, unit)| **unit != 1.0) {
            for (row, _) in lp.column(j) {
                rows[row] = *unit;
            }
        }
        rows
    }

    /// A point of the program in this unit.
    pub fn shrink(&self, point: &[f64]) -> Vec<f64> {
        point.iter().zip(&self.columns).map(|(value, unit)| value / unit).collect()
    }

    /// A point of the program as it is.
    pub fn grow(&self, point: &[f64]) -> Vec<f64> {
        point.iter().zip(&self.columns).map(|(value, unit)| value * unit).collect()
    }

    /// A value of the level as it is, without its constant part.
    pub fn value(&self, value: f64) -> f64 {
        value * self.unit
    }
}

/// Columns that are amounts: neither whole nor a share.
fn amounts(lp: &Lp) -> Vec<bool> {
    let bounds = lp.column_lower.iter().zip(&lp.column_upper).zip(&lp.integer);
    let share = |lower: f64, upper: f64| lower >= 0.0 && upper <= 1.0;
    bounds
        .map(|((lower, upper), whole)| !whole && !share(*lower, *upper))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// min 3 x + 5 y + 7 z, x - 1e9 y <= 0, y + z >= 1, x + z >= 1e8; y whole, z a share.
    fn program() -> Lp {
        Lp {
            levels: vec![Level {
                name: "cost".into(),
                coefficients: vec![3.0, 5.0, 7.0],
                offset: 2.0,
            }],
            column_lower: vec![0.0; 3],
            column_upper: vec![f64::INFINITY, 1.0, 1.0],
            integer: vec![false, true, false],
            row_lower: vec![f64::NEG_INFINITY, 1.0, 1e8],
            row_upper: vec![0.0, f64::INFINITY, f64::INFINITY],
            starts: vec![0, 2, 4, 6],
            rows: vec![0, 2, 0, 1, 1, 2],
            values: vec![1.0, 1.0, -1e9, 1.0, 1.0, 1.0],
        }
    }

    #[test]
    fn a_program_and_its_scaled_one_have_the_same_points_and_values() {
        let lp = program();
        let point = [1e8, 1.0, 0.25];
        let scale = Scale::of(&lp, &point);
        assert_eq!(scale.unit, 2048.0);
        let (small, inside) = (scale.program(&lp), scale.shrink(&point));
        assert_eq!(small.column_upper, [f64::INFINITY, 1.0, 1.0]);
        assert_eq!(small.row_lower, [f64::NEG_INFINITY, 1.0, 1e8 / 2048.0]);
        assert_eq!(small.values, [1.0, 1.0, -1e9 / 2048.0, 1.0, 1.0, 1.0 / 2048.0]);
        assert_eq!(scale.grow(&inside), point);
        let (own, of) = (&lp.levels[0], &small.levels[0]);
        assert_eq!(scale.value(of.at(&inside)), own.at(&point));
        let rows = [2048.0, 1.0, 2048.0];
        for (row, unit) in rows.into_iter().enumerate() {
            assert_eq!(small.activities(&inside)[row].0 * unit, lp.activities(&point)[row].0);
        }
    }

    #[test]
    fn amounts_that_fit_stay_as_they_are() {
        let lp = program();
        let scale = Scale::of(&lp, &[65_536.0, 1.0, 1.0]);
        assert_eq!((scale.unit, scale.program(&lp)), (1.0, lp));
        assert_eq!(Scale::of(&Lp::default(), &[]).unit, 1.0);
    }
}
