use lodestone::lp::{Lp, with_slack};
use lodestone::solve::{Options, Outcome, Second, Status, second_opinion, solve};
use proptest::prelude::*;

use crate::build::{INF, lp};
use crate::network::{Size, network};

/// Small whole coefficients: ties and degenerate corners everywhere.
pub fn program() -> impl Strategy<Value = Lp> {
    (1_usize..8, 1_usize..7, 1_usize..5)
        .prop_flat_map(|(columns, rows, levels)| {
            let coefficients = |n: usize| prop::collection::vec(prop_oneof![3 => Just(0), 4 => -4..=6_i32], n);
            let bounds = prop::collection::vec(
                (0..3_i32, prop_oneof![1 => Just(None), 3 => (0..9_i32).prop_map(Some)]),
                columns,
            );
            let sides = prop::collection::vec((0..4_u8, -6..=12_i32, 0..=6_i32), rows);
            let matrix = prop::collection::vec(coefficients(columns), rows);
            (prop::collection::vec(coefficients(columns), levels), bounds, sides, matrix)
        })
        .prop_map(|(levels, bounds, sides, matrix)| {
            let real = |numbers: &Vec<i32>| numbers.iter().map(|&n| f64::from(n)).collect::<Vec<_>>();
            let levels: Vec<Vec<f64>> = levels.iter().map(real).collect();
            let columns: Vec<(f64, f64)> = bounds
                .iter()
                .map(|&(low, room)| (f64::from(low), room.map_or(INF, |room| f64::from(low + room))))
                .collect();
            let matrix: Vec<Vec<f64>> = matrix.iter().map(real).collect();
            let side = |&(kind, at, room): &(u8, i32, i32)| match kind {
                0 => (-INF, f64::from(at)),
                1 => (f64::from(at), INF),
                2 => (f64::from(at), f64::from(at)),
                _ => (f64::from(at), f64::from(at + room)),
            };
            let rows: Vec<(f64, &[f64], f64)> = sides
                .iter()
                .map(side)
                .zip(&matrix)
                .map(|((low, high), row)| (low, row.as_slice(), high))
                .collect();
            lp(&levels.iter().map(Vec::as_slice).collect::<Vec<_>>(), &columns, &rows)
        })
}

/// Each level by itself, with rows that hold the levels before; what the slack of those rows gains is extrapolated away.
pub fn by_rows(lp: &Lp) -> Result<Vec<f64>, Status> {
    let mut values: Vec<f64> = Vec::new();
    for k in 0..lp.levels.len() {
        let value = |slack: f64| {
            let outcome = solve(&with_slack(lp, k, &values, slack).unwrap(), &Options::default()).unwrap();
            outcome.levels.first().copied().ok_or(outcome.status)
        };
        values.push(2.0 * value(1e-9)? - value(2e-9)?);
    }
    Ok(values)
}

pub fn close(a: &[f64], b: &[f64], tolerance: f64) -> bool {
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .all(|(a, b)| (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1.0))
}

/// Feasible, and each level's duals repeat the value of a level that no other constrains.
fn sound(lp: &Lp, outcome: &Outcome) {
    let point = outcome.point.as_ref().unwrap();
    for (x, (low, high)) in point.iter().zip(lp.column_lower.iter().zip(&lp.column_upper)) {
        assert!(x >= low && x <= high);
    }
    for ((sum, size), (low, high)) in lp.activities(point).iter().zip(lp.row_lower.iter().zip(&lp.row_upper)) {
        let slack = 1e-8 * size.max(1.0);
        assert!(*sum >= low - slack && *sum <= high + slack);
    }
    for (level, value) in lp.levels.iter().zip(&outcome.levels) {
        assert!((level.at(point) - value).abs() <= 1e-12 * value.abs().max(1.0));
    }
}

/// Every way to choose whole values within 0..=most for the first columns.
fn choices(count: usize, most: usize) -> Vec<Vec<f64>> {
    (0..count).fold(vec![Vec::new()], |found, _| {
        let longer = |one: Vec<f64>| (0..=most).map(move |value| [one.as_slice(), &[value as f64]].concat());
        found.into_iter().flat_map(longer).collect()
    })
}

/// The least levels over all whole values of the columns marked, each choice a linear program; none where no choice has a point.
fn by_enumeration(lp: &Lp, most: usize) -> Option<Vec<f64>> {
    let whole: Vec<usize> = (0..lp.columns()).filter(|&j| lp.integer[j]).collect();
    let mut best: Option<Vec<f64>> = None;
    for choice in choices(whole.len(), most) {
        let mut fixed = Lp {
            integer: vec![false; lp.columns()],
            ..lp.clone()
        };
        let within = |(&j, value): (&usize, &f64)| (lp.column_lower[j]..=lp.column_upper[j]).contains(value);
        if !whole.iter().zip(&choice).all(within) {
            continue;
        }
        for (&j, value) in whole.iter().zip(choice) {
            (fixed.column_lower[j], fixed.column_upper[j]) = (value, value);
        }
        let outcome = solve(&fixed, &Options::default()).unwrap();
        if outcome.status == Status::Optimal && best.as_ref().is_none_or(|best| is_less(&outcome.levels, best)) {
            best = Some(outcome.levels);
        }
    }
    best
}

