//! An explanation, laid out.

use super::style::{Grid, Style, wrap};
use crate::explain::{Block, Memo, Section};

/// Rows of a table at most.
const ROWS: usize = 40;

/// The memo as text.
pub fn explanation(memo: &Memo, style: Style) -> String {
    let mut text = style.heading(&memo.title);
    text += &format!(" {}\n", memo.under);
    for section in &memo.sections {
        text += &of(section, style);
    }
    text
}

fn of(section: &Section, style: Style) -> String {
    let mut text = String::new();
    if !section.heading.is_empty() {
        text += &format!("\n{}", style.heading(&section.heading));
    }
    for block in &section.blocks {
        text += &match block {
            Block::Paragraph(words) => format!("{}\n", wrap(words, " ")),
            Block::Line(line) => format!("     {line}\n"),
            Block::Item(words) => format!("{}\n", item(words)),
            Block::Table { headers, rows } => table(headers, rows, style),
        };
    }
    text
}

/// A point of a list: its first line begins with a dash.
fn item(words: &str) -> String {
    wrap(words, "   ").replacen("   ", " - ", 1)
}

fn table(headers: &[String], rows: &[Vec<String>], style: Style) -> String {
    let mut grid = Grid::new(headers.iter().cloned());
    rows.iter().for_each(|row| grid.row(row.clone()));
    grid.show("", ROWS, style).trim_start_matches('\n').to_owned()
}
