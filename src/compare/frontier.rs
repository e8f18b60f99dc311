//! The frontier between cost and exposure, as its corners.

/// The least cost at a limit on exposure.
#[derive(Clone, Debug, PartialEq)]
pub struct Corner {
    /// Limit, weighted tonnes.
    pub limit: f64,
    /// Least cost, discounted USD.
    pub cost: f64,
    /// Exposure of that plan, weighted tonnes.
    pub exposure: f64,
    /// Whether the judge found the plan right.
    pub verified: bool,
}

/// Corners from the plan of least cost to that of least exposure.
#[derive(Clone, Debug, PartialEq)]
pub struct Frontier {
    /// Instance.
    pub instance: String,
    /// Policy.
    pub policy: String,
    /// Scenarios, joined by `+`.
    pub scenario: String,
    /// Corners in order.
    pub corners: Vec<Corner>,
}

impl Frontier {
    /// What each corner pays for a tonne of exposure less than the one before; none of the first, or where the exposure is the same.
    pub fn slopes(&self) -> Vec<Option<f64>> {
        let slope = |(one, next): (&Corner, &Corner)| {
            let less = one.exposure - next.exposure;
            (less > 1e-9 * one.exposure.abs().max(1.0)).then(|| (next.cost - one.cost) / less)
        };
        let pairs = self.corners.iter().zip(self.corners.iter().skip(1));
        let first = self.corners.first().map(|_| None);
        first.into_iter().chain(pairs.map(slope)).collect()
    }
}
