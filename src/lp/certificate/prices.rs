//! Reduced costs of a level, and where the point stands between its bounds.

use super::super::{Level, Lp};
use super::reach::Reach;

/// Part of the summed magnitudes below which a reduced cost counts as zero.
const NOISE: f64 = 1e-9;
/// Part of the largest coefficient of a level below which anything counts as zero.
const FLOOR: f64 = 1e-12;
/// Part of a bound, at least of 1, within which a column or row counts as standing at it.
const NEAR: f64 = 1e-7;
/// Room of a column or row without bound on the other side.
const OPEN: f64 = 1e12;

/// Prices of one level at its duals: the reduced cost of each column, then the dual of each row. What cannot be told from rounding is zero.
pub(super) fn of_level(lp: &Lp, level: &Level, duals: &[f64]) -> Vec<f64> {
    let floor = FLOOR * level.coefficients.iter().fold(0.0_f64, |most, c| most.max(c.abs()));
    let significant = |value: f64, tolerance: f64| if value.abs() <= tolerance { 0.0 } else { value };
    let mut prices = Vec::with_capacity(lp.columns() + lp.height());
    for (j, &cost) in level.coefficients.iter().enumerate() {
        let (price, size) = lp.column(j).fold((cost, cost.abs()), |(rest, size), (i, value)| {
            (rest - value * duals[i], size + (value * duals[i]).abs())
        });
        prices.push(significant(price, NOISE * size + floor));
    }
    prices.extend(duals.iter().map(|&dual| significant(dual, floor)));
    prices
}

/// Where a column or row stands, and how far it could go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stand {
    /// At its lower bound; room above.
    Lower(f64),
    /// At its upper bound; room below.
    Upper(f64),
    /// Between, or fixed.
    Other,
}

impl Stand {
    fn of(at: f64, lower: f64, upper: f64) -> Self {
        let near = |bound: f64| bound.is_finite() && (at - bound).abs() <= NEAR * bound.abs().max(1.0);
        let room = (upper - lower).min(OPEN);
        if lower >= upper {
            Self::Other
        } else if near(lower) {
            Self::Lower(room)
        } else if near(upper) {
            Self::Upper(room)
        } else {
            Self::Other
        }
    }

    /// How fast a loss shrinks when `more` is added to a price that has the wrong sign here; none where the price is right or `more` does
    /// not help.
    pub(super) fn relief(self, price: f64, more: f64) -> Option<f64> {
        match self {
            Self::Lower(room) if price < 0.0 && more > 0.0 => Some(room * more),
            Self::Upper(room) if price > 0.0 && more < 0.0 => Some(room * -more),
            _ => None,
        }
    }
}

/// Stands of each column, then of each row.
pub(super) fn stands(lp: &Lp, (point, activities): (&[f64], &[f64]), reach: &Reach) -> Vec<Stand> {
    let columns = point.iter().zip(reach.lower.iter().zip(&reach.upper));
    let rows = activities.iter().zip(lp.row_lower.iter().zip(&lp.row_upper));
    columns
        .map(|(x, (&lower, &upper))| Stand::of(*x, lower, upper))
        .chain(rows.map(|(sum, (&lower, &upper))| Stand::of(*sum, lower, upper)))
        .collect()
}

/// Factors of the levels before the last of `prices`, so that all prices added up have the sign that the bounds demand.
///
/// Where the first price of a column or row is of level `j`, only the factor of `j` can right it; so the factors are found from the last
/// level to the first. Each is the least at which the losses still to be had from heavier factors are below `losses`, what a unit
/// of the factor itself costs (the gap of that level).
pub(super) fn factors(prices: &[Vec<f64>], stands: &[Stand], losses: &[f64]) -> Vec<f64> {
    let Some((last, before)) = prices.split_last() else {
        return Vec::new();
    };
    let mut factors = vec![0.0; before.len()];
    let mut sums = last.clone();
    for j in (0..before.len()).rev() {
        let (earlier, own) = (&before[..j], &before[j]);
        let mut wrong = Vec::new();
        for (t, stand) in stands.iter().enumerate() {
            if let Some(relief) = stand
                .relief(sums[t], own[t])
                .filter(|_| earlier.iter().all(|level| level[t] == 0.0))
            {
                wrong.push((-sums[t] / own[t], relief));
            }
        }
        factors[j] = least(wrong, losses.get(j).copied().unwrap_or(0.0));
        for (sum, price) in sums.iter_mut().zip(own) {
            *sum += factors[j] * price;
        }
    }
    factors
}

/// The largest ratio whose relief, with that of all larger ones, outweighs the loss.
fn least(mut wrong: Vec<(f64, f64)>, loss: f64) -> f64 {
    wrong.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let mut relief = 0.0;
    for (ratio, more) in wrong {
        relief += more;
        if relief > loss {
            return ratio * (1.0 + 1e-9);
        }
    }
    0.0
}
