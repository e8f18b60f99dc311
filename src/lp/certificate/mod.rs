//! A certificate of a solve, recomputed from the program, the point and the duals alone: how far the point leaves its bounds, and for
//! each level how far its value can be from the best.

mod bound;
mod prices;
mod reach;
mod repair;
mod residuals;
mod rounding;
mod slackness;
#[cfg(test)]
mod tests;

use super::{Level, Lp};
use bound::Priced;
use reach::Reach;
use rounding::Sum;
use slackness::Slackness;

pub use bound::Open;
pub use residuals::{Residuals, Worst};

/// Part of a value that rounding of point and duals leaves open: four bits of 53.
const BITS: f64 = 16.0 * f64::EPSILON;

/// What a point and its duals prove.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Certificate {
    /// Violations of the point.
    pub residuals: Residuals,
    /// Whole columns, which the bounds below take as fixed at the point.
    pub fixed: usize,
    /// Each level in order.
    pub levels: Vec<Certified>,
}

/// What is proved of one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Certified {
    /// Name.
    pub name: String,
    /// Value at the point, rounded up.
    pub value: f64,
    /// A number that the level cannot be below at any point of the program where each earlier level is at most the value given here.
    pub bound: Option<f64>,
    /// Distance of value and bound, relative to the largest of their magnitudes and of the level's largest coefficient.
    pub gap: Option<f64>,
    /// What the gaps of the earlier levels, or the last bits of their values, are worth in this one, relative as the gap: no gap can be told
    /// from less.
    pub resolution: f64,
    /// Factor of each earlier level in the bound.
    pub factors: Vec<f64>,
    /// Largest reduced cost, relative to the sum of the magnitudes it is made of, that points where its column has no bound.
    pub wrong_sign: f64,
    /// Largest part of the value that one column or row adds to the gap (reduced cost or dual times distance from its bound), relative as the gap.
    pub slackness: f64,
    /// Why there is no bound.
    pub missing: Option<Missing>,
}

/// Why a level has no bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The point or the duals are not given, or are not one finite number for each column and row.
    Duals,
    /// Columns have no bound where one is needed, and rows imply none.
    Bounds(Open),
}

/// Certifies a point. `duals` are those of each level, d(level)/d(right-hand side) of each row.
///
/// Nothing of the solver is trusted: wrong duals give a lower bound, never a false one. A mixed-integer program is certified with its whole
/// columns fixed. The work is linear in the entries for each level.
pub fn certify(lp: &Lp, point: &[f64], duals: Option<&[Vec<f64>]>) -> Certificate {
    let residuals = Residuals::of(lp, point);
    let fixed = lp.integer.iter().filter(|whole| **whole).count();
    let duals = duals.filter(|duals| fit(lp, point, duals));
    let levels = match duals {
        Some(duals) if fixed > 0 => Work::of(&with_fixed(lp, point), point, duals).levels(),
        Some(duals) => Work::of(lp, point, duals).levels(),
        None => lp.levels.iter().map(|level| bare(level, point)).collect(),
    };
    Certificate {
        residuals,
        fixed,
        levels,
    }
}

fn fit(lp: &Lp, point: &[f64], duals: &[Vec<f64>]) -> bool {
    let finite = |numbers: &[f64]| numbers.iter().all(|number| number.is_finite());
    let fits = |rows: &Vec<f64>| rows.len() == lp.height() && finite(rows);
    let whole = lp.levels.iter().all(|level| level.coefficients.len() == lp.columns());
    whole && point.len() == lp.columns() && finite(point) && duals.len() == lp.levels.len() && duals.iter().all(fits)
}

fn with_fixed(lp: &Lp, point: &[f64]) -> Lp {
    let mut fixed = lp.clone();
    for (j, x) in point.iter().enumerate().filter(|(j, _)| lp.integer[*j]) {
        (fixed.column_lower[j], fixed.column_upper[j]) = (x.round(), x.round());
    }
    fixed
}

fn bare(level: &Level, point: &[f64]) -> Certified {
    Certified {
        name: level.name.clone(),
        value: level.at(point),
        bound: None,
        gap: None,
        resolution: 0.0,
        factors: Vec::new(),
        wrong_sign: 0.0,
        slackness: 0.0,
        missing: Some(Missing::Duals),
    }
}

