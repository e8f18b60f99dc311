//! Blocks: a folder of two tables for some draws in a row of one case, written whole or not at all.

use super::{Drawn, Noted};
use crate::results::files::{self, OutputError, write_folder};
use crate::results::{Cell, Column, Definition, Format, StoredError, Table};
use std::path::{Path, PathBuf};

static DRAWS: Definition = Definition {
    name: "draws",
    description: "One draw under the policy and scenario of the folder.",
    columns: &[
        Column::integer("draw", "Number of the draw."),
        Column::number("weight", "", "Weight in the summary."),
        Column::text(
            "status",
            "How the solve ended; `input` where the draw makes wrong input, `error` where the solver failed.",
        ),
        Column::text("reason", "Why there is no plan, or how far the plan may be from the best."),
        Column::text("start", "How the solve started: hot from a known basis, or why not."),
        Column::text("proof", "How the order of the levels was proved."),
        Column::integer("judged", "1 where the judge saw the plan."),
        Column::integer("iterations", "Iterations of the solver."),
        Column::text(
            "plan",
            "Hash of the solver's point; the same for the same plan to the last bit.",
        ),
        Column::number("certified_gap", "1", "Certified relative gap of the cost."),
        Column::number("max_violation", "1", "Largest relative violation that the judge found."),
    ],
};

static FIGURES: Definition = Definition {
    name: "figures",
    description: "One figure of one draw. docs/format/forecasts.md defines each topic.",
    columns: &[
        Column::integer("draw", "Number of the draw."),
        Column::text("topic", "What the figure is about."),
        Column::text("item", "Of what."),
        Column::text("part", "Which of its figures."),
        Column::text("period", "Period; empty for the whole horizon."),
        Column::text("unit", "Unit of the figure."),
        Column::number("value", "", "Figure, in its unit."),
    ],
};

/// Folder of a policy and scenario within that of a batch, as readers of partitioned tables know them.
pub fn case_folder(policy: &str, scenario: &str) -> PathBuf {
    Path::new(&format!("policy={}", escaped(policy))).join(format!("scenario={}", escaped(scenario)))
}

/// Folder of a block within that of its case.
pub fn block_folder(block: usize) -> String {
    format!("block={block:06}")
}

/// Whether a block is there, and then it is whole.
pub fn is_block(folder: &Path) -> bool {
    folder.join("draws.parquet").is_file()
}

/// A name with what may not stand in the name of a folder as percent signs and hexadecimal.
fn escaped(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'+');
    let one = |byte: u8| {
        if plain(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    name.bytes().map(one).collect()
}

/// Writes a block.
///
/// # Errors
/// When it is there already or cannot be written; what is not whole is taken away again.
pub fn write_block(folder: &Path, drawn: &[Drawn]) -> Result<(), OutputError> {
    let draws = Table {
        definition: &DRAWS,
        rows: drawn.iter().map(row).collect(),
    };
    let figures = Table {
        definition: &FIGURES,
        rows: drawn.iter().flat_map(figures).collect(),
    };
    write_folder(folder, false, |folder| {
        files::write_table(folder, &draws, Format::Parquet)?;
        files::write_table(folder, &figures, Format::Parquet)
    })
}

fn row(drawn: &Drawn) -> Vec<Cell> {
    vec![
        number(drawn.draw),
        drawn.weight.into(),
        (&drawn.status).into(),
        (&drawn.reason).into(),
        (&drawn.start).into(),
        (&drawn.proof).into(),
        usize::from(drawn.judged).into(),
        number(drawn.iterations),
        (&drawn.plan).into(),
        drawn.gap.into(),
        drawn.violation.into(),
    ]
}

fn figures(drawn: &Drawn) -> impl Iterator<Item = Vec<Cell>> + '_ {
    drawn.figures.iter().map(|noted| {
        vec![
            number(drawn.draw),
            (&noted.topic).into(),
            (&noted.item).into(),
            (&noted.part).into(),
            (&noted.period).into(),
            (&noted.unit).into(),
            noted.value.into(),
        ]
    })
}

