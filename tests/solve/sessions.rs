use std::thread;

use lodestone::solve::highs::Session;
use lodestone::solve::{Method, Options, Proof, Status, solve};

use crate::build::{INF, lp};
use crate::network::{Size, network};
use crate::random::close;

const SMALL: Size = Size {
    sites: 3,
    classes: 2,
    periods: 2,
    demands: 4,
    tiers: 2,
    seed: 5,
};

#[test]
fn the_same_program_gives_the_same_bits() {
    let lp = network(Size {
        sites: 5,
        classes: 3,
        periods: 4,
        demands: 9,
        tiers: 3,
        seed: 3,
    });
    let (one, two) = (
        solve(&lp, &Options::default()).unwrap(),
        solve(&lp, &Options::default()).unwrap(),
    );
    let bits = |numbers: &[f64]| numbers.iter().map(|n| n.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(&one.point.unwrap()), bits(&two.point.unwrap()));
    assert_eq!(bits(&one.levels), bits(&two.levels));
    for (one, two) in one.duals.unwrap().iter().zip(&two.duals.unwrap()) {
        assert_eq!(bits(one), bits(two));
    }
}

#[test]
fn thousands_of_sessions_on_several_threads() {
    let expected = solve(&network(SMALL), &Options::default()).unwrap().levels;
    let work = |_| {
        let expected = expected.clone();
        thread::spawn(move || {
            let lp = network(SMALL);
            (0..700).all(|_| solve(&lp, &Options::default()).is_ok_and(|outcome| outcome.levels == expected))
        })
    };
    let threads: Vec<_> = (0..6).map(work).collect();
    assert!(threads.into_iter().all(|thread| thread.join().unwrap()));
}

#[test]
fn every_method_agrees() {
    let lp = network(Size {
        sites: 4,
        classes: 3,
        periods: 3,
        demands: 6,
        tiers: 3,
        seed: 8,
    });
    let by = |method| {
        solve(
            &lp,
            &Options {
                method,
                ..Options::default()
            },
        )
        .unwrap()
    };
    let simplex = by(Method::Simplex);
    for method in [Method::Ipm, Method::Pdlp, Method::Auto] {
        let other = by(method);
        assert_eq!(other.status, Status::Optimal);
        assert!(
            close(&simplex.levels, &other.levels, 1e-9),
            "{method:?}: {:?} {:?}",
            simplex.levels,
            other.levels
        );
    }
}

/// Level one counts units of 1e-8 that level two would pay 1e10 for: no one weighting holds both.
#[test]
fn levels_too_far_apart_to_weigh_go_one_by_one() {
    let levels: &[&[f64]] = &[&[1e3, 1e-8, 0.0], &[-1e6, -1e10, 1.0], &[0.0, 0.0, 1.0]];
    let rows: &[(f64, &[f64], f64)] = &[(2.0, &[1.0, 1.0, 1.0], 9.0), (-INF, &[1e-3, 1.0, -1.0], 4.0)];
    let outcome = solve(&lp(levels, &[(0.0, 5.0), (0.0, 5.0), (0.0, 20.0)], rows), &Options::default()).unwrap();
    assert_eq!((outcome.status, outcome.proof), (Status::Optimal, Proof::LevelByLevel));
    assert_eq!(outcome.point.unwrap(), vec![0.0, 0.0, 2.0]);
}

#[test]
fn a_time_limit_is_told_from_an_answer() {
    let lp = network(Size {
        sites: 12,
        classes: 4,
        periods: 6,
        demands: 30,
        tiers: 3,
        seed: 1,
    });
    let outcome = solve(
        &lp,
        &Options {
            time_limit: Some(1e-3),
            ..Options::default()
        },
    )
    .unwrap();
    assert_eq!((outcome.status, outcome.proof), (Status::TimeLimit, Proof::None));
    assert!(outcome.duals.is_none());
}

#[test]
fn a_session_refuses_what_does_not_fit() {
    let program = lp(&[&[1.0]], &[(0.0, INF)], &[(1.0, &[1.0], INF)]);
    let mut session = Session::new(&program, &[1.0]).unwrap();
    assert!(session.set_costs(&[1.0, 2.0]).is_err());
    assert!(session.set_row_bounds(&[], &[]).is_err());
    assert!(session.set("no_such_option", 1).is_err());
    assert!(session.basic().is_err() && session.point().is_none());
    session.run().unwrap();
    let basis = session.basis().unwrap();
    session.set_basis(&basis).unwrap();
    assert_eq!(session.basic().unwrap().len(), 1);
    assert!(session.transpose_solve(&[1.0, 1.0]).is_err());
}
