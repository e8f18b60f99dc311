//! Tables as JSON: one array of objects, one object a line.

use crate::results::{Cell, Definition, Kind, Table};
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;

/// Writes a table.
pub(super) fn write(file: &Path, table: &Table) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    out.write_all(b"[")?;
    for (k, row) in table.rows.iter().enumerate() {
        out.write_all(if k == 0 { b"\n{" } else { b",\n{" })?;
        for (position, (column, cell)) in table.definition.columns.iter().zip(row).enumerate() {
            let comma = if position == 0 { "" } else { "," };
            write!(out, "{comma}\"{}\":{}", column.name, serde_json::to_string(cell)?)?;
        }
        out.write_all(b"}")?;
    }
    out.write_all(b"\n]\n")?;
    out.flush()
}

/// Rows of a table as a list of objects.
pub(in crate::results) fn rows(table: &Table) -> Value {
    let columns = table.definition.columns;
    let object = |row: &Vec<Cell>| -> Value {
        let pairs = columns.iter().zip(row);
        pairs.map(|(column, cell)| (column.name.to_owned(), plain(cell))).collect()
    };
    table.rows.iter().map(object).collect()
}

fn plain(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Number(number) => Value::from(*number),
        Cell::Integer(number) => Value::from(*number),
        Cell::Null => Value::Null,
    }
}

/// Reads a table.
pub(super) fn read(file: &Path, definition: &Definition) -> io::Result<Vec<Vec<Cell>>> {
    let rows: Vec<Map<String, Value>> = serde_json::from_reader(BufReader::new(File::open(file)?))?;
    let row = |row: &Map<String, Value>| {
        definition
            .columns
            .iter()
            .map(|column| cell(column.kind, row.get(column.name)))
            .collect()
    };
    Ok(rows.iter().map(row).collect())
}

fn cell(kind: Kind, value: Option<&Value>) -> Cell {
    let integer = || value.and_then(Value::as_i64).map(Cell::Integer);
    let number = || value.and_then(Value::as_f64).map(Cell::Number);
    let text = || value.and_then(Value::as_str).map(Cell::from);
    let wanted = match kind {
        Kind::Text => None,
        Kind::Number => number(),
        Kind::Integer => integer(),
    };
    wanted.or_else(text).unwrap_or(Cell::Null)
}
