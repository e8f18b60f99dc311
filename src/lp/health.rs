//! Size and numbers of a program, for a report before it is solved.

use super::text::by_row;
use super::{Level, Lp};

/// Magnitudes of the non-zero, finite numbers of one part of a program.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Least magnitude.
    pub least: f64,
    /// Largest magnitude.
    pub most: f64,
    /// How many numbers.
    pub count: usize,
}

impl Range {
    /// Of the numbers given; none when all are zero or infinite.
    pub fn of<'a>(numbers: impl IntoIterator<Item = &'a f64>) -> Option<Self> {
        numbers
            .into_iter()
            .map(|n| n.abs())
            .filter(|n| *n > 0.0 && n.is_finite())
            .fold(None, |range, n| {
                let range = range.unwrap_or(Self {
                    least: n,
                    most: n,
                    count: 0,
                });
                Some(Self {
                    least: range.least.min(n),
                    most: range.most.max(n),
                    count: range.count + 1,
                })
            })
    }

    /// Largest over least.
    pub fn ratio(&self) -> f64 {
        self.most / self.least
    }
}

/// Size and numbers of a program.
#[derive(Clone, Debug, PartialEq)]
pub struct Health {
    /// Columns.
    pub columns: usize,
    /// Columns that must be whole.
    pub integers: usize,
    /// Rows.
    pub rows: usize,
    /// Non-zero entries.
    pub entries: usize,
    /// Entries of the matrix.
    pub matrix: Option<Range>,
    /// Coefficients of each level, by name.
    pub levels: Vec<(String, Option<Range>)>,
    /// Bounds of columns.
    pub bounds: Option<Range>,
    /// Bounds of rows.
    pub sides: Option<Range>,
    /// Rows without an entry.
    pub empty_rows: Vec<usize>,
    /// Columns without an entry.
    pub empty_columns: Vec<usize>,
    /// Rows with the same entries as an earlier one: the row, then the earlier one.
    pub duplicate_rows: Vec<(usize, usize)>,
}

impl Health {
    /// Looks at a program.
    pub fn of(lp: &Lp) -> Self {
        let rows = by_row(lp);
        let range = |level: &Level| (level.name.clone(), Range::of(&level.coefficients));
        Self {
            columns: lp.columns(),
            integers: lp.integer.iter().filter(|whole| **whole).count(),
            rows: lp.height(),
            entries: lp.entries(),
            matrix: Range::of(&lp.values),
            levels: lp.levels.iter().map(range).collect(),
            bounds: Range::of(lp.column_lower.iter().chain(&lp.column_upper)),
            sides: Range::of(lp.row_lower.iter().chain(&lp.row_upper)),
            empty_rows: positions(rows.iter().map(Vec::is_empty)),
            empty_columns: positions((0..lp.columns()).map(|j| lp.column(j).next().is_none())),
            duplicate_rows: duplicates(&rows),
        }
    }

    /// Largest over least magnitude of the matrix; above about 1e8 answers lose digits.
    pub fn matrix_ratio(&self) -> f64 {
        self.matrix.map_or(1.0, |range| range.ratio())
    }
}

fn positions(flags: impl Iterator<Item = bool>) -> Vec<usize> {
    flags.enumerate().filter_map(|(n, flag)| flag.then_some(n)).collect()
}

fn duplicates(rows: &[Vec<(usize, f64)>]) -> Vec<(usize, usize)> {
    let key = |row: &[(usize, f64)]| row.iter().map(|(j, value)| (*j, value.to_bits())).collect::<Vec<_>>();
    let mut sorted: Vec<(Vec<(usize, u64)>, usize)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !row.is_empty())
        .map(|(i, row)| (key(row), i))
        .collect();
    sorted.sort_unstable();
    let mut found = Vec::new();
    let mut first: Option<(&[(usize, u64)], usize)> = None;
    for (entries, i) in &sorted {
        match first {
            Some((same, earlier)) if same == entries.as_slice() => found.push((*i, earlier)),
            _ => first = Some((entries, *i)),
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_ranges() {
        let lp = Lp {
            levels: vec![Level {
                name: "cost".into(),
                coefficients: vec![-4.0, 0.0, 0.5],
                offset: 0.0,
            }],
            column_lower: vec![0.0; 3],
            column_upper: vec![10.0, f64::INFINITY, 2.0],
            integer: vec![false, true, false],
            row_lower: vec![f64::NEG_INFINITY, 1.0, 0.0, 3.0],
            row_upper: vec![7.0, 1.0, 0.0, 9.0],
            starts: vec![0, 2, 4, 4],
            rows: vec![0, 3, 0, 3],
            values: vec![2.0, 2.0, -3.0, -3.0],
        };
        let health = Health::of(&lp);
        assert_eq!((health.columns, health.rows, health.entries, health.integers), (3, 4, 4, 1));
        assert_eq!(
            health.matrix,
            Some(Range {
                least: 2.0,
                most: 3.0,
                count: 4
            })
        );
        assert_eq!(
            health.levels[0].1,
            Some(Range {
                least: 0.5,
                most: 4.0,
                count: 2
            })
        );
        assert_eq!(
            health.sides,
            Some(Range {
                least: 1.0,
                most: 9.0,
                count: 5
            })
        );
        assert_eq!((health.empty_rows, health.empty_columns), (vec![1, 2], vec![2]));
        assert_eq!(health.duplicate_rows, vec![(3, 0)]);
    }
}
