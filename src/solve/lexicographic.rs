//! Linear programs: one weighted objective, proved level by level from its basis.
//!
//! Where no weight of a late level is small enough to leave the others alone and large enough to be seen, that level leaves the
//! weighted objective, and is minimised on the optimal face of the rest.

use super::highs::{Session, Verdict, version};
use super::proof::{Check, Prices, check};
use super::weights::Weights;
use super::{Options, Outcome, Proof, SolveError, Status, Work, doubt, levels, method};
use crate::lp::Lp;

/// Rounds of heavier weights before going level by level.
const ROUNDS: usize = 4;

/// How an attempt ended.
pub(super) enum Ended {
    /// With an answer.
    Settled(Outcome),
    /// With a verdict that one call does not settle.
    Doubtful(Verdict, Work),
}

/// Solves a linear program.
pub(super) fn solve(lp: &Lp, options: &Options) -> Result<Outcome, SolveError> {
    match attempt(lp, options)? {
        Ended::Settled(outcome) => Ok(outcome),
        Ended::Doubtful(verdict, work) => doubt::settle(lp, options, (&verdict, work)),
    }
}

/// Weighted solve and proof, with the fallback.
pub(super) fn attempt(lp: &Lp, options: &Options) -> Result<Ended, SolveError> {
    let mut weights = Weights::first(lp);
    let mut session = Session::new(lp, &weights.combine(lp))?;
    session.limit(options.time_limit);
    method::tighten(&mut session)?;
    let chosen = options.method.resolve(lp.columns());
    let verdict = method::cold(&mut session, chosen)?;
    prove(lp, &mut session, &mut weights, (verdict, chosen.name()))
}

/// Proves what a run with some weights ended in, with other weights where they do not do, and level by level where none does. The session
/// and the weights are left as they came to the answer.
pub(super) fn prove(
    lp: &Lp,
    session: &mut Session,
    weights: &mut Weights,
    (mut verdict, method): (Verdict, &str),
) -> Result<Ended, SolveError> {
    let mut rounds = 0;
    while verdict == Verdict::Optimal {
        // Factoring a basis left by crossover drops the point.
        let point = session.point();
        let prices = Prices::of_levels(lp, session)?;
        let Some(basis) = session.basis() else { break };
        let held = weights.of.len();
        match check(lp, &basis, prices.get(..held).unwrap_or(&prices), &weights.of) {
            Check::Proved if held == lp.levels.len() => {
                let outcome = unproved(lp, Status::Optimal, point, work(session, method));
                return proved(outcome, &prices, Proof::Weighted);
            }
            Check::Proved => return by_levels(lp, session, method, held),
            Check::Refused(factors) if rounds < ROUNDS && weights.grow(&factors) => rounds += 1,
            Check::Refused(_) if weights.shorten() => {}
            Check::Refused(_) => break,
        }
        session.set_costs(&weights.combine(lp))?;
        verdict = method::hot(session)?;
    }
    match verdict {
        Verdict::Optimal | Verdict::Unbounded => by_levels(lp, session, method, 0),
        other => Ok(ended(lp, session.point(), (other, work(session, method)))),
    }
}

/// Level by level, from the basis that the session holds, if any. It is proved for the first `held` levels.
pub(super) fn by_levels(lp: &Lp, session: &mut Session, method: &str, held: usize) -> Result<Ended, SolveError> {
    let (verdict, point) = levels::descend(lp, session, held)?;
    if verdict == Verdict::Optimal {
        let prices = Prices::of_levels(lp, session)?;
        let outcome = unproved(lp, Status::Optimal, point, work(session, method));
        return proved(outcome, &prices, Proof::LevelByLevel);
    }
    Ok(ended(lp, point, (verdict, work(session, method))))
}

fn ended(lp: &Lp, point: Option<Vec<f64>>, (verdict, work): (Verdict, Work)) -> Ended {
    let status = match verdict {
        Verdict::TimeLimit => Status::TimeLimit,
        Verdict::IterationLimit => Status::IterationLimit,
        other => return Ended::Doubtful(other, work),
    };
    Ended::Settled(unproved(lp, status, point, work))
}

fn proved(mut outcome: Outcome, prices: &[Prices], proof: Proof) -> Result<Ended, SolveError> {
    if outcome.point.is_none() {
        return Err(SolveError {
            call: "Highs_getSolution",
            message: "no point at an optimal status".into(),
        });
    }
    outcome.duals = Some(prices.iter().map(|level| level.rows.clone()).collect());
    outcome.proof = proof;
    Ok(Ended::Settled(outcome))
}

/// An outcome without duals or proof.
pub(super) fn unproved(lp: &Lp, status: Status, point: Option<Vec<f64>>, work: Work) -> Outcome {
    let point = point.map(|point| clipped(lp, point));
    Outcome {
        status,
        levels: point
            .as_deref()
            .map(|point| lp.levels.iter().map(|level| level.at(point)).collect())
            .unwrap_or_default(),
        point,
        duals: None,
        claimed: Vec::new(),
        proof: Proof::None,
        violations: Vec::new(),
        work,
    }
}

