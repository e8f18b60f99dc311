//! Numbers between 0 and 1 for each draw and dimension, known from seed and position alone.

use crate::spec::Sampling;

/// Numbers behind the draws.
#[derive(Clone, Debug)]
pub(super) struct Sampler {
    /// Seed.
    pub seed: u64,
    /// Number of draws.
    pub draws: u64,
    /// How they are spread.
    pub sampling: Sampling,
}

/// Rounds that shuffle: four make any order as likely as another, for our purpose.
const ROUNDS: u64 = 4;

impl Sampler {
    /// A number strictly between 0 and 1.
    pub fn share(&self, draw: u64, dimension: u64) -> f64 {
        let free = unit(mix(&[self.seed, dimension, draw, 0]));
        match self.sampling {
            Sampling::Random => free,
            Sampling::LatinHypercube => (self.interval(draw, dimension) as f64 + free) / self.draws.max(1) as f64,
        }
    }

    /// The interval that a draw falls into: an order of the draws, shuffled for each dimension.
    ///
    /// A Feistel network of four rounds permutes the numbers below a power of four; what lies beyond the draws goes through again until it
    /// does not. So no order need be held in memory.
    fn interval(&self, draw: u64, dimension: u64) -> u64 {
        let bits = (64 - self.draws.saturating_sub(1).leading_zeros()).div_ceil(2).max(1);
        let mask = (1_u64 << bits) - 1;
        let mut at = draw;
        loop {
            let (mut left, mut right) = (at >> bits, at & mask);
            for round in 1..=ROUNDS {
                (left, right) = (right, left ^ (mix(&[self.seed, dimension, right, round]) & mask));
            }
            at = (left << bits) | right;
            if at < self.draws {
                return at;
            }
        }
    }
}

/// SplitMix64 over some words (G. L. Steele, D. Lea, C. H. Flood, Fast splittable pseudorandom number generators, OOPSLA 2014).
fn mix(words: &[u64]) -> u64 {
    words.iter().fold(0x9E37_79B9_7F4A_7C15, |state, word| {
        let mut z = (state ^ word).wrapping_add(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    })
}

/// The upper 53 bits as a number strictly between 0 and 1.
fn unit(word: u64) -> f64 {
    ((word >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sampler(draws: u64, sampling: Sampling) -> Sampler {
        Sampler {
            seed: 7,
            draws,
            sampling,
        }
    }

    #[test]
    fn a_latin_hypercube_meets_every_interval_once() {
        for draws in [1, 2, 3, 10, 64, 1000] {
            let sampler = sampler(draws, Sampling::LatinHypercube);
            for dimension in 0..3 {
                let mut met: Vec<u64> = (0..draws)
                    .map(|draw| (sampler.share(draw, dimension) * draws as f64) as u64)
                    .collect();
                met.sort_unstable();
                assert_eq!(met, (0..draws).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn dimensions_are_shuffled_differently() {
        let sampler = sampler(1000, Sampling::LatinHypercube);
        let (mut products, mut sum) = (0.0, 0.0);
        for draw in 0..1000 {
            let (a, b) = (sampler.share(draw, 0) - 0.5, sampler.share(draw, 1) - 0.5);
            products += a * b;
            sum += a * a;
        }
        // The correlation of independent draws has a standard deviation of 1 / sqrt(1000) = 0.032.
        assert!((products / sum).abs() < 0.13);
    }

    #[test]
    fn random_draws_lie_evenly() {
        let sampler = sampler(10_000, Sampling::Random);
        let mean = (0..10_000).map(|draw| sampler.share(draw, 0)).sum::<f64>() / 1e4;
        assert!((mean - 0.5).abs() < 0.012, "four standard deviations of the mean are 0.0115");
    }
}
