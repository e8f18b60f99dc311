//! A sparse linear or mixed-integer program with lexicographic objective levels. It knows no word of the trade.

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
    /// Whether any column must be whole.
    pub fn is_mixed_integer(&self) -> bool {
        self.integer.iter().any(|&whole| whole)
    }
}

/// Stub.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Least.
    pub least: f64,
    /// Most.
    pub most: f64,
    /// Count.
    pub count: usize,
}
/// Stub.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Health {
    /// Entries.
    pub entries: usize,
    /// Matrix.
    pub matrix: Option<Range>,
    /// Levels.
    pub levels: Vec<(String, Option<Range>)>,
    /// Bounds.
    pub bounds: Option<Range>,
    /// Sides.
    pub sides: Option<Range>,
}
impl Health {
    /// Stub.
    pub fn of(_: &Lp) -> Self {
        Self::default()
    }
}
/// Stub.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// Columns.
    pub columns: &'a [String],
    /// Rows.
    pub rows: &'a [String],
}
/// Stub.
pub fn with_levels_held(_: &Lp, _: usize, _: &[f64]) -> Option<Lp> {
    None
}
/// Stub.
pub fn held_row_names(_: &Lp, _: usize) -> Vec<String> {
    vec![]
}
/// Stub.
///
/// # Errors
/// Never.
pub fn write_mps(_: &mut dyn std::io::Write, _: &Lp, _: Names<'_>) -> std::io::Result<()> {
    Ok(())
}
/// Stub.
///
/// # Errors
/// Never.
pub fn write_lp(_: &mut dyn std::io::Write, _: &Lp, _: Names<'_>) -> std::io::Result<()> {
    Ok(())
}
