//! Tables in files: Parquet, CSV and JSON, a workbook beside Parquet, a schema beside them, written whole or not at all.

mod csv;
pub(super) mod json;
mod parquet;
mod regular;
mod whole;
mod xlsx;

pub use regular::{MOST_MANIFEST, check_regular};
pub use whole::{OutputError, check_free, check_free_file, write_file, write_folder, write_marked};
pub use xlsx::WORKBOOK;

use super::workbook::Summary;
use super::{Cell, Definition, StoredError, Table};
use std::io;
use std::path::Path;

/// Name of the file that describes every table.
pub const SCHEMA: &str = "schema.json";
/// Name of the file that says how the results came about; its presence marks a folder as results.
pub const MANIFEST: &str = "run.json";

/// Largest table read, in bytes.
const MOST_TABLE: u64 = 1 << 30;

/// Format of the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Apache Parquet, compressed with zstd.
    #[default]
    Parquet,
    /// Comma-separated values with a header; an empty field is no value.
    Csv,
    /// One array of objects.
    Json,
    /// Parquet, and a workbook for Excel with a sheet for each table beside it; the workbook is for people and is not read again.
    Workbook,
}

impl Format {
    /// Every format that is read.
    pub const ALL: [Self; 3] = [Self::Parquet, Self::Csv, Self::Json];

    /// Name of the format that is read, also the extension of files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Parquet | Self::Workbook => "parquet",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// Writes tables and their schema into a folder.
///
/// # Errors
/// When a file cannot be written.
pub fn write_tables(folder: &Path, tables: &[Table], format: Format) -> io::Result<()> {
    for table in tables {
        write_table(folder, table, format)?;
    }
    let definitions: Vec<&Definition> = tables.iter().map(|table| table.definition).collect();
    let schema = serde_json::json!({ "schema": 1, "format": format.extension(), "tables": definitions });
    std::fs::write(folder.join(SCHEMA), pretty(&schema)?)
}

/// Writes the workbook of some tables into a folder where the format asks for one.
///
/// # Errors
/// When a table does not fit into a sheet, or the file cannot be written.
pub fn write_workbook(folder: &Path, (summary, tables): (&Summary, &[Table]), format: Format) -> io::Result<()> {
    match format {
        Format::Workbook => xlsx::write(&folder.join(WORKBOOK), summary, tables),
        _ => Ok(()),
    }
}

/// Writes tables as Parquet, and beside it in the format asked for: for people, as Parquet is what is read again.
///
/// # Errors
/// When a table does not fit into a sheet, or a file cannot be written.
pub fn write_beside(folder: &Path, (summary, tables): (&Summary, &[Table]), format: Format) -> io::Result<()> {
    write_tables(folder, tables, Format::Parquet)?;
    match format {
        Format::Csv | Format::Json => tables.iter().try_for_each(|table| write_table(folder, table, format)),
        Format::Parquet | Format::Workbook => write_workbook(folder, (summary, tables), format),
    }
}

/// Writes one table into a folder.
pub(super) fn write_table(folder: &Path, table: &Table, format: Format) -> io::Result<()> {
    let file = folder.join(format!("{}.{}", table.definition.name, format.extension()));
    match format {
        Format::Parquet | Format::Workbook => parquet::write(&file, table),
        Format::Csv => csv::write(&file, table),
        Format::Json => json::write(&file, table),
    }
}

/// JSON text with a line end.
///
/// # Errors
/// When the value cannot be written as JSON.
pub fn pretty(value: &impl serde::Serialize) -> io::Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// Reads the rows of a table, cells in the order of its definition.
pub(super) fn read_table(file: &Path, definition: &Definition, format: Format) -> Result<Vec<Vec<Cell>>, StoredError> {
    let failed = |error: io::Error| StoredError {
        file: file.to_path_buf(),
        row: 0,
        found: error.to_string(),
        expected: format!("the table `{}` as `lodestone solve --out` writes it", definition.name),
    };
    check_regular(file, MOST_TABLE).map_err(failed)?;
    let rows = match format {
        Format::Parquet | Format::Workbook => parquet::read(file, definition),
        Format::Csv => csv::read(file, definition),
        Format::Json => json::read(file, definition),
    };
    rows.map_err(failed)
}

/// Position of each column of a definition among the columns of a file.
fn positions(definition: &Definition, found: &[&str]) -> io::Result<Vec<usize>> {
    let position = |name: &str| found.iter().position(|known| *known == name);
    let missing = |name: &str| io::Error::new(io::ErrorKind::InvalidData, format!("no column `{name}`"));
    definition
        .columns
        .iter()
        .map(|column| position(column.name).ok_or_else(|| missing(column.name)))
        .collect()
}
