//! The efficient frontier between cost and exposure: the least cost at each limit on exposure, shortages first.
//!
//! ```text
//! cost(limit) = min cost   subject to   shortage of each tier at its least,   exposure <= limit
//! ```
//!
//! The epsilon-constraint method (Y. Y. Haimes, L. S. Lasdon, D. A. Wismer, On a Bicriterion Formulation of the Problems of Integrated System Identification
//! and System Optimization, IEEE Transactions on Systems, Man, and Cybernetics 1, 1971, 296-297), from the exposure of the plan of least cost down to the least exposure.

use super::compare::Told;
use super::pipeline::{Step, pose};
use super::{Failure, Instance, Posed};
use crate::compare::{Corner, Frontier};
use crate::lp::{Lp, with_slack};
use crate::solve::{self, Options, Outcome, Status};
use crate::spec::Selection;
use crate::{plan, verify};
use rayon::prelude::*;

/// Room that a limit leaves, relative.
const SLACK: f64 = 1e-9;

/// The frontier at a number of limits, evenly spaced, both ends included. Every plan on it is judged.
///
/// # Errors
/// When the input is wrong, the instance has no allies or no plan, or the solver fails.
pub fn frontier(
    instance: &Instance,
    points: usize,
    (selection, options): (&Selection, &Options),
    told: Told,
) -> Result<Frontier, Failure> {
    let posed = pose(instance, selection, &|_| ())?;
    let options = &posed.options(options);
    let cost = posed.network.cost_level();
    let Some(exposure) = posed.network.exposure_level() else {
        return Err(Failure::Usage(
            "--frontier is between cost and exposure, and the instance names no `allies`".into(),
        ));
    };
    let mut turned = posed.model.lp.clone();
    turned.levels.swap(cost, exposure);
    let cheapest = optimal(&posed.model.lp, options)?;
    let safest = optimal(&turned, options)?;
    let value = |outcome: &Outcome, level: usize| outcome.levels.get(level).copied().unwrap_or(f64::NAN);
    let (most, least) = (value(&cheapest, exposure), value(&safest, cost));
    let tiers: Vec<f64> = cheapest.levels.iter().take(cost).copied().collect();
    let done = std::sync::atomic::AtomicUsize::new(0);
    let one = |k: usize| -> Result<Corner, Failure> {
        let limit = most + (least - most) * k as f64 / (points - 1) as f64;
        let corner = corner(&posed, (&turned, &tiers), limit, options)?;
        let done = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        told(Step::Comparing { done, of: points });
        Ok(corner)
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads).build();
    let corners: Vec<Result<Corner, Failure>> = match pool {
        Ok(pool) => pool.install(|| (0..points).into_par_iter().map(one).collect()),
        Err(_) => (0..points).map(one).collect(),
    };
    Ok(Frontier {
        instance: instance.name.clone(),
        policy: posed.network.policy.clone(),
        scenario: posed.network.scenarios.join("+"),
        corners: corners.into_iter().collect::<Result<_, _>>()?,
    })
}

fn optimal(lp: &Lp, options: &Options) -> Result<Outcome, Failure> {
    let outcome = solve::solve(lp, options).map_err(Failure::Solver)?;
    if outcome.status == Status::Optimal {
        return Ok(outcome);
    }
    Err(Failure::Usage(format!(
        "a frontier needs plans of least cost and of least exposure, and there is none: {:?}",
        outcome.status
    )))
}

/// The least cost at a limit, with its judged plan. `turned` has exposure where cost was among the levels.
fn corner(posed: &Posed, (turned, tiers): (&Lp, &[f64]), limit: f64, options: &Options) -> Result<Corner, Failure> {
    let values: Vec<f64> = tiers.iter().copied().chain([limit]).collect();
    let missing = || Failure::Usage("a frontier needs a level of cost and one of exposure".into());
    let held = with_slack(turned, tiers.len() + 1, &values, SLACK).ok_or_else(missing)?;
    let mut outcome = optimal(&held, options)?;
    let point = outcome.point.clone().unwrap_or_default();
    outcome.levels = posed.model.lp.levels.iter().map(|level| level.at(&point)).collect();
    outcome.duals = None;
    let plan = plan::extract(&posed.network, (&posed.model.columns, &posed.model.rows), &outcome);
    let level = |at: usize| outcome.levels.get(at).copied().unwrap_or(f64::NAN);
    Ok(Corner {
        limit,
        cost: level(tiers.len()),
        exposure: level(tiers.len() + 1),
        verified: verify::verify(&posed.network, &plan).ok,
    })
}
