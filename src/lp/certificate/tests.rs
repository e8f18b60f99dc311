//! Hand-computed programs, and random ones whose optimum is known by construction.

use super::super::{Builder, Lp};
use super::{Certificate, Missing, Open, certify};

const INF: f64 = f64::INFINITY;

/// A program from levels, columns as (lower, upper) and rows as (lower, coefficients, upper).
fn program(levels: &[&[f64]], columns: &[(f64, f64)], rows: &[(f64, &[f64], f64)]) -> Lp {
    let mut builder = Builder::new((0..levels.len()).map(|k| format!("level{k}")).collect());
    for (j, bounds) in columns.iter().enumerate() {
        builder.column(bounds.0, bounds.1);
        for (k, level) in levels.iter().enumerate() {
            builder.cost(k, j, level[j]);
        }
    }
    for (lower, coefficients, upper) in rows {
        let row = builder.row(*lower, *upper);
        for (j, value) in coefficients.iter().enumerate() {
            builder.entry(row, j, *value);
        }
    }
    builder.finish()
}

fn bounds(certificate: &Certificate) -> Vec<Option<f64>> {
    certificate.levels.iter().map(|level| level.bound).collect()
}

/// Four units at 2 or 3 each; at most three of the cheap ones: 2 x 3 + 3 x 1 = 9.
fn cheap_and_dear() -> Lp {
    program(&[&[2.0, 3.0]], &[(0.0, 3.0), (0.0, INF)], &[(4.0, &[1.0, 1.0], INF)])
}

#[test]
fn a_right_dual_gives_the_value_and_a_wrong_one_less() {
    let lp = cheap_and_dear();
    let right = certify(&lp, &[3.0, 1.0], Some(&[vec![3.0]]));
    assert_eq!((bounds(&right), right.levels[0].gap), (vec![Some(9.0)], Some(0.0)));
    assert_eq!(
        (
            right.residuals.largest(),
            right.levels[0].slackness,
            right.levels[0].wrong_sign
        ),
        (0.0, 0.0, 0.0)
    );
    let low = certify(&lp, &[3.0, 1.0], Some(&[vec![2.5]]));
    assert_eq!((bounds(&low), low.levels[0].gap), (vec![Some(8.5)], Some(0.5 / 9.0)));
    assert!(low.levels[0].slackness > 0.05);
    let negative = certify(&lp, &[3.0, 1.0], Some(&[vec![-3.0]]));
    assert_eq!(bounds(&negative), [Some(0.0)]);
}

#[test]
fn a_wrong_point_shows() {
    let lp = cheap_and_dear();
    let dear = certify(&lp, &[2.0, 2.0], Some(&[vec![3.0]]));
    assert_eq!((bounds(&dear), dear.levels[0].gap), (vec![Some(9.0)], Some(0.1)));
    let short = certify(&lp, &[3.0, 0.5], Some(&[vec![3.0]]));
    assert_eq!((short.residuals.rows.absolute, short.residuals.rows.relative), (0.5, 0.125));
    assert_eq!(bounds(&short), [Some(9.0)]);
    let outside = certify(&lp, &[5.0, -1.0], Some(&[vec![3.0]]));
    assert_eq!(
        (outside.residuals.columns.absolute, outside.residuals.columns.relative),
        (2.0, 1.0)
    );
    assert_eq!(certify(&lp, &[3.0], None).residuals.largest(), INF);
    assert_eq!(
        certify(&lp, &[3.0, f64::NAN], Some(&[vec![3.0]])).levels[0].missing,
        Some(Missing::Duals)
    );
}

/// A dual too high by a tenth needs a bound of a column that has none; the value of the level gives one.
#[test]
fn the_value_itself_bounds_a_column() {
    let lp = program(&[&[1.0]], &[(0.0, INF)], &[(1.0, &[1.0], INF)]);
    let high = certify(&lp, &[1.0], Some(&[vec![1.125]]));
    assert!((high.levels[0].wrong_sign - 0.125 / 2.125).abs() < 1e-15);
    assert!((high.levels[0].bound.unwrap() - 1.0).abs() < 1e-15 && high.levels[0].bound.unwrap() <= 1.0);
}

#[test]
fn without_a_bound_there_is_no_number() {
    let lp = program(&[&[0.0, 1.0]], &[(0.0, INF), (0.0, INF)], &[(1.0, &[1.0, 1.0], INF)]);
    let none = certify(&lp, &[1.0, 0.0], Some(&[vec![0.5]]));
    assert_eq!(none.levels[0].missing, Some(Missing::Bounds(Open { columns: 1, column: 0 })));
    assert_eq!((none.levels[0].bound, none.levels[0].gap), (None, None));
}

