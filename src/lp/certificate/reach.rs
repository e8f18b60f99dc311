//! Bounds that rows imply for columns that have none.

use super::super::{Level, Lp};
use super::rounding::{Sum, quotient_up};

/// Rounds over the rows that a new bound touches; more only for chains longer than this.
const ROUNDS: usize = 64;

/// Entries of a row: column and value.
type Entries = [(u32, f64)];

/// Bounds of the columns, with missing ones taken from rows where rows imply some. Every point that keeps the bounds of columns and rows
/// keeps these. A bound of the program stays as it is.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// Lower bounds.
    pub lower: Vec<f64>,
    /// Upper bounds.
    pub upper: Vec<f64>,
    starts: Vec<usize>,
    entries: Vec<(u32, f64)>,
}

impl Reach {
    /// From the rows of a program.
    pub(super) fn of(lp: &Lp) -> Self {
        let (starts, entries) = by_row(lp);
        let mut reach = Self {
            lower: lp.column_lower.clone(),
            upper: lp.column_upper.clone(),
            starts,
            entries,
        };
        reach.spread(lp, vec![true; lp.height()]);
        reach
    }

    /// Entries of a row: column and value.
    pub(super) fn row(&self, i: usize) -> &Entries {
        &self.entries[self.starts[i]..self.starts[i + 1]]
    }

    /// Whether a column lacks a bound.
    fn is_open(&self) -> bool {
        self.lower.iter().chain(&self.upper).any(|bound| bound.is_infinite())
    }

    /// Takes in that a level is at most `value`.
    pub(super) fn hold(&mut self, lp: &Lp, level: &Level, value: f64) {
        if !self.is_open() {
            return;
        }
        let terms = level.coefficients.iter().enumerate().filter(|(_, c)| **c != 0.0);
        let entries: Vec<(u32, f64)> = terms.map(|(j, c)| (narrow(j), -c)).collect();
        let mut touched = vec![false; lp.height()];
        let least = super::rounding::add_down(level.offset, -value);
        for j in side(&entries, least, (&mut self.lower, &mut self.upper)) {
            lp.column(j).for_each(|(i, _)| mark(&mut touched, i));
        }
        self.spread(lp, touched);
    }

    fn spread(&mut self, lp: &Lp, mut touched: Vec<bool>) {
        for _ in 0..ROUNDS {
            if !touched.contains(&true) || !self.is_open() {
                return;
            }
            let now = std::mem::replace(&mut touched, vec![false; lp.height()]);
            for (i, _) in now.iter().enumerate().filter(|(_, touched)| **touched) {
                for j in self.visit(lp, i) {
                    lp.column(j).for_each(|(i, _)| mark(&mut touched, i));
                }
            }
        }
    }

    /// Columns that got a bound from a row.
    fn visit(&mut self, lp: &Lp, i: usize) -> Vec<usize> {
        let entries = &self.entries[self.starts[i]..self.starts[i + 1]];
        let mut changed = side(entries, lp.row_lower[i], (&mut self.lower, &mut self.upper));
        if lp.row_upper[i].is_finite() {
            let negated: Vec<(u32, f64)> = entries.iter().map(|(j, value)| (*j, -value)).collect();
            changed.extend(side(&negated, -lp.row_upper[i], (&mut self.lower, &mut self.upper)));
        }
        changed
    }
}

/// Bounds that `sum of entries >= least` implies where there are none: the most that the others can give is known. Columns that got one.
fn side(entries: &Entries, least: f64, (lower, upper): (&mut [f64], &mut [f64])) -> Vec<usize> {
    if !least.is_finite() {
        return Vec::new();
    }
    let (mut most, mut open) = (Sum::default(), Vec::new());
    for &(j, value) in entries {
        let bound = if value > 0.0 { upper[j as usize] } else { lower[j as usize] };
        if bound.is_finite() {
            most.add_product(value, bound);
        } else if open.is_empty() {
            open.push((j, value));
        } else {
            return Vec::new();
        }
    }
    most.add(-least);
    let spare = most.upper();
    let mut changed = Vec::new();
    let (alone, candidates) = if open.is_empty() {
        (false, entries)
    } else {
        (true, open.as_slice())
    };
    for &(j, value) in candidates {
        let (low, high) = (&mut lower[j as usize], &mut upper[j as usize]);
        if implied((low, high), value, (spare, alone)) {
            changed.push(j as usize);
        }
    }
    changed
}

/// The bound of one column: `value x column` may fall short of the most it can give by `spare`; that most is counted as zero for a column
/// `alone` without bound.
fn implied((low, high): (&mut f64, &mut f64), value: f64, (spare, alone): (f64, bool)) -> bool {
    if !spare.is_finite() {
        return false;
    }
    if value > 0.0 && low.is_infinite() {
        *low = if alone {
            -signed_up(spare, value)
        } else {
            -super::rounding::add_up(-*high, quotient_up(spare.max(0.0), value))
        };
        return low.is_finite();
    }
    if value < 0.0 && high.is_infinite() {
        *high = if alone {
            signed_up(spare, -value)
        } else {
            super::rounding::add_up(*low, quotient_up(spare.max(0.0), -value))
        };
        return high.is_finite();
    }
    false
}

/// Quotient by a positive number, rounded up.
fn signed_up(a: f64, b: f64) -> f64 {
    if a >= 0.0 { quotient_up(a, b) } else { (a / b).next_up() }
}

fn mark(touched: &mut [bool], i: usize) {
    if let Some(flag) = touched.get_mut(i) {
        *flag = true;
    }
}

/// Entries by row.
fn by_row(lp: &Lp) -> (Vec<usize>, Vec<(u32, f64)>) {
    let mut starts = vec![0; lp.height() + 1];
    for &row in &lp.rows {
        starts[row as usize + 1] += 1;
    }
    for i in 0..lp.height() {
        starts[i + 1] += starts[i];
    }
    let mut next = starts.clone();
    let mut entries = vec![(0, 0.0); lp.entries()];
    for j in 0..lp.columns() {
        for (i, value) in lp.column(j) {
            entries[next[i]] = (narrow(j), value);
            next[i] += 1;
        }
    }
    (starts, entries)
}

fn narrow(j: usize) -> u32 {
    u32::try_from(j).unwrap_or(u32::MAX)
}
