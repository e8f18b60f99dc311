//! One table as a sheet.

use super::{column, row};
use crate::results::table::DATE;
use crate::results::{Cell, Column, Table};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, Worksheet, XlsxError};

/// Letters of the name of a sheet.
const MOST_NAME: usize = 31;
/// Letters of a cell.
const MOST_TEXT: usize = 32_767;
/// Mark of a text that was cut.
const CUT: &str = "... (cut, as a cell of Excel holds 32,767 letters)";
/// Widest column, letters.
const WIDEST: usize = 42;
/// Rows looked at for the width of a column.
const LOOKED_AT: usize = 200;

/// Writes a table: header with units, frozen and filtered; typed cells.
pub(super) fn write(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(named(table.definition.name))?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    let columns = table.definition.columns;
    for (k, head) in columns.iter().enumerate() {
        let at = column(k);
        sheet.write_string_with_format(0, at, headed(head), &header())?;
        sheet.set_column_width(at, width(table, k) as f64)?;
        sheet.insert_note(0, at, &rust_xlsxwriter::Note::new(head.description))?;
    }
    let number = Format::new().set_num_format("#,##0.000");
    let integer = Format::new().set_num_format("0");
    for (r, cells) in table.rows.iter().enumerate() {
        for (k, cell) in cells.iter().enumerate() {
            let (down, at) = (row(r + 1), column(k));
            let is_date = columns.get(k).is_some_and(|column| column.unit == DATE);
            match cell {
                Cell::Text(text) if is_date => write_day(sheet, (down, at), text)?,
                Cell::Text(text) => sheet.write_string(down, at, fitting(text))?,
                Cell::Number(value) if value.is_finite() => sheet.write_number_with_format(down, at, *value, &number)?,
                Cell::Number(value) => sheet.write_string(down, at, value.to_string())?,
                Cell::Integer(value) => sheet.write_number_with_format(down, at, *value as f64, &integer)?,
                Cell::Null => continue,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, row(table.rows.len()), column(columns.len().saturating_sub(1)))?;
    Ok(())
}

/// Writes a day as a day; as text where it is none, or before the first day that Excel knows.
fn write_day<'a>(sheet: &'a mut Worksheet, (down, at): (u32, u16), text: &str) -> Result<&'a mut Worksheet, XlsxError> {
    let parts = text
        .parse::<jiff::civil::Date>()
        .ok()
        .map(|day| (day.year(), day.month(), day.day()));
    let day = parts.and_then(|(year, month, day)| {
        ExcelDateTime::from_ymd(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
    });
    match day {
        Some(day) => sheet.write_datetime_with_format(down, at, &day, &Format::new().set_num_format("yyyy-mm-dd")),
        None => sheet.write_string(down, at, fitting(text)),
    }
}

/// Look of a header.
pub(super) fn header() -> Format {
    let format = Format::new().set_bold().set_text_wrap();
    format.set_background_color(Color::RGB(0x00E8_ECEF))
}

/// Name of a column with its unit.
fn headed(head: &Column) -> String {
    if head.unit.is_empty() || head.unit == DATE {
        head.name.to_owned()
    } else {
        format!("{} [{}]", head.name, head.unit)
    }
}

/// A name that a sheet may have.
pub(super) fn named(name: &str) -> String {
    let allowed = |letter: &char| !matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\');
    name.chars().filter(allowed).take(MOST_NAME).collect()
}

/// A text that a cell can hold.
pub(super) fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= MOST_TEXT {
        return text.to_owned();
    }
    let room = MOST_TEXT - CUT.len();
    let mut taken = 0;
    let kept = text.chars().take_while(|letter| {
        taken += letter.len_utf16();
        taken <= room
    });
    kept.collect::<String>() + CUT
}

fn width(table: &Table, position: usize) -> usize {
    let letters = |cells: &Vec<Cell>| match cells.get(position) {
        Some(Cell::Text(text)) => text.chars().count(),
        Some(Cell::Number(value)) => format!("{value:.3}").len() + 2,
        _ => 0,
    };
    let widest = table.rows.iter().take(LOOKED_AT).map(letters).max().unwrap_or(0);
    let head = table
        .definition
        .columns
        .get(position)
        .map_or(0, |head| headed(head).len() + 4);
    widest.max(head).clamp(8, WIDEST)
}
