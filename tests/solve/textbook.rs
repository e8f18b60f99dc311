use approx::assert_relative_eq;
use lodestone::solve::{Options, Proof, Status, solve};

use crate::build::{INF, lp};

#[test]
fn dantzig_transport() {
    let freight = [2.5, 1.7, 1.8, 2.5, 1.8, 1.4].map(|distance| 90.0 * distance);
    let rows: &[(f64, &[f64], f64)] = &[
        (-INF, &[1.0, 1.0, 1.0, 0.0, 0.0, 0.0], 350.0),
        (-INF, &[0.0, 0.0, 0.0, 1.0, 1.0, 1.0], 600.0),
        (325.0, &[1.0, 0.0, 0.0, 1.0, 0.0, 0.0], INF),
        (300.0, &[0.0, 1.0, 0.0, 0.0, 1.0, 0.0], INF),
        (275.0, &[0.0, 0.0, 1.0, 0.0, 0.0, 1.0], INF),
    ];
    let outcome = solve(&lp(&[&freight], &[(0.0, INF); 6], rows), &Options::default()).unwrap();
    assert_eq!((outcome.status, outcome.proof), (Status::Optimal, Proof::Weighted));
    assert_relative_eq!(outcome.levels[0], 153_675.0, max_relative = 1e-12);
    let duals = &outcome.duals.unwrap()[0];
    let bound: f64 = duals
        .iter()
        .zip([350.0, 600.0, 325.0, 300.0, 275.0])
        .map(|(y, b)| y * b)
        .sum();
    assert_relative_eq!(bound, 153_675.0, max_relative = 1e-12);
}

#[test]
fn dual_signs() {
    let outcome = solve(&lp(&[&[-1.0]], &[(0.0, INF)], &[(-INF, &[1.0], 6.0)]), &Options::default()).unwrap();
    assert_relative_eq!(outcome.duals.unwrap()[0][0], -1.0);
    let outcome = solve(&lp(&[&[2.0]], &[(0.0, INF)], &[(3.0, &[1.0], INF)]), &Options::default()).unwrap();
    assert_relative_eq!(outcome.duals.unwrap()[0][0], 2.0);
}

/// Columns: magnets made conventionally and by diffusion for two tiers, and what is short of each; one row limits Dy.
#[test]
fn a_price_is_a_vector_over_the_levels() {
    let levels: &[&[f64]] = &[
        &[0.0, 0.0, 0.0, 0.0, 1.0, 0.0],
        &[0.0, 0.0, 0.0, 0.0, 0.0, 1.0],
        &[50.0, 41.0, 40.0, 33.5, 0.0, 0.0],
    ];
    let rows: &[(f64, &[f64], f64)] = &[
        (-INF, &[0.06, 0.03, 0.04, 0.015, 0.0, 0.0], 3.0),
        (-INF, &[0.0, 1.0, 0.0, 1.0, 0.0, 0.0], 80.0),
        (50.0, &[1.0, 1.0, 0.0, 0.0, 1.0, 0.0], 50.0),
        (100.0, &[0.0, 0.0, 1.0, 1.0, 0.0, 1.0], 100.0),
    ];
    let outcome = solve(&lp(levels, &[(0.0, INF); 6], rows), &Options::default()).unwrap();
    assert_eq!(outcome.status, Status::Optimal);
    assert_relative_eq!(outcome.levels[0], 0.0, epsilon = 1e-9);
    assert_relative_eq!(outcome.levels[1], 43.75, max_relative = 1e-9);
    let duals = outcome.duals.unwrap();
    assert_relative_eq!(duals[0][0], 0.0, epsilon = 1e-12);
    assert_relative_eq!(duals[1][0], -25.0, max_relative = 1e-12);
}

#[test]
fn infeasible_names_the_rows() {
    let rows: &[(f64, &[f64], f64)] = &[(5.0, &[1.0, 1.0], INF), (-INF, &[1.0, 0.0], 1.0), (-INF, &[0.0, 1.0], 1.0)];
    let outcome = solve(&lp(&[&[1.0, 1.0]], &[(0.0, INF); 2], rows), &Options::default()).unwrap();
    assert_eq!(outcome.status, Status::Infeasible);
    assert!(outcome.point.is_none() && outcome.duals.is_none());
    let total: f64 = outcome.violations.iter().map(|(_, violation)| violation).sum();
    assert_relative_eq!(total, 3.0, max_relative = 1e-9);
}

#[test]
fn unbounded_is_told_from_infeasible() {
    let row: &[(f64, &[f64], f64)] = &[(-INF, &[1.0, -1.0], 1.0)];
    let outcome = solve(&lp(&[&[-1.0, 0.0]], &[(0.0, INF); 2], row), &Options::default()).unwrap();
    assert_eq!(outcome.status, Status::Unbounded);
}

#[test]
fn a_later_level_unbounded_in_the_weighted_sum_only() {
    let row: &[(f64, &[f64], f64)] = &[(0.0, &[1.0, 1.0], INF)];
    let outcome = solve(&lp(&[&[1.0, 0.0], &[-1e6, 1.0]], &[(0.0, INF); 2], row), &Options::default()).unwrap();
    assert_eq!(outcome.status, Status::Optimal);
    assert_eq!(outcome.levels, vec![0.0, 0.0]);
    let outcome = solve(&lp(&[&[1.0, 0.0], &[0.0, -1.0]], &[(0.0, INF); 2], row), &Options::default()).unwrap();
    assert_eq!(outcome.status, Status::Unbounded);
}

#[test]
fn programs_without_columns_rows_or_levels() {
    assert_eq!(
        solve(&lp(&[], &[], &[]), &Options::default()).unwrap().status,
        Status::Optimal
    );
    let outcome = solve(&lp(&[&[2.0]], &[(3.0, INF)], &[]), &Options::default()).unwrap();
    assert_eq!((outcome.status, outcome.levels), (Status::Optimal, vec![6.0]));
    let outcome = solve(&lp(&[], &[(3.0, 4.0)], &[(-INF, &[1.0], 3.5)]), &Options::default()).unwrap();
    assert_eq!(outcome.status, Status::Optimal);
    let outcome = solve(&lp(&[&[]], &[], &[(1.0, &[], INF)]), &Options::default()).unwrap();
    assert_eq!(outcome.status, Status::Infeasible);
}

#[test]
fn broken_programs_are_refused() {
    let mut broken = lp(&[&[1.0]], &[(0.0, INF)], &[(1.0, &[1.0], INF)]);
    broken.rows[0] = 7;
    assert!(solve(&broken, &Options::default()).is_err());
    let nan = lp(&[&[f64::NAN]], &[(0.0, INF)], &[]);
    assert!(solve(&nan, &Options::default()).is_err());
}