/// The free column `x = y + z - 1` costs 1, `y` and `z` are in 0..2: least at -1.
#[test]
fn a_free_column() {
    let rows: &[(f64, &[f64], f64)] = &[(-1.0, &[1.0, -1.0, -1.0], -1.0)];
    let lp = program(&[&[1.0, 0.0, 0.0]], &[(-INF, INF), (0.0, 2.0), (0.0, 2.0)], rows);
    assert_eq!(bounds(&certify(&lp, &[-1.0, 0.0, 0.0], Some(&[vec![1.0]]))), [Some(-1.0)]);
    // The row bounds the free column to -1..3: 1.25 x -1, then -0.25 x 3 for it, gives -2.
    let wrong = bounds(&certify(&lp, &[-1.0, 0.0, 0.0], Some(&[vec![1.25]])))[0].unwrap();
    assert!((-2.0 - 1e-12..=-1.0).contains(&wrong), "{wrong}");
}

/// Be short (level 0) or ship at 5 (level 1): the second level alone would not ship.
#[test]
fn an_earlier_level_is_held() {
    let lp = program(
        &[&[1.0, 0.0], &[0.0, 5.0]],
        &[(0.0, 4.0), (0.0, 3.0)],
        &[(4.0, &[1.0, 1.0], 4.0)],
    );
    let duals = [vec![1.0], vec![0.0]];
    let certificate = certify(&lp, &[1.0, 3.0], Some(&duals));
    assert_eq!(bounds(&certificate)[0], Some(1.0));
    assert!(certificate.levels[1].gap.unwrap() < 1e-8, "{certificate:?}");
    assert!((certificate.levels[1].factors[0] - 5.0).abs() < 1e-7);
}

#[test]
fn whole_columns_are_fixed() {
    let mut lp = program(&[&[3.0, 1.0]], &[(0.0, 9.0), (0.0, 9.0)], &[(2.5, &[2.0, 1.0], INF)]);
    lp.integer[0] = true;
    let certificate = certify(&lp, &[1.0, 0.5], Some(&[vec![1.0]]));
    assert_eq!((certificate.fixed, bounds(&certificate)), (1, vec![Some(3.5)]));
    assert_eq!(certify(&lp, &[1.25, 0.0], Some(&[vec![1.0]])).residuals.whole, 0.25);
}

/// Steps of the random coefficients; sums of a few products with small whole numbers are exact.
const STEP: f64 = 1.0 / (1_u64 << 44) as f64;

struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }
    fn below(&mut self, n: u64) -> usize {
        (self.next() % n) as usize
    }
    /// Between -4 and 4, with every bit in use.
    fn real(&mut self) -> f64 {
        let bits = (self.next() << 22 | self.next() & 0x3F_FFFF) as f64;
        bits / (1_u64 << 50) as f64 - 4.0
    }
    fn stepped(&mut self) -> f64 {
        (self.real() / STEP).round() * STEP
    }
}

/// A program with an optimal point of whole numbers, and duals that prove it.
struct Known {
    lp: Lp,
    point: Vec<f64>,
    duals: Vec<Vec<f64>>,
}

/// Draws a point, then bounds that hold it, then prices whose first non-zero has the sign that the bounds demand.
fn known(dice: &mut Dice) -> Known {
    let (columns, rows, levels) = (1 + dice.below(6), 1 + dice.below(5), 1 + dice.below(3));
    let point: Vec<f64> = (0..columns).map(|_| dice.below(5) as f64).collect();
    let mut signs = Vec::new();
    let mut bounds = Vec::new();
    for x in &point {
        let (lower, upper, sign) = standing(dice, *x);
        bounds.push((lower, upper));
        signs.push(sign);
    }
    let matrix: Vec<Vec<f64>> = (0..rows)
        .map(|_| {
            (0..columns)
                .map(|_| if dice.below(3) == 0 { 0.0 } else { dice.stepped() })
                .collect()
        })
        .collect();
    let mut sides = Vec::new();
    for row in &matrix {
        let (lower, upper, sign) = standing(dice, row.iter().zip(&point).map(|(a, x)| a * x).sum());
        sides.push((lower, upper));
        signs.push(sign);
    }
    let mut decided: Vec<bool> = vec![false; columns + rows];
    let (mut costs, mut duals) = (Vec::new(), Vec::new());
    for _ in 0..levels {
        let prices: Vec<f64> = signs
            .iter()
            .zip(&mut decided)
            .map(|(sign, decided)| price(dice, *sign, decided))
            .collect();
        let (reduced, rows) = prices.split_at(columns);
        let cost = |j: usize| (0..matrix.len()).map(|i| matrix[i][j] * rows[i]).sum::<f64>() + reduced[j];
        costs.push((0..columns).map(|j| (cost(j) / STEP).round() * STEP).collect::<Vec<f64>>());
        duals.push(rows.to_vec());
    }
    let rows: Vec<(f64, &[f64], f64)> = sides
        .iter()
        .zip(&matrix)
        .map(|(side, row)| (side.0, row.as_slice(), side.1))
        .collect();
    let lp = program(&costs.iter().map(Vec::as_slice).collect::<Vec<_>>(), &bounds, &rows);
    Known { lp, point, duals }
}