fn is_less(one: &[f64], other: &[f64]) -> bool {
    let differs = one.iter().zip(other).find(|(a, b)| (*a - *b).abs() > 1e-7 * a.abs().max(1.0));
    differs.is_some_and(|(a, b)| a < b)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn levels_equal_those_held_by_rows(lp in program()) {
        let outcome = solve(&lp, &Options::default()).unwrap();
        match by_rows(&lp) {
            Ok(values) => {
                prop_assert_eq!(outcome.status, Status::Optimal);
                prop_assert!(close(&outcome.levels, &values, 1e-6), "{:?} by rows {:?}", outcome.levels, values);
                sound(&lp, &outcome);
            }
            Err(status) => prop_assert_eq!(outcome.status, status),
        }
    }

    #[test]
    fn verdicts_equal_those_of_microlp(lp in program()) {
        let outcome = solve(&lp, &Options::default()).unwrap();
        let mut anything = lp.clone();
        anything.levels.truncate(1);
        anything.levels[0].coefficients.fill(0.0);
        let possible = second_opinion(&anything, (Second::Microlp, None), (Status::Optimal, &[0.0])).unwrap().agrees;
        prop_assert_eq!(possible, outcome.status != Status::Infeasible);
        if possible {
            let first = Lp { levels: lp.levels[..1].to_vec(), ..lp.clone() };
            let unbounded = second_opinion(&first, (Second::Microlp, None), (Status::Optimal, &[0.0])).unwrap().verdict == Status::Unbounded;
            prop_assert!(!unbounded || outcome.status == Status::Unbounded);
        } else {
            prop_assert!(!outcome.violations.is_empty());
        }
    }

    #[test]
    fn whole_numbers_give_the_least_of_all_choices(mut lp in program(), whole in prop::collection::vec(any::<bool>(), 8)) {
        for j in 0..lp.columns() {
            lp.column_upper[j] = lp.column_upper[j].min(5.0).max(lp.column_lower[j]);
            lp.integer[j] = whole[j] && lp.integer.iter().filter(|whole| **whole).count() < 3;
        }
        let outcome = solve(&lp, &Options::default()).unwrap();
        match by_enumeration(&lp, 5) {
            Some(levels) => {
                prop_assert_eq!(outcome.status, Status::Optimal);
                prop_assert!(close(&outcome.levels, &levels, 1e-6), "{:?} of all {:?}", outcome.levels, levels);
                if lp.is_mixed_integer() {
                    prop_assert!(close(&outcome.claimed, &levels, 1e-6), "claimed {:?} of all {:?}", outcome.claimed, levels);
                }
                sound(&lp, &outcome);
            }
            None => prop_assert_eq!(outcome.status, Status::Infeasible),
        }
    }

    #[test]
    fn levels_equal_those_of_microlp(lp in program()) {
        let outcome = solve(&lp, &Options::default()).unwrap();
        if outcome.status == Status::Optimal {
            let second = second_opinion(&lp, (Second::Microlp, None), (outcome.status, &outcome.levels)).unwrap();
            prop_assert!(second.agrees, "{:?} against {:?}", outcome.levels, second);
        }
    }
}

/// microlp calls a level unbounded, though a row keeps its column at zero.
#[test]
fn an_unbounded_verdict_is_made_sure_of() {
    let levels: [&[f64]; 4] = [
        &[0.0; 6],
        &[0.0, -1.0, 0.0, 0.0, 0.0, 0.0],
        &[0.0; 6],
        &[0.0, 1.0, 0.0, 0.0, 1.0, 0.0],
    ];
    let columns = [(0.0, INF), (0.0, INF), (0.0, INF), (0.0, INF), (0.0, 1.0), (0.0, INF)];
    let first = [0.0, 1.0, 0.0, -2.0, -3.0, 0.0];
    let last = [0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
    for (limit, status) in [(0.0, Status::Optimal), (INF, Status::Unbounded)] {
        let lp = lp(
            &levels,
            &columns,
            &[(-INF, &first, 0.0), (-INF, &[0.0; 6], 0.0), (-INF, &last, limit)],
        );
        let outcome = solve(&lp, &Options::default()).unwrap();
        assert_eq!(outcome.status, status);
        let second = second_opinion(&lp, (Second::Microlp, None), (outcome.status, &outcome.levels)).unwrap();
        assert!(second.agrees, "{second:?}");
    }
}

#[test]
fn a_labelled_network_by_every_way() {
    for seed in 0..12 {
        let lp = network(Size {
            sites: 4,
            classes: 3,
            periods: 3,
            demands: 6,
            tiers: 3,
            seed,
        });
        let outcome = solve(&lp, &Options::default()).unwrap();
        assert_eq!(outcome.status, Status::Optimal);
        sound(&lp, &outcome);
        assert!(close(&outcome.levels, &by_rows(&lp).unwrap(), 1e-6));
        for second in [Second::Clarabel, Second::Microlp] {
            let opinion = second_opinion(&lp, (second, None), (outcome.status, &outcome.levels)).unwrap();

            assert!(opinion.agrees, "{:?} against {opinion:?}", outcome.levels);
        }
    }
}
