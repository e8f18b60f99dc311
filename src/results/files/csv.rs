//! Tables as comma-separated values.

use super::positions;
use crate::results::{Cell, Definition, Kind, Table};
use std::io;
use std::path::Path;

/// Writes a table.
pub(super) fn write(file: &Path, table: &Table) -> io::Result<()> {
    let mut writer = csv::Writer::from_path(file)?;
    writer.write_record(table.definition.columns.iter().map(|column| column.name))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(text))?;
    }
    writer.flush()
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Integer(number) => number.to_string(),
        Cell::Null => String::new(),
    }
}

/// Reads a table.
pub(super) fn read(file: &Path, definition: &Definition) -> io::Result<Vec<Vec<Cell>>> {
    let mut reader = csv::Reader::from_path(file)?;
    let header = reader.headers()?.clone();
    let positions = positions(definition, &header.iter().collect::<Vec<_>>())?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let columns = definition.columns.iter().zip(&positions);
        rows.push(
            columns
                .map(|(column, &k)| cell(column.kind, record.get(k).unwrap_or_default()))
                .collect(),
        );
    }
    Ok(rows)
}

/// A cell of the kind that the column asks for; text where it is no such thing, for the reader to refuse with its place.
fn cell(kind: Kind, text: &str) -> Cell {
    if text.is_empty() {
        return Cell::Null;
    }
    let other = || Cell::Text(text.into());
    match kind {
        Kind::Text => other(),
        Kind::Number => text.parse().map_or_else(|_| other(), Cell::Number),
        Kind::Integer => text.parse().map_or_else(|_| other(), Cell::Integer),
    }
}
