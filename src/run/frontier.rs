//! The efficient frontier between cost and another aim: the least cost at each limit on exposure, or on the shortage of the first tier.
//!
//! ```text
//! cost(limit) = min cost   subject to   shortage of each tier at its least,   exposure <= limit
//! cost(limit) = min cost   subject to   shortage of the first tier <= limit,  shortage of each other tier then at its least
//! ```
//!
//! The epsilon-constraint method (Y. Y. Haimes, L. S. Lasdon, D. A. Wismer, On a Bicriterion Formulation of the Problems of Integrated System Identification
//! and System Optimization, IEEE Transactions on Systems, Man, and Cybernetics 1, 1971, 296-297), from the plan of least cost down to the least of the other aim.

use super::compare::{Told, one_policy};
use super::pipeline::{Step, pose};
use super::threads::each;
use super::{Failure, Instance, Posed};
use crate::compare::{Corner, Frontier};
use crate::lp::{Lp, with_slack};
use crate::solve::{self, Options, Outcome, Status};
use crate::spec::Selection;
use crate::{plan, verify};

/// Room that a limit leaves, relative.
const SLACK: f64 = 1e-9;

/// Differences of cost and the other aim up to this share are rounding.
const SAME: f64 = 1e-9;

/// What cost is weighed against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Against {
    /// Exposure.
    #[default]
    Exposure,
    /// Shortage of the first tier.
    Cover,
}

/// Two aims, one against the other.
struct Axis {
    /// Position of the aim that cost is weighed against.
    level: usize,
    /// The program that minimises cost first, as far as it may.
    cheapest: Lp,
    /// The program whose levels are those held, the aim that is limited, and what is minimised then.
    weighed: Lp,
    /// Number of levels held before the aim that is limited.
    held: usize,
}

impl Axis {
    fn of(posed: &Posed, against: Against) -> Result<Self, Failure> {
        let (network, lp) = (&posed.network, &posed.model.lp);
        let cost = network.cost_level();
        match (against, network.exposure_level()) {
            (Against::Exposure, Some(level)) => {
                let mut weighed = lp.clone();
                weighed.levels.swap(cost, level);
                Ok(Self {
                    level,
                    cheapest: lp.clone(),
                    weighed,
                    held: cost,
                })
            }
            (Against::Exposure, None) => Err(Failure::Usage(
                "--frontier is between cost and exposure, and the instance names no `allies`".into(),
            )),
            (Against::Cover, _) if cost == 0 => Err(Failure::Usage(
                "--cover is about the shortage of the first tier, and no demand counts in a tier; name a policy with a club whose demands do".into(),
            )),
            (Against::Cover, _) => {
                let (mut cheapest, mut weighed) = (lp.clone(), lp.clone());
                cheapest.levels.truncate(cost + 1);
                cheapest.levels.rotate_left(1);
                weighed.levels.truncate(cost + 1);
                Ok(Self {
                    level: 0,
                    cheapest,
                    weighed,
                    held: 0,
                })
            }
        }
    }
}

/// The frontier at a number of limits, evenly spaced, both ends included. Every plan on it is judged.
///
/// # Errors
/// When the input is wrong, the instance lacks the aim or a plan, or the solver fails.
pub fn frontier(
    instance: &Instance,
    (points, against): (usize, Against),
    (selection, options): (&Selection, &Options),
    told: Told,
) -> Result<Frontier, Failure> {
    one_policy(instance, selection)?;
    let posed = pose(instance, selection, &|_| ())?;
    let options = &posed.options(options);
    let axis = Axis::of(&posed, against)?;
    let cheapest = optimal(&axis.cheapest, options)?;
    let safest = optimal(&axis.weighed, options)?;
    let aim = posed.model.lp.levels.get(axis.level);
    let most = aim.map_or(f64::NAN, |aim| aim.at(cheapest.point.as_deref().unwrap_or_default()));
    let least = safest.levels.get(axis.held).copied().unwrap_or(f64::NAN);
    let held: Vec<f64> = cheapest.levels.iter().take(axis.held).copied().collect();
    let done = std::sync::atomic::AtomicUsize::new(0);
    let one = |k: usize| -> Result<Corner, Failure> {
        let limit = most + (least - most) * k as f64 / (points - 1) as f64;
        let corner = corner(&posed, (&axis, &held), limit, options)?;
        let done = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        told(Step::Comparing { done, of: points });
        Ok(corner)
    };
    let all: Vec<usize> = (0..points).collect();
    let corners = each(options.threads, &all, |k| one(*k));
    let corners: Vec<Corner> = corners.into_iter().collect::<Result<_, _>>()?;
    Ok(Frontier {
        instance: instance.name.clone(),
        policy: posed.network.policy.clone(),
        scenario: posed.network.scenarios.join("+"),
        aim: aim.map_or_else(String::new, |aim| aim.name.clone()),
        corners: distinct(corners),
    })
}

/// Corners without those that repeat the one before.
fn distinct(mut corners: Vec<Corner>) -> Vec<Corner> {
    let same = |a: f64, b: f64| (a - b).abs() <= SAME * a.abs().max(b.abs());
    corners.dedup_by(|next, kept| same(next.cost, kept.cost) && same(next.value, kept.value));
    corners
}

fn optimal(lp: &Lp, options: &Options) -> Result<Outcome, Failure> {
    let outcome = solve::solve(lp, options).map_err(Failure::Solver)?;
    if outcome.status == Status::Optimal {
        return Ok(outcome);
    }
    Err(Failure::Usage(format!(
        "a frontier needs plans of least cost and of the least of the other aim, and there is none: {:?}",
        outcome.status
    )))
}

/// The least cost at a limit, with its judged plan.
fn corner(posed: &Posed, (axis, held): (&Axis, &[f64]), limit: f64, options: &Options) -> Result<Corner, Failure> {
    let values: Vec<f64> = held.iter().copied().chain([limit]).collect();
    let missing = || Failure::Usage("a frontier needs a level of cost and another one".into());
    let mut program = with_slack(&axis.weighed, axis.held + 1, &values, SLACK).ok_or_else(missing)?;
    program.levels = axis.weighed.levels.get(axis.held + 1..).unwrap_or_default().to_vec();
    let mut outcome = optimal(&program, options)?;
    let point = outcome.point.clone().unwrap_or_default();
    outcome.levels = posed.model.lp.levels.iter().map(|level| level.at(&point)).collect();
    outcome.duals = None;
    let plan = plan::extract(&posed.network, (&posed.model.columns, &posed.model.rows), &outcome);
    let level = |at: usize| outcome.levels.get(at).copied().unwrap_or(f64::NAN);
    Ok(Corner {
        limit,
        cost: level(posed.network.cost_level()),
        value: level(axis.level),
        verified: verify::verify(&posed.network, &plan).ok,
    })
}
