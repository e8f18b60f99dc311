//! A table of the page: what stands behind a chart, or alone.

use super::json::rounded;
use crate::results::Cell;
use serde_json::{Value, json};

/// A table that sorts, filters and downloads.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    caption: String,
    columns: Vec<(String, &'static str)>,
    rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// An empty table with its columns: name and unit, the unit of texts being empty.
    pub fn new(caption: &str, columns: &[(&str, &'static str)]) -> Self {
        Self {
            caption: caption.into(),
            columns: columns.iter().map(|(name, unit)| ((*name).to_owned(), *unit)).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a column.
    pub fn column(&mut self, name: &str, unit: &'static str) {
        self.columns.push((name.into(), unit));
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// As data of the page.
    pub fn data(&self) -> Value {
        let columns: Vec<Value> = self.columns.iter().map(|(name, unit)| json!([name, unit])).collect();
        let rows: Vec<Vec<Value>> = self.rows.iter().map(|row| row.iter().map(value).collect()).collect();
        json!({ "caption": self.caption, "columns": columns, "rows": rows })
    }
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Number(number) => rounded(*number),
        Cell::Integer(number) => Value::from(*number),
        Cell::Null => Value::Null,
    }
}
