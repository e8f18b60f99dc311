//! What HiGHS finds is certified without it.

use lodestone::lp::{Certificate, certify};
use lodestone::solve::{Options, Outcome, Status, solve};
use proptest::prelude::*;

use crate::build::{INF, lp};
use crate::network::{Size, network};
use crate::random::program;
use lodestone::lp::Lp;

fn certified(lp: &Lp) -> (Outcome, Certificate) {
    let outcome = solve(lp, &Options::default()).unwrap();
    let point = outcome.point.as_deref().unwrap_or_default();
    let certificate = certify(lp, point, outcome.duals.as_deref());
    (outcome, certificate)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn gaps_of_optimal_points_are_small(lp in program()) {
        let (outcome, certificate) = certified(&lp);
        if outcome.status == Status::Optimal {
            prop_assert!(certificate.residuals.largest() <= 1e-9);
            for level in &certificate.levels {
                prop_assert!(level.gap.is_none_or(|gap| gap <= 1e-9), "{level:?}");
            }
        }
    }
}

#[test]
fn a_labelled_network_is_certified_on_every_level() {
    for seed in 0..12 {
        let lp = network(Size {
            sites: 4,
            classes: 3,
            periods: 3,
            demands: 6,
            tiers: 3,
            seed,
        });
        let (_, certificate) = certified(&lp);
        assert!(certificate.residuals.largest() <= 1e-9);
        for level in &certificate.levels {
            assert!(level.gap.is_some_and(|gap| gap <= 1e-9), "seed {seed}: {level:?}");
        }
    }
}

/// A plant costs 7 and makes up to 10, of which 4 are wanted: fixed open, the gap closes; the solver's own bound is the value.
#[test]
fn whole_numbers_are_certified_as_fixed() {
    let mut program = lp(
        &[&[7.0, 1.0]],
        &[(0.0, 1.0), (0.0, INF)],
        &[(-INF, &[-10.0, 1.0], 0.0), (4.0, &[0.0, 1.0], INF)],
    );
    program.integer[0] = true;
    let (outcome, certificate) = certified(&program);
    assert_eq!((certificate.fixed, outcome.claimed.len()), (1, 1));
    assert!((outcome.claimed[0] - 11.0).abs() < 1e-6, "{:?}", outcome.claimed);
    assert!((certificate.levels[0].bound.unwrap() - 11.0).abs() < 1e-9);
}
