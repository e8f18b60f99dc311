//! How far a point leaves the bounds of rows, columns and whole numbers.

use super::super::Lp;

/// A largest violation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Worst {
    /// In the unit of the row or column.
    pub absolute: f64,
    /// Relative to the size of the row (the sum of the magnitudes of its terms) or column, to the bound, or to 1, whichever is largest.
    pub relative: f64,
}

/// Violations of a point; zero where it keeps every bound.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Residuals {
    /// Largest violation of a row's bound.
    pub rows: Worst,
    /// Largest violation of a column's bound.
    pub columns: Worst,
    /// Largest distance of a whole column from a whole number.
    pub whole: f64,
}

impl Residuals {
    /// Of a point; infinite where it has not one number for each column, or one that is no number.
    pub fn of(lp: &Lp, point: &[f64]) -> Self {
        if point.len() != lp.columns() || point.iter().any(|x| !x.is_finite()) {
            let all = Worst {
                absolute: f64::INFINITY,
                relative: f64::INFINITY,
            };
            return Self {
                rows: all,
                columns: all,
                whole: f64::INFINITY,
            };
        }
        let columns = point.iter().map(|x| (*x, x.abs()));
        let whole = point.iter().zip(&lp.integer).filter(|(_, whole)| **whole);
        Self {
            rows: worst(lp.activities(point).into_iter(), (&lp.row_lower, &lp.row_upper)),
            columns: worst(columns, (&lp.column_lower, &lp.column_upper)),
            whole: whole.map(|(x, _)| (x - x.round()).abs()).fold(0.0, f64::max),
        }
    }

    /// Largest relative violation of all.
    pub fn largest(&self) -> f64 {
        self.rows.relative.max(self.columns.relative).max(self.whole)
    }
}

fn worst(places: impl Iterator<Item = (f64, f64)>, (lower, upper): (&[f64], &[f64])) -> Worst {
    let bounds = lower.iter().zip(upper);
    places.zip(bounds).fold(Worst::default(), |worst, ((at, size), (low, high))| {
        let (bound, by) = if at < *low {
            (low, low - at)
        } else {
            (high, (at - high).max(0.0))
        };
        if by == 0.0 {
            return worst;
        }
        Worst {
            absolute: worst.absolute.max(by),
            relative: worst.relative.max(by / size.max(bound.abs()).max(1.0)),
        }
    })
}
