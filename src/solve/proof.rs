//! The lexicographic proof of a basis, from the duals and reduced costs of each level.

use super::SolveError;
use super::highs::{Basic, Basis, Place, Session};
use crate::lp::Lp;

/// Part of the summed magnitudes below which a reduced cost counts as zero.
const NOISE: f64 = 1e-9;
/// Part of the largest coefficient of a level below which anything counts as zero.
const FLOOR: f64 = 1e-12;

/// Duals and reduced costs of one level at a basis.
///
/// With the basis matrix `B` and the basic costs `c_B` of the level: `y = B^-T c_B` is d(level)/d(right-hand side) of each row, and
/// `d = c - A' y` is d(level)/d(column).
#[derive(Clone, Debug)]
pub(super) struct Prices {
    /// Dual of each row.
    pub rows: Vec<f64>,
    /// Reduced cost of each column.
    pub columns: Vec<f64>,
    noise: Vec<f64>,
    floor: f64,
}

impl Prices {
    /// Prices of every level of a program at the basis of a session.
    pub(super) fn of_levels(lp: &Lp, session: &mut Session) -> Result<Vec<Self>, SolveError> {
        let basic = session.basic()?;
        lp.levels
            .iter()
            .map(|level| Self::at(lp, session, &basic, &level.coefficients))
            .collect()
    }

    /// Prices of one objective; `basic` are the members of the session's basis.
    pub(super) fn at(lp: &Lp, session: &Session, basic: &[Basic], costs: &[f64]) -> Result<Self, SolveError> {
        let of_basic = |values: &[f64]| basic.iter().map(|member| value_of(member, values)).collect::<Vec<_>>();
        let mut rows = session.transpose_solve(&of_basic(costs))?;
        let residual: Vec<f64> = basic.iter().map(|member| residual(lp, member, costs, &rows)).collect();
        for (dual, correction) in rows.iter_mut().zip(session.transpose_solve(&residual)?) {
            *dual += correction;
        }
        let (columns, noise) = (0..lp.columns()).map(|j| reduced(lp, j, costs, &rows)).unzip();
        let floor = FLOOR * costs.iter().fold(0.0_f64, |most, c| most.max(c.abs()));
        Ok(Self {
            rows,
            columns,
            noise,
            floor,
        })
    }

    /// Reduced cost of a column, zero where it cannot be told from rounding.
    pub(super) fn column(&self, j: usize) -> f64 {
        let tolerance = self.noise.get(j).map_or(0.0, |noise| NOISE * noise) + self.floor;
        significant(self.columns.get(j).copied().unwrap_or(0.0), tolerance)
    }

    /// Dual of a row, zero where it cannot be told from rounding.
    pub(super) fn row(&self, i: usize) -> f64 {
        significant(self.rows.get(i).copied().unwrap_or(0.0), self.floor)
    }
}

fn value_of(member: &Basic, values: &[f64]) -> f64 {
    match member {
        Basic::Column(j) => values.get(*j).copied().unwrap_or(0.0),
        Basic::Row(_) => 0.0,
    }
}

fn residual(lp: &Lp, member: &Basic, costs: &[f64], duals: &[f64]) -> f64 {
    match member {
        Basic::Column(j) => reduced(lp, *j, costs, duals).0,
        Basic::Row(i) => -duals.get(*i).copied().unwrap_or(0.0),
    }
}

/// Reduced cost and the sum of the magnitudes it was made of.
fn reduced(lp: &Lp, j: usize, costs: &[f64], duals: &[f64]) -> (f64, f64) {
    let cost = costs.get(j).copied().unwrap_or(0.0);
    lp.column(j).fold((cost, cost.abs()), |(rest, size), (i, value)| {
        let part = value * duals.get(i).copied().unwrap_or(0.0);
        (rest - part, size + part.abs())
    })
}

fn significant(value: f64, tolerance: f64) -> f64 {
    if value.abs() <= tolerance { 0.0 } else { value }
}

/// What a non-basic column or row demands of the sign of its reduced cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Demand {
    /// Nothing: basic or fixed.
    Free,
    /// Not negative: at its lower bound.
    Positive,
    /// Not positive: at its upper bound.
    Negative,
    /// Zero: free and not basic.
    Zero,
}

impl Demand {
    /// By place and bounds.
    pub(super) fn of(place: Place, lower: f64, upper: f64) -> Self {
        match place {
            Place::Basic => Self::Free,
            _ if lower >= upper => Self::Free,
            Place::Lower => Self::Positive,
            Place::Upper => Self::Negative,
            Place::Zero => Self::Zero,
            Place::Nonbasic if lower.is_finite() => Self::Positive,
            Place::Nonbasic if upper.is_finite() => Self::Negative,
            Place::Nonbasic => Self::Zero,
        }
    }

    fn meets(self, value: f64) -> bool {
        match self {
            Self::Free => true,
            Self::Positive => value > 0.0,
            Self::Negative => value < 0.0,
            Self::Zero => false,
        }
    }
}

/// Result of the lexicographic check.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Check {
    /// The basis is optimal for every level with those before held at their optimum.
    Proved,
    /// It is not proved. For each level, the factor by which its weight (with those before) would have to grow.
    Refused(Vec<f64>),
}

/// Checks that the first non-zero among the reduced costs of the levels has the sign that the bound status demands, for every
/// non-basic column and row. `weights` are those that led to the basis.
pub(super) fn check(lp: &Lp, basis: &Basis, prices: &[Prices], weights: &[f64]) -> Check {
    let mut factors = vec![1.0_f64; prices.len()];
    let mut proved = true;
    let mut judge = |demand: Demand, values: &mut dyn Iterator<Item = f64>| {
        if demand == Demand::Free {
            return;
        }
        let values: Vec<f64> = values.collect();
        if let Some((level, factor)) = wrong(demand, &values, weights) {
            proved = false;
            if let Some(known) = factors.get_mut(level) {
                *known = known.max(factor);
            }
        }
    };
    for (j, &place) in basis.columns.iter().enumerate() {
        judge(
            demand_of(place, &lp.column_lower, &lp.column_upper, j),
            &mut prices.iter().map(|level| level.column(j)),
        );
    }
    for (i, &place) in basis.rows.iter().enumerate() {
        judge(
            demand_of(place, &lp.row_lower, &lp.row_upper, i),
            &mut prices.iter().map(|level| level.row(i)),
        );
    }
    if proved { Check::Proved } else { Check::Refused(factors) }
}

/// Demand of entry `n` under the bounds given.
pub(super) fn demand_of(place: Place, lower: &[f64], upper: &[f64], n: usize) -> Demand {
    match (lower.get(n), upper.get(n)) {
        (Some(&lower), Some(&upper)) => Demand::of(place, lower, upper),
        _ => Demand::Free,
    }
}

/// The level whose sign is wrong, and how much heavier it should have been to outweigh the levels after it.
fn wrong(demand: Demand, values: &[f64], weights: &[f64]) -> Option<(usize, f64)> {
    let level = values.iter().position(|&value| value != 0.0)?;
    let first = values.get(level).copied().filter(|&value| !demand.meets(value))?;
    let weighted = values.iter().zip(weights).skip(level + 1);
    let after: f64 = weighted.map(|(value, weight)| (value * weight).abs()).sum();
    let own = first.abs() * weights.get(level).copied().unwrap_or(1.0);
    Some((level, after / own))
}
