//! The value of a level as a function of bounds, at one basis.

use super::Lp;

/// Part of the magnitudes it is made of below which a reduced cost is rounding.
const NOISE: f64 = 1e-9;

/// A bound that counts.
#[derive(Clone, Copy, Debug)]
enum Bound {
    RowLower(usize),
    RowUpper(usize),
    ColumnLower(usize),
    ColumnUpper(usize),
}

/// `offset + sum of dual x active bound of its row + sum of reduced cost x active bound of its column`: the value of a level while the basis
/// that the duals belong to stays optimal. It is linear in the bounds; matrix and costs are those of the program it was made from.
#[derive(Clone, Debug)]
pub struct DualLine {
    offset: f64,
    terms: Vec<(Bound, f64)>,
}

impl DualLine {
    /// That of a level at a point with its duals. The active bound of a row or column is the finite one that the point is nearest to.
    /// None where there is no such level.
    pub fn of(lp: &Lp, level: usize, (point, duals): (&[f64], &[f64])) -> Option<Self> {
        let level = lp.levels.get(level)?;
        let mut terms = Vec::new();
        let activities = lp.activities(point);
        let rows = lp.row_lower.iter().zip(&lp.row_upper).zip(activities);
        for (i, (((lower, upper), (activity, _)), dual)) in rows.zip(duals).enumerate() {
            let bound = nearest(activity, (*lower, *upper), [Bound::RowLower(i), Bound::RowUpper(i)]);
            terms.extend(bound.filter(|_| *dual != 0.0).map(|bound| (bound, *dual)));
        }
        let columns = lp.column_lower.iter().zip(&lp.column_upper).zip(point);
        for (j, (((lower, upper), value), cost)) in columns.zip(&level.coefficients).enumerate() {
            let price = reduced(lp, j, *cost, duals);
            let bound = nearest(*value, (*lower, *upper), [Bound::ColumnLower(j), Bound::ColumnUpper(j)]);
            terms.extend(bound.filter(|_| price != 0.0).map(|bound| (bound, price)));
        }
        let offset = level.offset;
        Some(Self { offset, terms })
    }

    /// Value under the bounds of a program of the same shape.
    pub fn at(&self, lp: &Lp) -> f64 {
        let value = |bound: Bound| match bound {
            Bound::RowLower(i) => lp.row_lower.get(i),
            Bound::RowUpper(i) => lp.row_upper.get(i),
            Bound::ColumnLower(j) => lp.column_lower.get(j),
            Bound::ColumnUpper(j) => lp.column_upper.get(j),
        };
        let sum: f64 = self
            .terms
            .iter()
            .filter_map(|(bound, price)| Some(price * value(*bound)?))
            .sum();
        sum + self.offset
    }
}

fn nearest(value: f64, (lower, upper): (f64, f64), [low, high]: [Bound; 2]) -> Option<Bound> {
    match (lower.is_finite(), upper.is_finite()) {
        (true, true) if (value - lower).abs() <= (upper - value).abs() => Some(low),
        (true, false) => Some(low),
        (_, true) => Some(high),
        (false, false) => None,
    }
}

/// Reduced cost of a column, zero where it cannot be told from rounding.
fn reduced(lp: &Lp, j: usize, cost: f64, duals: &[f64]) -> f64 {
    let (rest, size) = lp.column(j).fold((cost, cost.abs()), |(rest, size), (i, value)| {
        let part = value * duals.get(i).copied().unwrap_or(0.0);
        (rest - part, size + part.abs())
    });
    if rest.abs() <= NOISE * size { 0.0 } else { rest }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lp::Builder;

    /// Minimise 2 x + 3 y with x + y = 10 and x <= 6: 24, and 3 more for a tonne more, 1 less for one more of x.
    #[test]
    fn the_value_follows_the_bounds() {
        let mut builder = Builder::new(vec!["cost".into()]);
        let (x, y) = (builder.column(0.0, 6.0), builder.column(0.0, f64::INFINITY));
        let row = builder.row(10.0, 10.0);
        builder.entry(row, x, 1.0);
        builder.entry(row, y, 1.0);
        builder.cost(0, x, 2.0);
        builder.cost(0, y, 3.0);
        let mut lp = builder.finish();
        let line = DualLine::of(&lp, 0, (&[6.0, 4.0], &[3.0])).unwrap();
        assert_eq!(line.at(&lp), 24.0);
        (lp.row_lower[0], lp.row_upper[0]) = (11.0, 11.0);
        assert_eq!(line.at(&lp), 27.0);
        lp.column_upper[0] = 7.0;
        assert_eq!(line.at(&lp), 26.0);
        assert!(DualLine::of(&lp, 1, (&[6.0, 4.0], &[3.0])).is_none());
    }
}
