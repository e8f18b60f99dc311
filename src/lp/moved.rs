//! In what programs of one shape differ, and whether they lie on a straight line.

use super::{Level, Lp};

/// What differs between two programs of one shape, the rest being the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// Bounds of rows or columns, or nothing.
    Bounds,
    /// Coefficients of the level of this position.
    Level(usize),
}

/// What differs between two programs without whole numbers; none where it is entries of the matrix, several levels, or bounds and a level.
pub fn moved(one: &Lp, other: &Lp) -> Option<Moved> {
    if !alike(one, other) || one.is_mixed_integer() {
        return None;
    }
    let levels = one.levels.iter().zip(&other.levels).enumerate();
    let mut differing = levels.filter(|(_, (a, b))| a != b).map(|(k, _)| k);
    match (differing.next(), differing.next(), bounds(one).eq(bounds(other))) {
        (None, _, _) => Some(Moved::Bounds),
        (Some(level), None, true) => Some(Moved::Level(level)),
        _ => None,
    }
}

/// Rounding of numbers on a line, relative to the ends.
const ROUNDING: f64 = 1e-9;

/// Whether every number of a program lies on the straight line between those of two others, at a share of the way from the first to the last.
pub fn is_straight((first, between, last): (&Lp, &Lp, &Lp), share: f64) -> bool {
    let on_line =
        |((a, b), c): ((f64, f64), f64)| a == b && b == c || (a + share * (c - a) - b).abs() <= ROUNDING * a.abs().max(c.abs());
    let numbers = |lp| bounds(lp).chain(coefficients(lp));
    alike(first, between) && alike(first, last) && numbers(first).zip(numbers(between)).zip(numbers(last)).all(on_line)
}

/// Whether two programs have the same rows, columns, levels and entries.
fn alike(one: &Lp, other: &Lp) -> bool {
    (one.columns(), one.height(), one.levels.len()) == (other.columns(), other.height(), other.levels.len())
        && one.integer == other.integer
        && (&one.starts, &one.rows, &one.values) == (&other.starts, &other.rows, &other.values)
}

fn bounds(lp: &Lp) -> impl Iterator<Item = f64> + '_ {
    let columns = lp.column_lower.iter().chain(&lp.column_upper);
    columns.chain(&lp.row_lower).chain(&lp.row_upper).copied()
}

fn coefficients(lp: &Lp) -> impl Iterator<Item = f64> + '_ {
    let of = |level: &'_ Level| -> Vec<f64> { level.coefficients.iter().copied().chain([level.offset]).collect() };
    lp.levels.iter().flat_map(of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lp::Builder;

    /// Minimise c x with x >= b, x at most 9.
    fn program(c: f64, b: f64) -> Lp {
        let mut builder = Builder::new(vec!["cost".into(), "exposure".into()]);
        let x = builder.column(0.0, 9.0);
        let row = builder.row(b, f64::INFINITY);
        builder.entry(row, x, 1.0);
        builder.cost(0, x, c);
        builder.finish()
    }

    #[test]
    fn what_moves_is_told() {
        let base = program(2.0, 1.0);
        assert_eq!(moved(&base, &program(2.0, 3.0)), Some(Moved::Bounds));
        assert_eq!(moved(&base, &program(5.0, 1.0)), Some(Moved::Level(0)));
        assert_eq!(moved(&base, &program(5.0, 3.0)), None);
        let mut other = base.clone();
        other.values[0] = 2.0;
        assert_eq!(moved(&base, &other), None);
        let mut whole = base.clone();
        whole.integer[0] = true;
        assert_eq!(moved(&whole, &whole), None);
    }

    #[test]
    fn a_kink_in_between_is_no_line() {
        let (first, last) = (program(2.0, 1.0), program(4.0, 1.0));
        assert!(is_straight((&first, &program(2.5, 1.0), &last), 0.25));
        assert!(!is_straight((&first, &program(2.0, 1.0), &last), 0.25));
        assert!(!is_straight((&first, &program(2.5, 1.1), &last), 0.25));
    }
}
