//! Which input moves an outcome: rank correlation, which needs no straight line.

/// Rank correlation (Spearman) of an input and an outcome over draws, each of its weight; draws without a value of the input do not count. None
/// where one of the two never varies.
pub fn importance(input: &[f64], outcome: &[f64], weights: &[f64]) -> Option<f64> {
    let known = input
        .iter()
        .zip(outcome)
        .zip(weights)
        .filter(|((x, y), _)| x.is_finite() && y.is_finite());
    let (pairs, weights): (Vec<(f64, f64)>, Vec<f64>) = known.map(|((x, y), weight)| ((*x, *y), *weight)).unzip();
    let (x, y): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
    let (x, y) = (ranks(&x), ranks(&y));
    let total: f64 = weights.iter().sum();
    let mean = |values: &[f64]| values.iter().zip(&weights).map(|(v, w)| v * w).sum::<f64>() / total;
    let (x_mean, y_mean) = (mean(&x), mean(&y));
    let mut sums = [0.0; 3];
    for ((x, y), weight) in x.iter().zip(&y).zip(&weights) {
        let (dx, dy) = (x - x_mean, y - y_mean);
        let parts = [dx * dy, dx * dx, dy * dy];
        sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum += weight * part);
    }
    let [both, first, second] = sums;
    (first > 0.0 && second > 0.0).then(|| both / (first * second).sqrt())
}

/// Rank of each value; equal values share the mean of their ranks.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(f64, usize)> = values.iter().copied().zip(0..).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranks = vec![0.0; values.len()];
    let mut below = 0;
    for same in order.chunk_by(|a, b| a.0 == b.0) {
        let rank = below as f64 + (same.len() as f64 - 1.0) / 2.0;
        for (_, position) in same {
            if let Some(slot) = ranks.get_mut(*position) {
                *slot = rank;
            }
        }
        below += same.len();
    }
    ranks
}

/// Position, among values with weights in ascending order, of the first at which a share of the weight is reached.
pub fn quantile(weights: &[f64], share: f64) -> Option<usize> {
    let wanted = share * weights.iter().sum::<f64>();
    let mut passed = 0.0;
    let found = weights.iter().position(|weight| {
        passed += weight;
        passed >= wanted * (1.0 - 1e-12)
    });
    found.or_else(|| weights.len().checked_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONES: [f64; 4] = [1.0; 4];

    #[test]
    fn order_alone_counts() {
        assert_eq!(importance(&[1.0, 2.0, 3.0, 4.0], &[1.0, 8.0, 27.0, 64.0], &ONES), Some(1.0));
        assert_eq!(importance(&[1.0, 2.0, 3.0, 4.0], &[9.0, 4.0, 1.0, 0.0], &ONES), Some(-1.0));
        // Ranks 0, 1, 2, 3 and 1, 0, 3, 2: 1 - 6 * 4 / (4 * 15).
        let swapped = importance(&[1.0, 2.0, 3.0, 4.0], &[2.0, 1.0, 4.0, 3.0], &ONES).unwrap();
        assert!((swapped - 0.6).abs() < 1e-15);
    }

    #[test]
    fn what_never_varies_moves_nothing() {
        assert_eq!(importance(&[1.0, 2.0, 3.0, 4.0], &[5.0; 4], &ONES), None);
        let unknown = [f64::NAN, 2.0, 3.0, 4.0];
        assert_eq!(importance(&unknown, &[0.0, 1.0, 2.0, 3.0], &ONES), Some(1.0));
    }

    #[test]
    fn quantiles_follow_the_weights() {
        assert_eq!(
            [0.0, 0.5, 0.75, 0.76, 1.0].map(|share| quantile(&ONES, share)),
            [0, 1, 2, 3, 3].map(Some)
        );
        assert_eq!(quantile(&[1.0, 8.0, 1.0], 0.5), Some(1));
        assert_eq!(quantile(&[], 0.5), None);
    }
}
