//! The first sheet: facts, and blocks of figures each with a chart beside it.

use super::sheet::{fitting, header};
use super::{column, row};
use crate::results::Cell;
use crate::results::workbook::{Block, Summary};
use rust_xlsxwriter::{Chart, ChartType, Format, Worksheet, XlsxError};

/// Name of the sheet.
const NAME: &str = "summary";
/// Rows that a chart covers.
const CHART_ROWS: usize = 18;
/// How amounts are shown.
const PLAIN: &str = "#,##0.000";
/// How violations and gaps are shown.
const SCIENTIFIC: &str = "0.0E+00";
/// Colours of Okabe and Ito.
const COLOURS: [u32; 8] = [
    0x00_72B2, 0xE6_9F00, 0x00_9E73, 0x56_B4E9, 0xCC_79A7, 0xF0_E442, 0xD5_5E00, 0x99_9999,
];

/// Writes the summary.
pub(super) fn write(sheet: &mut Worksheet, summary: &Summary) -> Result<(), XlsxError> {
    sheet.set_name(NAME)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_column_width(0, 34)?;
    sheet.set_column_range_width(1, 12, 16)?;
    sheet.write_string_with_format(0, 0, fitting(&summary.title), &Format::new().set_bold().set_font_size(14))?;
    let mut at = 2;
    for (name, value, unit) in &summary.facts {
        sheet.write_string(row(at), 0, name)?;
        let shown = if *unit == "relative" { SCIENTIFIC } else { PLAIN };
        write_cell(sheet, (row(at), 1), (value, shown))?;
        sheet.write_string(row(at), 2, *unit)?;
        at += 1;
    }
    at += 1;
    for block in summary.blocks.iter().filter(|block| !block.rows.is_empty()) {
        at = write_block(sheet, block, at)? + 1;
    }
    Ok(())
}

fn write_cell(sheet: &mut Worksheet, (down, across): (u32, u16), (cell, shown): (&Cell, &str)) -> Result<(), XlsxError> {
    let number = Format::new().set_num_format(shown);
    match cell {
        Cell::Text(text) => sheet.write_string(down, across, fitting(text))?,
        Cell::Number(value) if value.is_finite() => sheet.write_number_with_format(down, across, *value, &number)?,
        Cell::Integer(value) => sheet.write_number(down, across, *value as f64)?,
        _ => return Ok(()),
    };
    Ok(())
}

/// Writes a block from a row on; the first free row after it and its chart.
fn write_block(sheet: &mut Worksheet, block: &Block, top: usize) -> Result<usize, XlsxError> {
    sheet.write_string_with_format(row(top), 0, &block.title, &Format::new().set_bold())?;
    let heads = top + 1;
    sheet.write_string_with_format(row(heads), 0, &block.of, &header())?;
    for (k, head) in block.columns.iter().enumerate() {
        sheet.write_string_with_format(row(heads), column(k + 1), fitting(head), &header())?;
    }
    for (r, (name, values)) in block.rows.iter().enumerate() {
        sheet.write_string(row(heads + 1 + r), 0, fitting(name))?;
        for (k, value) in values.iter().enumerate() {
            write_cell(sheet, (row(heads + 1 + r), column(k + 1)), (&Cell::from(*value), PLAIN))?;
        }
    }
    let last = heads + block.rows.len();
    let chart = chart(block, (heads, last));
    sheet.insert_chart(row(top), column(block.columns.len() + 2), &chart)?;
    Ok((last + 2).max(top + CHART_ROWS))
}

fn chart(block: &Block, (heads, last): (usize, usize)) -> Chart {
    let kind = if block.stacked {
        ChartType::ColumnStacked
    } else {
        ChartType::Column
    };
    let mut chart = Chart::new(kind);
    chart.title().set_name(&block.title);
    chart.y_axis().set_name(block.unit);
    chart.set_width(640).set_height(CHART_ROWS as u32 * 20 - 20);
    for k in 0..block.columns.len() {
        let across = column(k + 1);
        let colour = COLOURS.get(k % COLOURS.len()).copied().unwrap_or_default();
        let series = chart.add_series();
        series.set_name((NAME, row(heads), across));
        series.set_categories((NAME, row(heads + 1), 0, row(last), 0));
        series.set_values((NAME, row(heads + 1), across, row(last), across));
        series.set_format(
            rust_xlsxwriter::ChartFormat::new()
                .set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(rust_xlsxwriter::Color::RGB(colour))),
        );
    }
    chart
}
