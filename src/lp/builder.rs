//! From rows, columns and single entries to the compressed columns of a program.

use super::{Level, Lp};

/// A program in the making. Rows, columns and entries may come in any order; entries of the same row and column add up.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    levels: Vec<Level>,
    column_lower: Vec<f64>,
    column_upper: Vec<f64>,
    integer: Vec<bool>,
    row_lower: Vec<f64>,
    row_upper: Vec<f64>,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    column: u32,
    row: u32,
    value: f64,
}

impl Builder {
    /// An empty program with the named objective levels, the most important first.
    pub fn new(levels: Vec<String>) -> Self {
        let level = |name| Level {
            name,
            ..Level::default()
        };
        Self {
            levels: levels.into_iter().map(level).collect(),
            ..Self::default()
        }
    }

    /// Adds a column between two bounds and returns its position.
    pub fn column(&mut self, lower: f64, upper: f64) -> usize {
        self.column_lower.push(lower);
        self.column_upper.push(upper);
        self.integer.push(false);
        for level in &mut self.levels {
            level.coefficients.push(0.0);
        }
        self.column_lower.len() - 1
    }

    /// Adds a column of whole numbers between two bounds and returns its position.
    pub fn whole(&mut self, lower: f64, upper: f64) -> usize {
        let position = self.column(lower, upper);
        if let Some(whole) = self.integer.get_mut(position) {
            *whole = true;
        }
        position
    }

    /// Adds a row between two bounds and returns its position.
    pub fn row(&mut self, lower: f64, upper: f64) -> usize {
        self.row_lower.push(lower);
        self.row_upper.push(upper);
        self.row_lower.len() - 1
    }

    /// Adds to the entry of a row and a column.
    pub fn entry(&mut self, row: usize, column: usize, value: f64) {
        let position = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        let (column, row) = (position(column), position(row));
        self.entries.push(Entry { column, row, value });
    }

    /// Adds to the coefficient of a column in a level; nothing where there is no such level or column.
    pub fn cost(&mut self, level: usize, column: usize, value: f64) {
        let coefficients = self.levels.get_mut(level).map(|level| &mut level.coefficients);
        if let Some(coefficient) = coefficients.and_then(|all| all.get_mut(column)) {
            *coefficient += value;
        }
    }

    /// Coefficients of a level so far, which begins anew; nothing where there is no such level.
    pub fn take_level(&mut self, level: usize) -> Vec<f64> {
        let columns = self.column_lower.len();
        let coefficients = self.levels.get_mut(level).map(|level| &mut level.coefficients);
        coefficients.map_or_else(Vec::new, |all| std::mem::replace(all, vec![0.0; columns]))
    }

    /// Lowers the upper bound of a column to `upper` where it is above.
    pub fn cap(&mut self, column: usize, upper: f64) {
        if let Some(bound) = self.column_upper.get_mut(column) {
            *bound = bound.min(upper);
        }
    }

    /// The program. Entries that add up to zero are left out, as are those of rows or columns never added.
    pub fn finish(self) -> Lp {
        let (columns, height) = (self.column_lower.len(), self.row_lower.len());
        let inside = |entry: &&Entry| (entry.column as usize) < columns && (entry.row as usize) < height;
        let sorted = by_column(self.entries.iter().filter(inside), columns);
        let mut lp = Lp {
            levels: self.levels,
            integer: self.integer,
            column_lower: self.column_lower,
            column_upper: self.column_upper,
            row_lower: self.row_lower,
            row_upper: self.row_upper,
            starts: Vec::with_capacity(columns + 1),
            rows: Vec::with_capacity(sorted.entries.len()),
            values: Vec::with_capacity(sorted.entries.len()),
        };
        lp.starts.push(0);
        for mut entries in sorted.columns() {
            entries.sort_by_key(|(row, _)| *row);
            close(&mut lp, &entries);
        }
        lp
    }
}

