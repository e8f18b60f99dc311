use approx::assert_relative_eq;
use lodestone::solve::{Options, Proof, Second, Status, second_opinion, solve};

use crate::build::{INF, lp};
use lodestone::formulation::formulate;
use lodestone::network;
use lodestone::origin::label;
use lodestone::spec::{Selection, load};
use std::path::Path;

/// Open plants (whole) at a fixed cost, or be short; two levels.
#[test]
fn levels_of_whole_numbers() {
    let levels: &[&[f64]] = &[&[0.0, 0.0, 0.0, 0.0, 1.0], &[100.0, 70.0, 1.0, 2.0, 0.0]];
    let rows: &[(f64, &[f64], f64)] = &[
        (-INF, &[-10.0, 0.0, 1.0, 0.0, 0.0], 0.0),
        (-INF, &[0.0, -6.0, 0.0, 1.0, 0.0], 0.0),
        (17.0, &[0.0, 0.0, 1.0, 1.0, 1.0], 17.0),
    ];
    let columns = [(0.0, 1.0), (0.0, 1.0), (0.0, INF), (0.0, INF), (0.0, INF)];
    let mut program = lp(levels, &columns, rows);
    (program.integer[0], program.integer[1]) = (true, true);
    let outcome = solve(&program, &Options::default()).unwrap();
    assert_eq!((outcome.status, outcome.proof), (Status::Optimal, Proof::LevelByLevel));
    assert_relative_eq!(outcome.levels[0], 1.0, max_relative = 1e-9);
    assert_relative_eq!(outcome.levels[1], 192.0, max_relative = 1e-9);
    let duals = outcome.duals.unwrap();
    assert_relative_eq!(duals[0][2], 1.0, max_relative = 1e-9);
    assert!(
        second_opinion(&program, (Second::Microlp, None), (outcome.status, &outcome.levels))
            .unwrap()
            .agrees
    );
    assert!(second_opinion(&program, (Second::Clarabel, None), (outcome.status, &outcome.levels)).is_err());
}

#[test]
fn whole_numbers_can_make_a_program_infeasible() {
    let rows: &[(f64, &[f64], f64)] = &[(0.4, &[1.0], 0.6)];
    let mut program = lp(&[&[1.0]], &[(0.0, 5.0)], rows);
    program.integer[0] = true;
    assert_eq!(solve(&program, &Options::default()).unwrap().status, Status::Infeasible);
}

#[test]
fn a_wrong_value_is_not_agreed_to() {
    let program = lp(&[&[1.0, 2.0]], &[(0.0, INF), (0.0, INF)], &[(3.0, &[1.0, 1.0], INF)]);
    assert!(
        second_opinion(&program, (Second::Clarabel, None), (Status::Optimal, &[3.0]))
            .unwrap()
            .agrees
    );
    assert!(
        !second_opinion(&program, (Second::Clarabel, None), (Status::Optimal, &[3.001]))
            .unwrap()
            .agrees
    );
    assert!(
        !second_opinion(&program, (Second::Microlp, None), (Status::Optimal, &[]))
            .unwrap()
            .agrees
    );
}

/// Two projects of 10 for a demand of 11 in parts: a wide gap keeps the first plan found and says how far it may be.
#[test]
fn a_wide_gap_tells_the_bound_beside_the_value() {
    let levels: &[&[f64]] = &[&[10.0, 11.0, 12.0, 0.0, 0.0, 0.0]];
    let rows: &[(f64, &[f64], f64)] = &[
        (-INF, &[-10.0, 0.0, 0.0, 1.0, 0.0, 0.0], 0.0),
        (-INF, &[0.0, -10.0, 0.0, 0.0, 1.0, 0.0], 0.0),
        (-INF, &[0.0, 0.0, -10.0, 0.0, 0.0, 1.0], 0.0),
        (11.0, &[0.0, 0.0, 0.0, 1.0, 1.0, 1.0], 11.0),
    ];
    let columns = [(0.0, 1.0), (0.0, 1.0), (0.0, 1.0), (0.0, INF), (0.0, INF), (0.0, INF)];
    let mut program = lp(levels, &columns, rows);
    program.integer[..3].fill(true);
    let wide = solve(
        &program,
        &Options {
            gap: Some(0.9),
            ..Options::default()
        },
    )
    .unwrap();
    assert_eq!(wide.status, Status::Optimal);
    assert!(
        wide.claimed[0] <= 21.0 && wide.levels[0] >= 21.0 && wide.claimed[0] < wide.levels[0],
        "{wide:?}"
    );
    let exact = solve(&program, &Options::default()).unwrap();
    assert_relative_eq!(exact.levels[0], 21.0, max_relative = 1e-9);
    assert_relative_eq!(exact.claimed[0], 21.0, max_relative = 1e-6);
}

/// The solver called a start optimal here, 1.4 % above the optimum that CBC and GLPK find in the exported program.
#[test]
fn a_start_is_not_taken_for_the_optimum() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/solve/suppliers");
    let selection = Selection {
        policy: Some("free".into()),
        ..Selection::default()
    };
    let network = network::build(&load(&folder, &selection).unwrap()).unwrap();
    let model = formulate(&label(&network));
    let outcome = solve(&model.lp, &Options::default()).unwrap();
    assert_eq!(outcome.status, Status::Optimal);
    assert_relative_eq!(outcome.levels[2], 5_347_025.84, max_relative = 1e-8);
    assert_relative_eq!(outcome.claimed[2], 5_347_025.84, max_relative = 1e-6);
}
