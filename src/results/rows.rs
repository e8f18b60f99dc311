//! A table by the names of its columns.

use super::{Cell, Definition, Table};

/// A table as it was read.
#[derive(Clone, Debug)]
pub(in crate::results) struct Rows {
    definition: &'static Definition,
    cells: Vec<Vec<Cell>>,
}

/// One row of it.
#[derive(Clone, Copy, Debug)]
pub(in crate::results) struct Row<'a> {
    definition: &'static Definition,
    cells: &'a [Cell],
}

impl Rows {
    /// Rows in the order of a definition.
    pub fn new(definition: &'static Definition, cells: Vec<Vec<Cell>>) -> Self {
        Self { definition, cells }
    }

    /// Name of the table.
    pub fn name(&self) -> &'static str {
        self.definition.name
    }

    /// Every row.
    pub fn each(&self) -> impl Iterator<Item = Row<'_>> {
        self.cells.iter().map(|cells| Row {
            definition: self.definition,
            cells,
        })
    }
}

/// Rows of a table of that name; none where there is no such table.
pub(in crate::results) fn named<'a>(tables: &'a [Table], name: &'a str) -> impl Iterator<Item = Row<'a>> {
    let named = tables.iter().filter(move |table| table.definition.name == name);
    named.flat_map(|table| {
        table.rows.iter().map(|cells| Row {
            definition: table.definition,
            cells,
        })
    })
}

impl<'a> Row<'a> {
    /// A cell; none where the table has no such column.
    pub fn cell(&self, column: &str) -> &'a Cell {
        let position = self.definition.columns.iter().position(|known| known.name == column);
        position.and_then(|at| self.cells.get(at)).unwrap_or(&Cell::Null)
    }

    /// A text; empty where there is none.
    pub fn text(&self, column: &str) -> &'a str {
        match self.cell(column) {
            Cell::Text(text) => text,
            _ => "",
        }
    }

    /// A finite number.
    pub fn number(&self, column: &str) -> Option<f64> {
        match self.cell(column) {
            Cell::Number(number) => Some(*number).filter(|number| number.is_finite()),
            Cell::Integer(number) => Some(*number as f64),
            _ => None,
        }
    }

    /// A quantity; 0 where there is none.
    pub fn amount(&self, column: &str) -> f64 {
        self.number(column).unwrap_or(0.0)
    }

    /// An amount of USD in MUSD.
    pub fn millions(&self, column: &str) -> Option<f64> {
        self.number(column).map(|usd| usd / 1e6)
    }

    /// Whether a column of 0 and 1 says so.
    pub fn yes(&self, column: &str) -> bool {
        self.number(column) == Some(1.0)
    }
}
