use lodestone::lp::Lp;
use lodestone::solve::{Options, Outcome, Status, solve};

use crate::network::{Size, network};

fn solved(lp: &Lp) -> Outcome {
    let outcome = solve(lp, &Options::default()).unwrap();
    assert_eq!(outcome.status, Status::Optimal);
    outcome
}

fn shifted(lp: &Lp, row: usize, by: f64) -> Vec<f64> {
    let mut shifted = lp.clone();
    shifted.row_lower[row] += by;
    shifted.row_upper[row] += by;
    solved(&shifted).levels
}

/// Where both one-sided differences of every level agree there is no kink, and the dual must be that difference.
#[test]
fn a_dual_is_the_change_of_each_level() {
    let lp = network(Size {
        sites: 3,
        classes: 2,
        periods: 2,
        demands: 5,
        tiers: 2,
        seed: 11,
    });
    let outcome = solved(&lp);
    let all = outcome.duals.as_ref().unwrap();
    let duals = |level: usize, row: usize| all[level][row];
    let (step, mut checked, mut priced) = (1e-3, 0, 0);
    for row in 0..lp.height() {
        let (up, down) = (shifted(&lp, row, step), shifted(&lp, row, -step));
        let right: Vec<f64> = up.iter().zip(&outcome.levels).map(|(a, b)| (a - b) / step).collect();
        let left: Vec<f64> = outcome.levels.iter().zip(&down).map(|(a, b)| (a - b) / step).collect();
        let equal = |a: f64, b: f64| (a - b).abs() <= 1e-4 * a.abs().max(b.abs()).max(1e-3);
        if right.iter().zip(&left).any(|(&right, &left)| !equal(right, left)) {
            continue;
        }
        for (level, &change) in right.iter().enumerate() {
            assert!(
                equal(change, duals(level, row)),
                "row {row} level {level}: {change} but dual {}",
                duals(level, row)
            );
            priced += usize::from(change != 0.0);
        }
        checked += 1;
    }
    assert!(
        checked > lp.height() / 2 && priced > 20,
        "{checked} of {} rows, {priced} prices",
        lp.height()
    );
}