/// Entries ordered by column, in the order of arrival within each.
struct Sorted {
    ends: Vec<usize>,
    entries: Vec<(u32, f64)>,
}

impl Sorted {
    fn columns(&self) -> impl Iterator<Item = Vec<(u32, f64)>> + '_ {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.entries[start..*end].to_vec())
    }
}

/// A counting sort, as programs may have millions of entries.
fn by_column<'e>(entries: impl Iterator<Item = &'e Entry> + Clone, columns: usize) -> Sorted {
    let mut next = vec![0; columns];
    for entry in entries.clone() {
        next[entry.column as usize] += 1;
    }
    let mut total = 0;
    for slot in &mut next {
        total += std::mem::replace(slot, total);
    }
    let mut sorted = vec![(0, 0.0); total];
    for entry in entries {
        let slot = &mut next[entry.column as usize];
        sorted[*slot] = (entry.row, entry.value);
        *slot += 1;
    }
    Sorted {
        ends: next,
        entries: sorted,
    }
}

/// Appends a column whose entries are in order of rows.
fn close(lp: &mut Lp, entries: &[(u32, f64)]) {
    for same in entries.chunk_by(|one, other| one.0 == other.0) {
        let value: f64 = same.iter().map(|(_, value)| value).sum();
        if value != 0.0 {
            lp.rows.extend(same.first().map(|(row, _)| row));
            lp.values.push(value);
        }
    }
    lp.starts.push(lp.rows.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_sorted_and_added_up() {
        let mut builder = Builder::new(vec!["cost".into()]);
        let (x, y) = (builder.column(0.0, 5.0), builder.column(0.0, f64::INFINITY));
        let (a, b) = (builder.row(1.0, 1.0), builder.row(0.0, 2.0));
        builder.entry(b, y, 3.0);
        builder.entry(a, y, 1.0);
        builder.entry(b, y, -1.0);
        builder.entry(a, x, 2.0);
        builder.entry(b, x, 4.0);
        builder.entry(b, x, -4.0);
        builder.cost(0, y, 7.0);
        builder.cost(0, y, 1.0);
        builder.cap(x, 4.0);
        builder.cap(x, 9.0);
        let lp = builder.finish();
        assert_eq!(lp.column(x).collect::<Vec<_>>(), [(a, 2.0)]);
        assert_eq!(lp.column(y).collect::<Vec<_>>(), [(a, 1.0), (b, 2.0)]);
        assert_eq!(lp.levels[0].coefficients, [0.0, 8.0]);
        assert_eq!((lp.column_upper[x], lp.entries(), lp.starts.len()), (4.0, 3, 3));
    }

    #[test]
    fn what_was_never_added_is_left_out() {
        let mut builder = Builder::new(Vec::new());
        builder.entry(0, 0, 1.0);
        builder.cost(0, 0, 1.0);
        builder.cap(0, 1.0);
        let lp = builder.finish();
        assert_eq!((lp.columns(), lp.height(), lp.entries()), (0, 0, 0));
        assert_eq!(lp.starts, [0]);
    }

    /// x + 2 y <= 4, and then x + y >= 1.
    #[test]
    fn a_row_is_added_behind_the_others() {
        let mut builder = Builder::new(vec!["cost".into()]);
        let columns = [builder.column(0.0, 1.0), builder.column(0.0, 1.0)];
        let row = builder.row(f64::NEG_INFINITY, 4.0);
        builder.entry(row, columns[0], 1.0);
        builder.entry(row, columns[1], 2.0);
        let mut lp = builder.finish();
        lp.add_row(&columns, (1.0, f64::INFINITY));
        let entries: Vec<Vec<(usize, f64)>> = columns.iter().map(|j| lp.column(*j).collect()).collect();
        assert_eq!(entries, [[(0, 1.0), (1, 1.0)], [(0, 2.0), (1, 1.0)]]);
        assert_eq!((lp.row_lower[1], lp.height()), (1.0, 2));
    }
}
