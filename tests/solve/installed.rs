//! Installed solvers, asked for a second opinion. Those that this machine lacks must say so.

use std::process::Command;

use lodestone::solve::{Options, Second, Status, second_opinion, solve};

use crate::build::{INF, lp};
use crate::network::{Size, network};

/// Whether a program is on the path.
fn installed(command: &str) -> bool {
    Command::new(command).arg("--version").output().is_ok()
}

/// The solvers that are programs of their own; an error must name the one that is missing.
fn each(mut check: impl FnMut(Second)) {
    for (solver, command) in [(Second::Cbc, "cbc"), (Second::Glpk, "glpsol")] {
        if installed(command) {
            check(solver);
        } else {
            let program = lp(&[&[1.0]], &[(1.0, INF)], &[]);
            let error = second_opinion(&program, (solver, None), (Status::Optimal, &[1.0])).unwrap_err();
            assert!(error.message.contains(command), "{error}");
        }
    }
}

#[test]
fn networks_agree() {
    each(|solver| {
        for seed in 0..4 {
            let program = network(Size {
                sites: 4,
                classes: 3,
                periods: 3,
                demands: 6,
                tiers: 2,
                seed,
            });
            let outcome = solve(&program, &Options::default()).unwrap();
            let second = second_opinion(&program, (solver, None), (outcome.status, &outcome.levels)).unwrap();
            assert!(second.agrees, "{:?} against {second:?}", outcome.levels);
            let mut wrong = outcome.levels.clone();
            wrong[0] += 1e-5 * wrong[0].abs().max(1e3);
            assert!(
                !second_opinion(&program, (solver, None), (outcome.status, &wrong))
                    .unwrap()
                    .agrees
            );
        }
    });
}

/// Bounds that files put badly: below only, above only, none, and a row without terms.
#[test]
fn odd_bounds() {
    let columns = [(-INF, 4.0), (-INF, INF), (-2.0, 7.0), (0.0, INF)];
    let rows: &[(f64, &[f64], f64)] = &[
        (-3.0, &[1.0, 0.0, 0.0, 0.0], INF),
        (-5.5, &[0.0, 1.0, 1.0, 0.0], 9.0),
        (-1.0, &[0.0, 0.0, 0.0, 0.0], 1.0),
    ];
    let program = lp(&[&[0.0; 4], &[1.0, 1.0, 0.0, 1.0]], &columns, rows);
    let outcome = solve(&program, &Options::default()).unwrap();
    assert!((outcome.levels[1] - -15.5).abs() < 1e-9, "{:?}", outcome.levels);
    each(|solver| {
        assert!(
            second_opinion(&program, (solver, None), (outcome.status, &outcome.levels))
                .unwrap()
                .agrees
        )
    });
}

#[test]
fn whole_numbers() {
    let rows: &[(f64, &[f64], f64)] = &[(7.5, &[3.0, 2.0, 1.0], INF)];
    let mut program = lp(&[&[5.0, 4.0, 3.0]], &[(0.0, 9.0), (0.0, 9.0), (0.0, 0.3)], rows);
    (program.integer[0], program.integer[1]) = (true, true);
    let outcome = solve(&program, &Options::default()).unwrap();
    assert!((outcome.levels[0] - 14.0).abs() < 1e-9, "{:?}", outcome.levels);
    each(|solver| {
        let second = second_opinion(&program, (solver, None), (outcome.status, &outcome.levels));
        match second {
            Err(error) => assert!(
                solver == Second::Glpk && error.message.contains("no whole numbers"),
                "{error}"
            ),
            Ok(second) => assert!(second.agrees && solver != Second::Glpk, "{second:?}"),
        }
    });
}

/// GLPK writes "undefined" for both, which is no verdict.
#[test]
fn verdicts_without_a_point() {
    let infeasible = lp(&[&[1.0]], &[(0.0, 1.0)], &[(2.0, &[1.0], INF)]);
    let unbounded = lp(&[&[-1.0, 0.0]], &[(0.0, INF), (0.0, INF)], &[(-INF, &[1.0, -1.0], 3.0)]);
    each(|solver| {
        for (program, status) in [(&infeasible, Status::Infeasible), (&unbounded, Status::Unbounded)] {
            assert_eq!(solve(program, &Options::default()).unwrap().status, status);
            let second = second_opinion(program, (solver, None), (status, &[]));
            match second {
                Err(error) => assert!(solver == Second::Glpk && error.message.contains("not solved"), "{error}"),
                Ok(second) => {
                    assert!(second.agrees && second.verdict == status, "{solver:?}: {second:?}");
                    assert!(
                        !second_opinion(program, (solver, None), (Status::Optimal, &[1.0]))
                            .unwrap()
                            .agrees
                    );
                }
            }
        }
    });
}
