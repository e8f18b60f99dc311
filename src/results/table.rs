//! Tables as data: a definition (name, columns with type and unit) and rows.

use serde::Serialize;

/// Type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// UTF-8 text.
    Text,
    /// 64-bit floating point.
    Number,
    /// 64-bit whole number.
    Integer,
}

/// Unit of a column of days.
pub const DATE: &str = "date";

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Column {
    /// Name.
    pub name: &'static str,
    /// Type.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// Unit; empty for names.
    pub unit: &'static str,
    /// What it means.
    pub description: &'static str,
}

impl Column {
    /// A column of names.
    pub const fn text(name: &'static str, description: &'static str) -> Self {
        Self {
            name,
            kind: Kind::Text,
            unit: "",
            description,
        }
    }

    /// A column of days, as in `2026-07-01`.
    pub const fn date(name: &'static str, description: &'static str) -> Self {
        Self {
            unit: DATE,
            ..Self::text(name, description)
        }
    }

    /// A column of quantities.
    pub const fn number(name: &'static str, unit: &'static str, description: &'static str) -> Self {
        Self {
            name,
            kind: Kind::Number,
            unit,
            description,
        }
    }

    /// A column of whole numbers.
    pub const fn integer(name: &'static str, description: &'static str) -> Self {
        Self {
            name,
            kind: Kind::Integer,
            unit: "",
            description,
        }
    }
}

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Definition {
    /// Name, also of its file.
    pub name: &'static str,
    /// What one row is.
    pub description: &'static str,
    /// Columns in order.
    pub columns: &'static [Column],
}

/// One value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// Text.
    Text(String),
    /// Number.
    Number(f64),
    /// Whole number.
    Integer(i64),
    /// No value.
    Null,
}

/// A table: one cell for each column of its definition in every row.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it holds.
    pub definition: &'static Definition,
    /// Rows.
    pub rows: Vec<Vec<Cell>>,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        i64::try_from(number).map_or(Self::Null, Self::Integer)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
