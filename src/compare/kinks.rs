//! Where the least values of aims change their slope while one number of a program moves.
//!
//! ```text
//! V(t) = lexicographic max over dual bases of their lines     (bounds that move: convex)
//! V(t) = min over plans of their lines                        (coefficients of one aim that move: concave)
//! ```
//!
//! Lines of two values are crossed, and the program is solved where they cross: if both lines hold there, nothing else lies between them; else both halves are
//! searched (M. J. Eisner, D. G. Severance, Mathematical Techniques for Efficient Record Segmentation in Large Shared Databases, Journal of the ACM 23,
//! 1976, 619-635). What is found is exact where aims differ by more than
//! `ROUNDING`; kinks closer to each other than that are told as one.

use std::cell::Cell;

/// Aims in order at a value, and their slopes while what is best there stays the best.
#[derive(Clone, Debug, PartialEq)]
pub struct Tangent {
    /// Value of what moves.
    pub at: f64,
    /// Least values of the aims there.
    pub values: Vec<f64>,
    /// Change of each aim for one unit more.
    pub slopes: Vec<f64>,
}

/// Differences of an aim up to this share count as none.
const ROUNDING: f64 = 1e-8;
/// Size that an aim counts with at least, in its own unit.
const LEAST: f64 = 100.0;
/// Share of an interval next to an end in which lines that cross say nothing.
const MARGIN: f64 = 1e-7;
/// Most solves for one interval.
const MOST: usize = 64;

impl Tangent {
    fn reach(&self, at: f64) -> impl Iterator<Item = f64> + '_ {
        let pairs = self.values.iter().zip(&self.slopes);
        pairs.map(move |(value, slope)| value + slope * (at - self.at))
    }

    /// Whether the lines of this value hold at another.
    fn meets(&self, other: &Self) -> bool {
        self.reach(other.at)
            .zip(&other.values)
            .all(|(line, value)| same(line, *value))
    }

    /// Where the first lines that differ cross, well between the two values.
    fn crossing(&self, high: &Self) -> Option<f64> {
        let at_low = self.values.iter().copied().zip(high.reach(self.at));
        let at_high = self.reach(high.at).zip(high.values.iter().copied());
        let differing = |((a, b), (c, d)): ((f64, f64), (f64, f64))| (!same(a, b) || !same(c, d)).then_some((a - b, c - d));
        let (before, after) = at_low.zip(at_high).find_map(differing)?;
        let share = before / (before - after);
        (share > MARGIN && share < 1.0 - MARGIN).then_some(self.at + share * (high.at - self.at))
    }
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= ROUNDING * a.abs().max(b.abs()).max(LEAST)
}

/// A part of the interval on which all aims are straight.
struct Piece {
    from: f64,
    to: f64,
    line: Tangent,
}

impl Piece {
    fn goes_on_in(&self, next: &Self) -> bool {
        let at = |value: f64| self.line.reach(value).zip(next.line.reach(value)).all(|(a, b)| same(a, b));
        at(self.from) && at(next.to)
    }
}

/// Values between two at which some slope changes, in order; none where a solve gives no lines, or too many would be needed.
///
/// # Errors
/// Those of `solve`.
pub fn kinks<E>(ends: [&Tangent; 2], solve: &dyn Fn(f64) -> Result<Option<Tangent>, E>) -> Result<Option<Vec<f64>>, E> {
    let left = Cell::new(MOST);
    let Some(pieces) = pieces(ends, &left, solve)? else {
        return Ok(None);
    };
    let borders = pieces.iter().zip(pieces.iter().skip(1));
    let broken = borders.filter(|(one, next)| !one.goes_on_in(next));
    Ok(Some(broken.map(|(one, _)| one.to).collect()))
}

type Found<E> = Result<Option<Vec<Piece>>, E>;