/// A certificate in the making.
struct Work<'a> {
    lp: &'a Lp,
    point: &'a [f64],
    duals: &'a [Vec<f64>],
    reach: Reach,
    prices: Vec<Vec<f64>>,
    /// Value of each level at the point, rounded up.
    values: Vec<f64>,
    /// Gap of each level, in its own unit.
    losses: Vec<f64>,
    /// Sum of the terms of each row at the point.
    activities: Vec<f64>,
}

impl<'a> Work<'a> {
    fn of(lp: &'a Lp, point: &'a [f64], duals: &'a [Vec<f64>]) -> Self {
        let prices = lp
            .levels
            .iter()
            .zip(duals)
            .map(|(level, duals)| prices::of_level(lp, level, duals));
        Self {
            lp,
            point,
            duals,
            reach: Reach::of(lp),
            prices: prices.collect(),
            values: lp.levels.iter().map(|level| rounded_up(level, point)).collect(),
            losses: Vec::new(),
            activities: lp.activities(point).into_iter().map(|(sum, _)| sum).collect(),
        }
    }

    fn levels(mut self) -> Vec<Certified> {
        (0..self.lp.levels.len()).map(|k| self.level(k)).collect()
    }

    fn level(&mut self, k: usize) -> Certified {
        let (lp, level, value) = (self.lp, &self.lp.levels[k], self.values[k]);
        let stands = prices::stands(lp, (self.point, &self.activities), &self.reach);
        let factors = prices::factors(&self.prices[..=k], &stands, &self.losses);
        let priced = self.better(k, &factors);
        let mut bound = priced.bound(&self.reach, &self.values[..k]);
        // What holds below the value holds of the best point, or the value itself is a bound.
        self.reach.hold(lp, level, value);
        if bound.is_err() {
            bound = priced.bound(&self.reach, &self.values[..k]).map(|bound| bound.min(value));
        }
        let scale = largest(level).max(value.abs());
        let gap = bound.ok().map(|bound| (value - bound).abs() / scale.max(bound.abs()));
        self.losses
            .push(bound.map_or(1e-9 * scale, |bound| (value - bound).abs().max(f64::EPSILON * scale)));
        let slackness = Slackness::of(&priced, (self.point, &self.activities), &self.reach);
        Certified {
            value,
            bound: bound.ok(),
            gap,
            resolution: self.resolution(&factors) / scale,
            factors,
            wrong_sign: slackness.wrong_sign,
            slackness: slackness.product / scale,
            missing: bound.err().map(Missing::Bounds),
            ..bare(level, self.point)
        }
    }

    fn resolution(&self, factors: &[f64]) -> f64 {
        let known = self
            .values
            .iter()
            .zip(&self.losses)
            .map(|(value, loss)| loss.max(value.abs() * BITS));
        factors
            .iter()
            .zip(known)
            .map(|(factor, known)| factor * known)
            .fold(0.0, |sum, part| sum + part)
    }

    /// The level with the earlier ones held, at the duals given or at those made right, whichever bound it more: where lanes lead round in
    /// circles, making right can move duals without end.
    fn better(&self, k: usize, factors: &[f64]) -> Priced<'a> {
        let mut given = self.priced(k, factors);
        given.trim();
        let mut right = given.clone();
        repair::settle(&mut right, &self.reach);
        let bound = |priced: &Priced| priced.bound(&self.reach, &self.values[..k]).unwrap_or(f64::NEG_INFINITY);
        if bound(&given) > bound(&right) { given } else { right }
    }

    /// The level with the earlier ones held.
    fn priced(&self, k: usize, factors: &[f64]) -> Priced<'a> {
        let mut duals = self.duals[k].clone();
        let mut levels = vec![(1.0, k)];
        for (j, &factor) in factors.iter().enumerate().filter(|(_, factor)| **factor != 0.0) {
            levels.push((factor, j));
            duals
                .iter_mut()
                .zip(&self.duals[j])
                .for_each(|(dual, own)| *dual += factor * own);
        }
        Priced {
            lp: self.lp,
            levels,
            duals,
        }
    }
}

/// Value at a point, rounded up.
fn rounded_up(level: &Level, point: &[f64]) -> f64 {
    let mut sum = Sum::default();
    sum.add(level.offset);
    level
        .coefficients
        .iter()
        .zip(point)
        .for_each(|(c, x)| sum.add_product(*c, *x));
    sum.upper()
}

fn largest(level: &Level) -> f64 {
    let most = level.coefficients.iter().fold(0.0_f64, |most, c| most.max(c.abs()));
    if most > 0.0 { most } else { 1.0 }
}
