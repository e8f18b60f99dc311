//! The certificate of a solve, for the JSON document.

use serde::Serialize;

/// What the numbers of a solve prove, recomputed without the solver.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Certificate {
    /// Whether the plan stands: residuals within 1e-6, and no certified gap above 1e-6 and the level's resolution
    /// in a plan called optimal.
    pub ok: bool,
    /// Violations of the point.
    pub residuals: Residuals,
    /// Whole columns, which bounds and gaps take as fixed at the plan.
    pub fixed: usize,
    /// Each level in order.
    pub levels: Vec<CertifiedLevel>,
}

/// Largest violations of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Residuals {
    /// Of a row, in its unit.
    pub row: f64,
    /// Of a row, relative to the magnitudes of its terms and its bound, at least to 1.
    pub row_relative: f64,
    /// Of a column's bound, in its unit.
    pub column: f64,
    /// Of a column's bound, relative to it and to the column, at least to 1.
    pub column_relative: f64,
    /// Of a whole number.
    pub whole: f64,
}

/// What is proved of one level.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CertifiedLevel {
    /// Name.
    pub name: String,
    /// Value at the plan.
    pub value: f64,
    /// What it cannot be below, where each earlier level is at most its value; null where that is not proved.
    pub bound: Option<f64>,
    /// Relative distance of the two.
    pub gap: Option<f64>,
    /// What the gaps or last bits of the earlier levels are worth in this one, relative as the gap.
    pub resolution: f64,
    /// Largest relative reduced cost that points where its column has no bound.
    pub wrong_sign: f64,
    /// Largest relative failure of complementary slackness.
    pub slackness: f64,
    /// Why there is no bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
    /// Bound that the solver claims, of a mixed-integer program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimed: Option<f64>,
    /// Relative distance of the value to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimed_gap: Option<f64>,
}

impl Certificate {
    /// Proved distance of a level to its optimum; none where whole columns are fixed.
    pub fn gap(&self, level: &str) -> Option<f64> {
        let certified = self.levels.iter().find(|certified| certified.name == level);
        certified.filter(|_| self.fixed == 0)?.gap
    }

    /// The level of a mixed-integer plan that is furthest from the bound that the solver claims, where one is further than 1e-6 of its value.
    pub fn open(&self) -> Option<(&str, f64)> {
        let gaps = self
            .levels
            .iter()
            .filter_map(|level| Some((level.name.as_str(), level.claimed_gap?)));
        gaps.filter(|(_, gap)| *gap > 1e-6)
            .max_by(|one, other| one.1.total_cmp(&other.1))
    }
}
