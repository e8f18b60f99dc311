//! The frontier between cost and another aim, as its corners.

/// The least cost at a limit on the other aim.
#[derive(Clone, Debug, PartialEq)]
pub struct Corner {
    /// Limit, weighted tonnes.
    pub limit: f64,
    /// Least cost, discounted USD.
    pub cost: f64,
    /// Exposure, or shortage of the tier, of that plan, weighted tonnes.
    pub value: f64,
    /// Whether the judge found the plan right.
    pub verified: bool,
}

/// Corners from the plan of least cost to that of the least of the other aim.
#[derive(Clone, Debug, PartialEq)]
pub struct Frontier {
    /// Instance.
    pub instance: String,
    /// Policy.
    pub policy: String,
    /// Scenarios, joined by `+`.
    pub scenario: String,
    /// The other aim: `exposure`, or a tier whose shortage counts.
    pub aim: String,
    /// Corners in order.
    pub corners: Vec<Corner>,
}

impl Frontier {
    /// What each corner pays for a tonne less of the other aim than the one before; none of the first, or where there is none less.
    pub fn slopes(&self) -> Vec<Option<f64>> {
        let slope = |(one, next): (&Corner, &Corner)| {
            let less = one.value - next.value;
            (less > 1e-9 * one.value.abs().max(1.0)).then(|| (next.cost - one.cost) / less)
        };
        let pairs = self.corners.iter().zip(self.corners.iter().skip(1));
        let first = self.corners.first().map(|_| None);
        first.into_iter().chain(pairs.map(slope)).collect()
    }
}