/// Bounds around a number, and the sign that a price must have there; 2 where any will do.
fn standing(dice: &mut Dice, at: f64) -> (f64, f64, i8) {
    let room = (1 + dice.below(4)) as f64;
    match dice.below(6) {
        0 => (at, at, 2),
        1 => (at, at + room, 1),
        2 => (at, INF, 1),
        3 => (at - room, at, -1),
        4 => (-INF, at, -1),
        _ => (at - room, at + room, 0),
    }
}

fn price(dice: &mut Dice, sign: i8, decided: &mut bool) -> f64 {
    let free = *decided || sign == 2;
    if sign == 0 || dice.below(3) == 0 {
        return 0.0;
    }
    let price = dice.real();
    *decided = true;
    if free { price } else { (price.abs() + 0.01) * f64::from(sign) }
}

/// Value of a level in steps, exactly: the coefficients are steps, the point is whole.
fn exact(lp: &Lp, level: usize, point: &[f64]) -> i128 {
    let terms = lp.levels[level].coefficients.iter().zip(point);
    terms.map(|(c, x)| (c / STEP) as i128 * *x as i128).sum()
}

/// Whether a bound is at most so many steps, exactly.
fn at_most(bound: f64, steps: i128) -> bool {
    (bound / STEP).ceil() as i128 <= steps
}

/// Every whole point of a program near 0..4.
fn whole_points(lp: &Lp) -> Vec<Vec<f64>> {
    let mut points = vec![Vec::new()];
    for j in 0..lp.columns() {
        let (low, high) = (lp.column_lower[j].max(0.0) as i32, lp.column_upper[j].min(4.0) as i32);
        let more = points
            .iter()
            .flat_map(|point: &Vec<f64>| (low..=high).map(|x| [point.as_slice(), &[f64::from(x)]].concat()));
        points = more.collect();
    }
    let kept = |point: &Vec<f64>| {
        let sums = lp.activities(point);
        sums.iter()
            .zip(lp.row_lower.iter().zip(&lp.row_upper))
            .all(|((sum, _), (low, high))| sum >= low && sum <= high)
    };
    points.into_iter().filter(kept).collect()
}

#[test]
fn right_duals_prove_every_level() {
    let mut dice = Dice(7);
    let mut bare = 0;
    for case in 0..20_000 {
        let Known { lp, point, duals } = known(&mut dice);
        let certificate = certify(&lp, &point, Some(&duals));
        assert_eq!(certificate.residuals.largest(), 0.0, "case {case}");
        for (k, level) in certificate.levels.iter().enumerate() {
            let Some(bound) = level.bound else {
                bare += 1;
                continue;
            };
            assert!(at_most(bound, exact(&lp, k, &point)), "case {case}: {level:?}");
            assert!(level.gap.unwrap() <= 1e-9, "case {case}: {level:?}");
        }
    }
    assert!(bare < 400, "{bare} levels without a bound");
}

/// No dual, however wrong, and no other point lets a bound rise above a point that keeps the bounds and the earlier levels.
#[test]
fn no_bound_is_above_a_point() {
    let mut dice = Dice(11);
    let (mut compared, mut found) = (0, 0);
    for case in 0..4_000 {
        let Known { lp, point, mut duals } = known(&mut dice);
        for dual in duals.iter_mut().flatten() {
            *dual += match dice.below(4) {
                0 => dice.real(),
                1 => dice.real() * 1e-9,
                _ => 0.0,
            };
        }
        let points = whole_points(&lp);
        let other = points.get(dice.below(points.len() as u64 + 1)).unwrap_or(&point).clone();
        let certificate = certify(&lp, &other, Some(&duals));
        for (k, level) in certificate.levels.iter().enumerate() {
            let Some(bound) = level.bound else { continue };
            found += 1;
            let no_worse = |point: &&Vec<f64>| (0..k).all(|j| exact(&lp, j, point) <= exact(&lp, j, &other));
            for better in points.iter().filter(no_worse) {
                compared += 1;
                assert!(
                    at_most(bound, exact(&lp, k, better)),
                    "case {case}: {level:?} against {better:?}"
                );
            }
        }
    }
    assert!(compared > 20_000 && found > 2_000, "{compared} {found}");
}

/// A dual off by a tenth where it matters, or a point off its optimum, is seen in a gap.
#[test]
fn a_loss_is_seen() {
    let mut dice = Dice(13);
    let mut seen = 0;
    for _ in 0..4_000 {
        let Known { lp, point, duals } = known(&mut dice);
        for other in whole_points(&lp) {
            let loss = (exact(&lp, 0, &other) - exact(&lp, 0, &point)) as f64 * STEP;
            let level = &certify(&lp, &other, Some(&duals)).levels[0];
            if let Some(bound) = level.bound.filter(|_| loss > 1e-6) {
                assert!(level.value - bound >= loss * (1.0 - 1e-9), "{level:?}, loss {loss}");
                seen += 1;
            }
        }
    }
    assert!(seen > 4_000, "{seen}");
}
