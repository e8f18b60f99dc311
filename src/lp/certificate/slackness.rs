//! Complementary slackness: a reduced cost is paid only where the column stands at its bound, a dual only where its row does.

use super::bound::Priced;
use super::reach::Reach;

/// How far a point and duals are from complementary slackness.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Slackness {
    /// Largest reduced cost, relative to the sum of the magnitudes it is made of, that points where its column has no bound.
    pub wrong_sign: f64,
    /// Largest product of a reduced cost or dual and the distance from its bound.
    pub product: f64,
}

impl Slackness {
    /// Of a point, the sums of its rows, and the duals of a level.
    pub(super) fn of(priced: &Priced, (point, activities): (&[f64], &[f64]), reach: &Reach) -> Self {
        let lp = priced.lp;
        let mut found = Self::default();
        for (j, &x) in point.iter().enumerate() {
            let (reduced, size) = priced.approximate(j);
            let wrong = if reduced > 0.0 {
                lp.column_lower[j]
            } else {
                lp.column_upper[j]
            };
            if wrong.is_infinite() && reduced != 0.0 {
                found.wrong_sign = found.wrong_sign.max(reduced.abs() / size);
            }
            found.take(reduced, (x, reach.lower[j], reach.upper[j]));
        }
        let sides = lp.row_lower.iter().zip(&lp.row_upper);
        for ((&dual, &at), (&lower, &upper)) in priced.duals.iter().zip(activities).zip(sides) {
            found.take(dual, (at, lower, upper));
        }
        found
    }

    fn take(&mut self, price: f64, (at, lower, upper): (f64, f64, f64)) {
        let distance = if price > 0.0 { at - lower } else { upper - at };
        if price != 0.0 && distance.is_finite() {
            self.product = self.product.max((price * distance).abs());
        }
    }
}