fn pieces<E>([low, high]: [&Tangent; 2], left: &Cell<usize>, solve: &dyn Fn(f64) -> Result<Option<Tangent>, E>) -> Found<E> {
    let piece = |from: f64, to: f64, line: &Tangent| Piece {
        from,
        to,
        line: line.clone(),
    };
    if low.meets(high) {
        return Ok(Some(vec![piece(low.at, high.at, low)]));
    }
    if high.meets(low) {
        return Ok(Some(vec![piece(low.at, high.at, high)]));
    }
    let at = low.crossing(high).unwrap_or(f64::midpoint(low.at, high.at));
    if left.get() == 0 || at <= low.at || at >= high.at {
        return Ok(None);
    }
    left.set(left.get() - 1);
    let Some(middle) = solve(at)? else { return Ok(None) };
    if low.meets(&middle) && high.meets(&middle) {
        return Ok(Some(vec![piece(low.at, at, low), piece(at, high.at, high)]));
    }
    let (Some(mut first), Some(last)) = (pieces([low, &middle], left, solve)?, pieces([&middle, high], left, solve)?) else {
        return Ok(None);
    };
    first.extend(last);
    Ok(Some(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Aims as the lexicographic best of lines, each aim as value at 0 and slope; the last best line is the one told.
    fn world(lines: &'static [&'static [(f64, f64)]], most: bool) -> impl Fn(f64) -> Result<Option<Tangent>, ()> {
        move |at| {
            let at_value = |line: &[(f64, f64)]| line.iter().map(|(value, slope)| value + slope * at).collect::<Vec<f64>>();
            let better = |a: &[f64], b: &[f64]| {
                let differing = a.iter().zip(b).find(|(a, b)| !same(**a, **b));
                differing.is_none_or(|(a, b)| (a > b) == most)
            };
            let best = lines.iter().copied().reduce(|best, line| {
                if better(&at_value(line), &at_value(best)) {
                    line
                } else {
                    best
                }
            });
            Ok(best.map(|line| Tangent {
                at,
                values: at_value(line),
                slopes: line.iter().map(|(_, slope)| *slope).collect(),
            }))
        }
    }

    fn found(lines: &'static [&'static [(f64, f64)]], most: bool, ends: [f64; 2]) -> Vec<f64> {
        let solve = world(lines, most);
        let [low, high] = ends.map(|at| solve(at).unwrap().unwrap());
        kinks([&low, &high], &solve).unwrap().unwrap()
    }

    fn assert_near(found: &[f64], expected: &[f64]) {
        let near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-6;
        assert!(
            found.len() == expected.len() && found.iter().zip(expected).all(near),
            "{found:?}"
        );
    }

    /// Convex: 1000 t, 3000 t - 4000 and 7000 t - 20000 cross at 2 and 4.
    #[test]
    fn kinks_of_a_convex_value_are_found() {
        let lines: &[&[(f64, f64)]] = &[&[(0.0, 1000.0)], &[(-4000.0, 3000.0)], &[(-20_000.0, 7000.0)]];
        assert_near(&found(lines, true, [0.0, 10.0]), &[2.0, 4.0]);
        assert_near(&found(lines, true, [2.5, 3.5]), &[]);
    }

    /// Concave: the same lines, the least of them.
    #[test]
    fn kinks_of_a_concave_value_are_found() {
        let lines: &[&[(f64, f64)]] = &[&[(0.0, 3000.0)], &[(2000.0, 2000.0)], &[(8000.0, 500.0)]];
        assert_near(&found(lines, false, [0.0, 10.0]), &[2.0, 4.0]);
    }

    /// At a kink either line may be told; ends that lie on kinks hide none between.
    #[test]
    fn ends_on_kinks_hide_nothing() {
        let lines: &[&[(f64, f64)]] = &[&[(0.0, 1000.0)], &[(-4000.0, 3000.0)], &[(-20_000.0, 7000.0)]];
        assert_near(&found(lines, true, [2.0, 4.0]), &[]);
        assert_near(&found(lines, true, [0.0, 4.0]), &[2.0]);
        assert_near(&found(lines, true, [2.0, 10.0]), &[4.0]);
    }

    /// The first aim is straight; the second has a kink at 3.
    #[test]
    fn a_later_aim_has_kinks_too() {
        let lines: &[&[(f64, f64)]] = &[&[(0.0, 1.0), (0.0, 1000.0)], &[(0.0, 1.0), (-6000.0, 3000.0)]];
        assert_near(&found(lines, true, [0.0, 10.0]), &[3.0]);
    }

    #[test]
    fn a_value_without_lines_gives_no_answer() {
        let solve = world(&[&[(0.0, 1000.0)], &[(-4000.0, 3000.0)]], true);
        let [low, high] = [0.0, 10.0].map(|at| solve(at).unwrap().unwrap());
        assert_eq!(kinks([&low, &high], &|_| Ok::<_, ()>(None)), Ok(None));
    }
}
