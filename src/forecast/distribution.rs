//! Quantiles of the distributions.

use crate::spec::Distribution;
use statrs::function::beta::checked_beta_reg;
use statrs::function::erf::{erfc, erfc_inv};

/// Halvings of an interval: more than a double can tell apart.
const HALVINGS: usize = 60;

/// Quantile of the standard normal distribution.
pub(super) fn normal_quantile(share: f64) -> f64 {
    -std::f64::consts::SQRT_2 * erfc_inv(2.0 * share)
}

/// Distribution function of the standard normal distribution.
pub(super) fn normal_share(value: f64) -> f64 {
    0.5 * erfc(-value * std::f64::consts::FRAC_1_SQRT_2)
}

/// Value that a share of the distribution lies below; never negative.
pub(super) fn quantile(distribution: &Distribution, share: f64) -> f64 {
    let value = match distribution {
        Distribution::Normal { mean, sd } => mean.0 + sd.0 * normal_quantile(share),
        Distribution::Lognormal { mean, sd } => {
            let variance = (sd.0 / mean.0).powi(2).ln_1p();
            (mean.0.ln() - variance / 2.0 + variance.sqrt() * normal_quantile(share)).exp()
        }
        Distribution::Uniform { low, high } => low.0 + share * (high.0 - low.0),
        Distribution::Triangular { low, base, high } => triangular((low.0, base.0, high.0), share),
        Distribution::Pert { low, base, high } => pert((low.0, base.0, high.0), share),
        Distribution::Empirical(values) => {
            let last = values.len().saturating_sub(1);
            let position = ((share * values.len() as f64) as usize).min(last);
            values.get(position).map_or(1.0, |value| value.0)
        }
    };
    value.max(0.0)
}

fn triangular((low, base, high): (f64, f64, f64), share: f64) -> f64 {
    let width = high - low;
    let rising = if width > 0.0 { (base - low) / width } else { 0.0 };
    if share < rising {
        low + (share * width * (base - low)).sqrt()
    } else {
        high - ((1.0 - share) * width * (high - base)).sqrt()
    }
}

/// A beta distribution on `low..high` with `alpha = 1 + 4 (base - low) / (high - low)` and `beta = 1 + 4 (high - base) / (high - low)`
/// (D. G. Malcolm et al., Application of a technique for research and development program evaluation, Operations Research 7, 1959, 646-669).
fn pert((low, base, high): (f64, f64, f64), share: f64) -> f64 {
    let width = high - low;
    if width <= 0.0 {
        return low;
    }
    let (alpha, beta) = (1.0 + 4.0 * (base - low) / width, 1.0 + 4.0 * (high - base) / width);
    let (mut below, mut above) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (below + above);
        if checked_beta_reg(alpha, beta, middle).unwrap_or(0.5) < share {
            below = middle;
        } else {
            above = middle;
        }
    }
    low + width * 0.5 * (below + above)
}

/// What is wrong with the numbers of a distribution, if anything.
pub(super) fn fault(distribution: &Distribution) -> Option<&'static str> {
    let ordered = |low: f64, base: f64, high: f64| (low <= base && base <= high && low < high).then_some(());
    let fine = match distribution {
        Distribution::Normal { sd, .. } => (sd.0 > 0.0).then_some(()),
        Distribution::Lognormal { mean, sd } => (mean.0 > 0.0 && sd.0 > 0.0).then_some(()),
        Distribution::Uniform { low, high } => ordered(low.0, low.0, high.0),
        Distribution::Triangular { low, base, high } | Distribution::Pert { low, base, high } => ordered(low.0, base.0, high.0),
        Distribution::Empirical(values) => (!values.is_empty()).then_some(()),
    };
    let expected = match distribution {
        Distribution::Normal { .. } => "a standard deviation above zero",
        Distribution::Lognormal { .. } => "a mean and a standard deviation above zero",
        Distribution::Uniform { .. } => "`low` below `high`",
        Distribution::Triangular { .. } | Distribution::Pert { .. } => {
            "`low`, `base` and `high` in this order, `low` below `high`"
        }
        Distribution::Empirical(_) => "one value at least",
    };
    if fine.is_some() { None } else { Some(expected) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::quantity::Ratio;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9 * b.abs().max(1.0), "{a} is not {b}");
    }

    #[test]
    fn quantiles_are_those_of_tables() {
        // 1.959963984540054 is the 97.5 % point of the standard normal distribution.
        let (mean, sd) = (Ratio(10.0), Ratio(2.0));
        close(
            quantile(&Distribution::Normal { mean, sd }, 0.975),
            10.0 + 2.0 * 1.959_963_984_540_054,
        );
        // The median of a lognormal distribution is mean / sqrt(1 + (sd / mean)^2).
        close(quantile(&Distribution::Lognormal { mean, sd }, 0.5), 10.0 / 1.04_f64.sqrt());
        let (low, base, high) = (Ratio(0.0), Ratio(1.0), Ratio(4.0));
        // A quarter of a triangle on 0, 1, 4 lies below 1, and half of it below 4 - sqrt(6).
        close(quantile(&Distribution::Triangular { low, base, high }, 0.25), 1.0);
        close(
            quantile(&Distribution::Triangular { low, base, high }, 0.5),
            4.0 - 6.0_f64.sqrt(),
        );
        // The symmetric PERT is a beta distribution of 3 and 3: a share of 53/512 lies below a quarter.
        let symmetric = Distribution::Pert {
            low: Ratio(0.0),
            base: Ratio(2.0),
            high: Ratio(4.0),
        };
        close(quantile(&symmetric, 0.5), 2.0);
        close(quantile(&symmetric, 53.0 / 512.0), 1.0);
    }

    #[test]
    fn an_empirical_distribution_gives_its_values_in_equal_parts() {
        let values = Distribution::Empirical([3.0, 1.0].map(Ratio).to_vec());
        assert_eq!(
            [0.0, 0.49, 0.5, 1.0].map(|share| quantile(&values, share)),
            [3.0, 3.0, 1.0, 1.0]
        );
    }

    #[test]
    fn nothing_lies_below_zero() {
        let wide = Distribution::Normal {
            mean: Ratio(1.0),
            sd: Ratio(10.0),
        };
        assert_eq!(quantile(&wide, 0.01), 0.0);
    }
}
