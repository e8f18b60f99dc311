//! Numbers drawn from a seed, the same on every machine and in every version of every crate.

/// SplitMix64 (Steele, Lea and Flood 2014), whose sequence is fixed by its publication.
#[derive(Clone, Debug)]
pub struct Seed(pub u64);

impl Seed {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number below `end`, which is above 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.between(0.0, end as f64) as usize).min(end - 1)
    }

    /// True in so many of 1.
    pub fn chance(&mut self, share: f64) -> bool {
        self.between(0.0, 1.0) < share
    }
}

/// A number with about four significant digits, as a person would write it.
pub fn tidy(value: f64) -> f64 {
    if value == 0.0 {
        return value;
    }
    let digits = 3 - value.abs().log10().floor() as i32;
    let scale = 10_f64.powi(digits.abs());
    if digits < 0 {
        (value / scale).round() * scale
    } else {
        (value * scale).round() / scale
    }
}
