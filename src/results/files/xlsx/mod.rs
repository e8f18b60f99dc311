//! Tables as a workbook for Excel: a summary with charts, then one sheet for each table.

mod sheet;
mod summary;

use crate::results::Table;
use crate::results::workbook::Summary;
use rust_xlsxwriter::{Workbook, XlsxError};
use std::io;
use std::path::Path;

/// Name of the workbook in a folder of results.
pub const WORKBOOK: &str = "tables.xlsx";
/// Rows of a sheet, the header among them.
const MOST_ROWS: usize = 1 << 20;

/// Writes a workbook.
///
/// # Errors
/// When a table does not fit into a sheet, or the file cannot be written.
pub(in crate::results) fn write(file: &Path, summary: &Summary, tables: &[Table]) -> io::Result<()> {
    if let Some(table) = tables.iter().find(|table| table.rows.len() >= MOST_ROWS) {
        return Err(io::Error::other(format!(
            "the table `{}` has {} rows, and a sheet of Excel holds {MOST_ROWS} with its header; take --format parquet or csv",
            table.definition.name,
            table.rows.len()
        )));
    }
    fill(file, summary, tables).map_err(io::Error::other)
}

fn fill(file: &Path, summary: &Summary, tables: &[Table]) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    summary::write(workbook.add_worksheet(), summary)?;
    for table in tables {
        sheet::write(workbook.add_worksheet(), table)?;
    }
    workbook.save(file)
}

/// A position on a sheet.
fn row(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A column of a sheet.
fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests;
