//! Rows of a long table, from CSV, Parquet or a workbook.

use super::{at, whole};
use crate::spec::{Problem, ValueSource};
use calamine::{Data, Reader, Xlsx};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
}

impl Cell {
    /// Of a text: nothing where it is blank.
    fn of(text: &str) -> Self {
        match text.trim() {
            "" => Self::Empty,
            text => Self::Text(text.to_owned()),
        }
    }

    /// What it holds as text.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// Told each row with its line; the first one is the header. False ends the reading.
pub(super) type Take<'t> = &'t mut dyn FnMut(usize, Vec<Cell>) -> bool;

/// Reads a table row by row, so that its size does not matter.
pub(super) fn read(file: &Path, take: Take<'_>) -> Result<(), Box<Problem>> {
    let about = std::fs::metadata(file).map_err(|error| whole(file, &error.to_string(), "a readable file"))?;
    if !about.is_file() {
        return Err(whole(file, "no regular file", "a table of draws"));
    }
    match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "csv" => csv(file, take),
        "parquet" => parquet(file, take),
        "xlsx" => workbook(file, take),
        other => Err(whole(
            file,
            &format!("a file ending in `.{other}`"),
            "a table in .csv, .parquet or .xlsx, or distributions in .yaml",
        )),
    }
}

/// Line by line, so that a remark does not move the lines that problems name; a row does not reach over lines.
fn csv(file: &Path, take: Take<'_>) -> Result<(), Box<Problem>> {
    let broken = |error: std::io::Error| whole(file, &error.to_string(), "a readable file");
    let mut lines = BufReader::new(File::open(file).map_err(broken)?);
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        if lines.read_until(b'\n', &mut bytes).map_err(broken)? == 0 {
            break;
        }
        let cells = std::str::from_utf8(&bytes).ok().and_then(record).ok_or_else(|| {
            let source = ValueSource {
                file: file.display().to_string(),
                line,
                ..ValueSource::default()
            };
            at(source, "", "no row".into(), "a row of comma-separated values in UTF-8")
        })?;
        if !cells.is_empty() && !take(line, cells) {
            break;
        }
    }
    Ok(())
}

/// Cells of a line; none of a remark or a blank line.
fn record(line: &str) -> Option<Vec<Cell>> {
    let line = line.trim_start_matches('\u{feff}').trim();
    if line.is_empty() || line.starts_with('#') {
        return Some(Vec::new());
    }
    // A reader for each line would take longer than all the rest of a long table.
    if !line.contains(['"', '\r']) {
        return Some(line.split(',').map(Cell::of).collect());
    }
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .has_headers(false)
        .from_reader(line.as_bytes());
    let record = reader.records().next()?.ok()?;
    Some(record.iter().map(Cell::of).collect())
}

fn parquet(file: &Path, take: Take<'_>) -> Result<(), Box<Problem>> {
    let broken = |error: &dyn std::fmt::Display| whole(file, &error.to_string(), "a Parquet file");
    let open = File::open(file).map_err(|error| broken(&error))?;
    let reader = SerializedFileReader::new(open).map_err(|error| broken(&error))?;
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    if !take(0, schema.columns().iter().map(|column| Cell::of(column.name())).collect()) {
        return Ok(());
    }
    for (index, row) in reader.get_row_iter(None).map_err(|error| broken(&error))?.enumerate() {
        let row = row.map_err(|error| broken(&error))?;
        if !take(index + 1, row.get_column_iter().map(|(_, field)| cell(field)).collect()) {
            break;
        }
    }
    Ok(())
}

fn cell(field: &Field) -> Cell {
    match field {
        Field::Null => Cell::Empty,
        Field::Str(text) => Cell::of(text),
        Field::Double(number) => Cell::Number(*number),
        Field::Float(number) => Cell::Number((*number).into()),
        other => other
            .to_string()
            .parse()
            .map_or_else(|_| Cell::of(&other.to_string()), Cell::Number),
    }
}

/// The first sheet of a workbook.
fn workbook(file: &Path, take: Take<'_>) -> Result<(), Box<Problem>> {
    let broken =
        |error: &dyn std::fmt::Display| whole(file, &error.to_string(), "a workbook in .xlsx whose first sheet is a table");
    let mut book: Xlsx<_> = calamine::open_workbook(file).map_err(|error: calamine::XlsxError| broken(&error))?;
    let sheet = book.worksheet_range_at(0).ok_or_else(|| broken(&"no sheet"))?;
    let sheet = sheet.map_err(|error| broken(&error))?;
    let first = sheet.start().map_or(0, |(row, _)| row as usize);
    for (index, row) in sheet.rows().enumerate() {
        let cells: Vec<Cell> = row.iter().map(of_sheet).collect();
        let blank = cells.iter().all(|cell| *cell == Cell::Empty);
        if !blank && !take(first + index + 1, cells) {
            break;
        }
    }
    Ok(())
}

fn of_sheet(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::Float(number) => Cell::Number(*number),
        Data::Int(number) => Cell::Number(*number as f64),
        other => Cell::of(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, record};

    #[test]
    fn lines_read_alike_with_quotes_and_without() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let cells = Some(vec![text("7"), text("demands.a.quantity"), Cell::Empty, text("80 USD/kg")]);
        assert_eq!(record("7, demands.a.quantity ,,80 USD/kg\r\n"), cells);
        assert_eq!(record("\u{feff}7,\"demands.a.quantity\", ,\"80 USD/kg\"\n"), cells);
    }

    #[test]
    fn commas_within_quotes_do_not_part_cells() {
        let cells = vec![Cell::Text("a, b".to_owned()), Cell::Text("c".to_owned())];
        assert_eq!(record("\"a, b\",c"), Some(cells));
    }

    #[test]
    fn remarks_and_blank_lines_have_no_cells() {
        assert_eq!(record("# 1,2"), Some(Vec::new()));
        assert_eq!(record(" \n"), Some(Vec::new()));
    }
}
