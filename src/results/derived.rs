//! What stored results derive from the plan, compared with the plan: the figures of `solve.json`, and every table but those of
//! prices and rents as the plan gives it.

use super::files::{self, Format};
use super::{Answer, Cell, Headline, StoredError, Table, tables};
use serde_json::Value;
use std::path::Path;

/// Name of the file that holds the JSON document.
pub const DOCUMENT: &str = "solve.json";
/// Relative difference that is rounding.
const ROUNDING: f64 = 1e-9;

/// Each place where a folder differs from what its own plan gives: the file, and what differs. Files that are missing say nothing.
///
/// # Errors
/// When a file cannot be read.
pub fn differences(answer: &Answer, folder: &Path, format: Format) -> Result<Vec<(String, String)>, StoredError> {
    let mut found = Vec::new();
    figures(answer, &folder.join(DOCUMENT), &mut found)?;
    for table in tables::derived(answer) {
        let file = folder.join(format!("{}.{}", table.definition.name, format.extension()));
        if file.exists() {
            rows(&table, &files::read_table(&file, table.definition, format)?, &mut found);
        }
    }
    Ok(found)
}

fn figures(answer: &Answer, file: &Path, found: &mut Vec<(String, String)>) -> Result<(), StoredError> {
    if !file.exists() {
        return Ok(());
    }
    let wrong = |text: String| StoredError {
        file: file.to_path_buf(),
        row: 0,
        found: text,
        expected: "the document that `lodestone solve --out` writes".into(),
    };
    let read = files::check_regular(file, files::MOST_MANIFEST).and_then(|()| std::fs::read(file));
    let text = read.map_err(|error| wrong(error.to_string()))?;
    let stored: Value = serde_json::from_slice(&text).map_err(|error| wrong(error.to_string()))?;
    let derived = serde_json::to_value(Headline::of(answer)).map_err(|error| wrong(error.to_string()))?;
    for (name, value) in derived.as_object().into_iter().flatten() {
        if !same(&stored[name], value) {
            found.push((
                DOCUMENT.into(),
                format!("`{name}` is {}, the plan gives {value}", stored[name]),
            ));
        }
    }
    Ok(())
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && b.iter()
                    .all(|(key, value)| a.get(key).is_some_and(|other| same(other, value)))
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Number(a), Value::Number(b)) => close(a.as_f64().unwrap_or(f64::NAN), b.as_f64().unwrap_or(f64::NAN)),
        _ => a == b,
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= ROUNDING * a.abs().max(b.abs()).max(1.0)
}

fn rows(table: &Table, stored: &[Vec<Cell>], found: &mut Vec<(String, String)>) {
    let name = table.definition.name;
    if stored.len() != table.rows.len() {
        found.push((
            name.into(),
            format!("{} rows, the plan gives {}", stored.len(), table.rows.len()),
        ));
        return;
    }
    let equal = |(a, b): (&Cell, &Cell)| match (a, b) {
        (Cell::Number(a), Cell::Number(b)) => close(*a, *b),
        (Cell::Text(text), Cell::Null) | (Cell::Null, Cell::Text(text)) => text.is_empty(),
        _ => a == b,
    };
    let differs = |(a, b): (&Vec<Cell>, &Vec<Cell>)| !a.iter().zip(b).all(equal);
    if let Some(row) = stored.iter().zip(&table.rows).position(differs) {
        found.push((name.into(), format!("row {} is not what the plan gives", row + 1)));
    }
}