/// Report of a session's work.
pub(super) fn work(session: &Session, method: &str) -> Work {
    Work {
        solver: version(),
        method: method.into(),
        seconds: session.seconds(),
        iterations: session.iterations(),
    }
}

/// The point, with values that leave their bounds by rounding put back on them.
fn clipped(lp: &Lp, mut point: Vec<f64>) -> Vec<f64> {
    let bounds = lp.column_lower.iter().zip(&lp.column_upper);
    for (value, (&lower, &upper)) in point.iter_mut().zip(bounds) {
        let bound = value.max(lower).min(upper);
        if (*value - bound).abs() <= 1e-9 * bound.abs().max(1.0) {
            *value = bound;
        }
    }
    point
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::lp::Level;

    /// Ten plants, eight customers, random costs: shortage, cost, exposure.
    pub(in crate::solve) fn transport(seed: u64) -> Lp {
        let mut state = seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut dice = move |low: f64, high: f64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (low + (high - low) * (state >> 40) as f64 / (1_u64 << 24) as f64).round()
        };
        let (plants, customers) = (10_u32, 8_u32);
        let mut lp = Lp {
            starts: vec![0],
            ..Lp::default()
        };
        lp.levels = ["short", "cost", "exposure"]
            .map(|name| Level {
                name: name.into(),
                ..Level::default()
            })
            .to_vec();
        let column = |lp: &mut Lp, costs: [f64; 3], rows: &[u32]| {
            lp.rows.extend(rows);
            lp.values.extend(rows.iter().map(|_| 1.0));
            lp.starts.push(lp.rows.len());
            lp.column_lower.push(0.0);
            lp.column_upper.push(f64::INFINITY);
            lp.integer.push(false);
            for (level, cost) in lp.levels.iter_mut().zip(costs) {
                level.coefficients.push(cost);
            }
        };
        for plant in 0..plants {
            for customer in 0..customers {
                column(
                    &mut lp,
                    [0.0, 1000.0 * dice(5.0, 9.0), f64::from(plant % 3)],
                    &[plant, plants + customer],
                );
            }
        }
        for customer in 0..customers {
            column(&mut lp, [dice(1.0, 3.0), 0.0, 0.0], &[plants + customer]);
        }
        lp.row_lower = (0..plants).map(|_| f64::NEG_INFINITY).collect();
        lp.row_upper = (0..plants).map(|_| dice(5.0, 30.0)).collect();
        for _ in 0..customers {
            let quantity = dice(5.0, 40.0);
            lp.row_lower.push(quantity);
            lp.row_upper.push(quantity);
        }
        lp
    }

    fn settled(ended: Ended) -> Outcome {
        match ended {
            Ended::Settled(outcome) => outcome,
            Ended::Doubtful(verdict, _) => panic!("{verdict:?}"),
        }
    }

    #[test]
    fn both_proofs_give_the_same_levels() {
        for seed in 0..60 {
            let lp = transport(seed);
            let weighted = settled(attempt(&lp, &Options::default()).unwrap());
            let mut session = Session::new(&lp, &vec![0.0; lp.columns()]).unwrap();
            let faces = settled(by_levels(&lp, &mut session, "simplex", 0).unwrap());
            assert_eq!((weighted.proof, faces.proof), (Proof::Weighted, Proof::LevelByLevel));
            for (a, b) in weighted.levels.iter().zip(&faces.levels) {
                assert!(
                    (a - b).abs() <= 1e-9 * a.abs().max(1.0),
                    "{:?} {:?}",
                    weighted.levels,
                    faces.levels
                );
            }
        }
    }

    #[test]
    fn wrong_weights_are_refused() {
        let mut wrong = 0;
        for seed in 0..60 {
            let lp = transport(seed);
            let right = settled(attempt(&lp, &Options::default()).unwrap());
            let weights = [1.0, 1.0, 1e4];
            let mut costs = vec![0.0; lp.columns()];
            for (level, weight) in lp.levels.iter().zip(weights) {
                costs
                    .iter_mut()
                    .zip(&level.coefficients)
                    .for_each(|(cost, c)| *cost += weight * c);
            }
            let mut session = Session::new(&lp, &costs).unwrap();
            assert_eq!(session.run().unwrap(), Verdict::Optimal);
            let point = session.point().unwrap();
            let basis = session.basis().unwrap();
            let prices = Prices::of_levels(&lp, &mut session).unwrap();
            let differs = lp
                .levels
                .iter()
                .zip(&right.levels)
                .any(|(level, value)| (level.at(&point) - value).abs() > 1e-6);
            if differs {
                assert!(check(&lp, &basis, &prices, &weights) != Check::Proved, "seed {seed}");
                wrong += 1;
            }
        }
        assert!(wrong > 50);
    }
}
