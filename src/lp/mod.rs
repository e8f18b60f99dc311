//! A sparse linear or mixed-integer program with lexicographic objective levels. It knows no word of the trade.

mod builder;
mod canonical;
mod certificate;
mod health;
mod held;
mod line;
mod moved;
mod mps;
mod text;

pub use builder::Builder;
pub use canonical::canonical_text;
pub use certificate::{Certificate, Certified, Missing, Open, Residuals, Worst, certify};
pub use health::{Health, Range};
pub use held::{HELD_SLACK, held_row_names, with_levels_held, with_slack};
pub use line::DualLine;
pub use moved::{Moved, is_straight, moved};
pub use mps::write_mps;
pub use text::{Names, plain, write_lp};

/// Rows and columns of a program; minimise the levels in order.
///
/// Columns are stored one after another (compressed sparse columns): the entries of column `j` are
/// `rows[starts[j]..starts[j + 1]]` and `values` at the same positions, rows ascending.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lp {
    /// Objective levels, the most important first; each minimised with those before held at their optimum.
    pub levels: Vec<Level>,
    /// Lower bounds of the columns.
    pub column_lower: Vec<f64>,
    /// Upper bounds of the columns.
    pub column_upper: Vec<f64>,
    /// Columns that must be whole numbers.
    pub integer: Vec<bool>,
    /// Lower bounds of the rows.
    pub row_lower: Vec<f64>,
    /// Upper bounds of the rows.
    pub row_upper: Vec<f64>,
    /// First entry of each column, and the number of entries.
    pub starts: Vec<usize>,
    /// Row of each entry.
    pub rows: Vec<u32>,
    /// Value of each entry.
    pub values: Vec<f64>,
}

/// One objective level.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Level {
    /// Name, such as `cost`.
    pub name: String,
    /// Coefficient of each column.
    pub coefficients: Vec<f64>,
    /// Constant part.
    pub offset: f64,
}

impl Level {
    /// Value at a point.
    pub fn at(&self, point: &[f64]) -> f64 {
        self.coefficients.iter().zip(point).map(|(c, x)| c * x).sum::<f64>() + self.offset
    }
}

impl Lp {
    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.column_lower.len()
    }
    /// Number of rows.
    pub fn height(&self) -> usize {
        self.row_lower.len()
    }
    /// Number of non-zero entries.
    pub fn entries(&self) -> usize {
        self.values.len()
    }
    /// Entries of a column: row and value.
    pub fn column(&self, j: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        (self.starts[j]..self.starts[j + 1]).map(|k| (self.rows[k] as usize, self.values[k]))
    }
    /// Adds a last row: the sum of some columns, between two bounds.
    pub fn add_row(&mut self, columns: &[usize], (lower, upper): (f64, f64)) {
        let row = u32::try_from(self.height()).unwrap_or(u32::MAX);
        for column in columns {
            let Some(end) = self.starts.get(column + 1).copied() else {
                continue;
            };
            self.rows.insert(end, row);
            self.values.insert(end, 1.0);
            self.starts.iter_mut().skip(column + 1).for_each(|start| *start += 1);
        }
        self.row_lower.push(lower);
        self.row_upper.push(upper);
    }
    /// Of each row at a point: the sum of its terms, and of their magnitudes.
    pub fn activities(&self, point: &[f64]) -> Vec<(f64, f64)> {
        let mut sums = vec![(0.0, 0.0); self.height()];
        for (j, x) in point.iter().enumerate().take(self.columns()) {
            for (i, value) in self.column(j) {
                if let Some((sum, size)) = sums.get_mut(i) {
                    *sum += value * x;
                    *size += (value * x).abs();
                }
            }
        }
        sums
    }
    /// Whether any column must be whole.
    pub fn is_mixed_integer(&self) -> bool {
        self.integer.iter().any(|&whole| whole)
    }
}