fn number(number: u64) -> Cell {
    i64::try_from(number).map_or(Cell::Null, Cell::Integer)
}

/// Reads a block.
///
/// # Errors
/// When it cannot be read or does not hold what it should.
pub fn read_block(folder: &Path) -> Result<Vec<Drawn>, StoredError> {
    let file = folder.join("draws.parquet");
    let rows = files::read_table(&file, &DRAWS, Format::Parquet)?;
    let mut drawn: Vec<Drawn> = rows.iter().map(|row| of_row(row)).collect();
    let file = folder.join("figures.parquet");
    let mut at = 0;
    for (line, row) in files::read_table(&file, &FIGURES, Format::Parquet)?.iter().enumerate() {
        let (draw, noted) = noted(row);
        // Figures stand in the order of the draws.
        while drawn.get(at).is_some_and(|drawn| drawn.draw != draw) {
            at += 1;
        }
        let Some(drawn) = drawn.get_mut(at) else {
            return Err(StoredError {
                file,
                row: line + 1,
                found: format!("draw {draw}"),
                expected: "the draws of this block, in order".into(),
            });
        };
        drawn.figures.push(noted);
    }
    Ok(drawn)
}

/// The cells of a row, one by one.
struct Cells<'r>(std::slice::Iter<'r, Cell>);

impl Cells<'_> {
    fn text(&mut self) -> String {
        match self.0.next() {
            Some(Cell::Text(text)) => text.clone(),
            _ => String::new(),
        }
    }

    fn number(&mut self) -> Option<f64> {
        match self.0.next() {
            Some(Cell::Number(number)) => Some(*number),
            _ => None,
        }
    }

    fn whole(&mut self) -> u64 {
        match self.0.next() {
            Some(Cell::Integer(number)) => u64::try_from(*number).unwrap_or(u64::MAX),
            _ => u64::MAX,
        }
    }
}

fn of_row(row: &[Cell]) -> Drawn {
    let mut cells = Cells(row.iter());
    Drawn {
        draw: cells.whole(),
        weight: cells.number().unwrap_or(f64::NAN),
        status: cells.text(),
        reason: cells.text(),
        start: cells.text(),
        proof: cells.text(),
        judged: cells.whole() == 1,
        iterations: cells.whole(),
        plan: cells.text(),
        gap: cells.number(),
        violation: cells.number(),
        figures: Vec::new(),
    }
}

fn noted(row: &[Cell]) -> (u64, Noted) {
    let mut cells = Cells(row.iter());
    let draw = cells.whole();
    let noted = Noted {
        topic: cells.text(),
        item: cells.text(),
        part: cells.text(),
        period: cells.text(),
        unit: cells.text(),
        value: cells.number().unwrap_or(f64::NAN),
    };
    (draw, noted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let block = folder.path().join(case_folder("us/only", "a+b")).join(block_folder(3));
        assert!(block.ends_with("policy=us%2Fonly/scenario=a+b/block=000003"));
        let failed = Drawn {
            draw: 8,
            weight: 0.25,
            status: "infeasible".into(),
            reason: "least delivery to us in 2027".into(),
            ..Drawn::default()
        };
        let planned = Drawn {
            draw: 9,
            weight: 2.0,
            status: "optimal".into(),
            start: "hot".into(),
            judged: true,
            gap: Some(0.1),
            figures: vec![
                Noted::new("headline", ("cost", "", ""), "USD", 0.1 + 0.2),
                Noted::new("shortage", ("dx", "", "2027-Q1"), "t", 1e-300),
            ],
            ..Drawn::default()
        };
        let drawn = [failed, planned];
        write_block(&block, &drawn).unwrap();
        assert!(is_block(&block));
        assert_eq!(read_block(&block).unwrap(), drawn);
        assert!(matches!(write_block(&block, &drawn), Err(OutputError::Exists(_))));
    }
}
