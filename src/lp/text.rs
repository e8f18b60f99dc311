//! A program as CPLEX-LP text, for other solvers and for reading.

use std::io::{self, Write};

use super::Lp;

/// Terms on one line; the format limits lines to 560 characters.
const TERMS: usize = 6;

/// Names of columns and rows, one for each.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// Of each column.
    pub columns: &'a [String],
    /// Of each row.
    pub rows: &'a [String],
}

impl Names<'_> {
    pub(super) fn column(&self, j: usize) -> String {
        self.columns.get(j).map_or_else(|| format!("x({j})"), |name| plain(name))
    }

    pub(super) fn row(&self, i: usize) -> String {
        self.rows.get(i).map_or_else(|| format!("r({i})"), |name| plain(name))
    }
}

/// A name in the characters that LP and MPS files allow: letters, digits and `_ . ( )`, not beginning with a digit, a point or what
/// reads as a number. Every other character becomes `_`.
pub fn plain(name: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_.()".contains(c);
    let mut plain: String = name.chars().map(|c| if allowed(c) { c } else { '_' }).collect();
    let number = |c: char| c.is_ascii_digit() || ".()".contains(c);
    let exponent = plain
        .strip_prefix(['e', 'E'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if exponent || plain.is_empty() || plain.starts_with(number) {
        plain.insert(0, '_');
    }
    plain
}

/// The shortest text that reads back exactly.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:?}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// Writes the first level as objective, with all rows and bounds. Numbers are the shortest that read back exactly.
///
/// # Errors
/// Those of the writer.
pub fn write_lp(out: &mut dyn Write, lp: &Lp, names: Names<'_>) -> io::Result<()> {
    writeln!(out, "Minimize")?;
    objective(out, lp, names)?;
    writeln!(out, "Subject To")?;
    let by_row = by_row(lp);
    for (i, entries) in by_row.iter().enumerate() {
        row(out, lp, names, (i, entries))?;
    }
    bounds(out, lp, names)?;
    if lp.is_mixed_integer() {
        writeln!(out, "General")?;
        for (j, _) in lp.integer.iter().enumerate().filter(|(_, whole)| **whole) {
            writeln!(out, " {}", names.column(j))?;
        }
    }
    writeln!(out, "End")
}

fn objective(out: &mut dyn Write, lp: &Lp, names: Names<'_>) -> io::Result<()> {
    let level = lp.levels.first();
    write!(
        out,
        " {}:",
        level.map_or_else(|| "objective".into(), |level| plain(&level.name))
    )?;
    let coefficients = level.map(|level| level.coefficients.as_slice()).unwrap_or_default();
    let used: Vec<(usize, f64)> = coefficients
        .iter()
        .copied()
        .enumerate()
        .filter(|(j, c)| *c != 0.0 || is_empty(lp, *j))
        .collect();
    terms(out, &used, names)?;
    match level.map_or(0.0, |level| level.offset) {
        offset if offset < 0.0 => writeln!(out, " - {}", number(-offset)),
        offset if offset > 0.0 => writeln!(out, " + {}", number(offset)),
        _ => writeln!(out),
    }
}

fn is_empty(lp: &Lp, j: usize) -> bool {
    lp.column(j).next().is_none()
}

fn terms(out: &mut dyn Write, terms: &[(usize, f64)], names: Names<'_>) -> io::Result<()> {
    for (n, (j, value)) in terms.iter().enumerate() {
        if n > 0 && n % TERMS == 0 {
            write!(out, "\n  ")?;
        }
        let sign = if value.is_sign_negative() { '-' } else { '+' };
        write!(out, " {sign} {} {}", number(value.abs()), names.column(*j))?;
    }
    Ok(())
}

/// A row; one with two different finite bounds is written as two, `NAME` and `NAME.upper`, as readers differ on ranges.
fn row(out: &mut dyn Write, lp: &Lp, names: Names<'_>, (i, entries): (usize, &[(usize, f64)])) -> io::Result<()> {
    let (Some(&lower), Some(&upper)) = (lp.row_lower.get(i), lp.row_upper.get(i)) else {
        return Ok(());
    };
    let name = names.row(i);
    let mut line = |name: &str, relation: &str, bound: f64| {
        write!(out, " {name}:")?;
        match entries.is_empty() {
            true => terms(out, &[(0, 0.0)], names)?,
            false => terms(out, entries, names)?,
        }
        writeln!(out, " {relation} {}", number(bound))
    };
    match (lower.is_finite(), upper.is_finite()) {
        (true, true) if lower == upper => line(&name, "=", lower),
        (true, true) => line(&name, ">=", lower).and_then(|()| line(&format!("{name}.upper"), "<=", upper)),
        (true, false) => line(&name, ">=", lower),
        (false, true) => line(&name, "<=", upper),
        (false, false) => Ok(()),
    }
}

fn bounds(out: &mut dyn Write, lp: &Lp, names: Names<'_>) -> io::Result<()> {
    writeln!(out, "Bounds")?;
    for (j, (&lower, &upper)) in lp.column_lower.iter().zip(&lp.column_upper).enumerate() {
        let name = names.column(j);
        let (least, most) = (number(lower), number(upper));
        match (lower.is_finite(), upper.is_finite()) {
            (true, true) if lower == upper => writeln!(out, " {name} = {least}")?,
            (true, true) => writeln!(out, " {least} <= {name} <= {most}")?,
            (true, false) if lower == 0.0 => {}
            (true, false) => writeln!(out, " {name} >= {least}")?,
            (false, true) => writeln!(out, " -inf <= {name} <= {most}")?,
            (false, false) => writeln!(out, " {name} free")?,
        }
    }
    Ok(())
}

/// Entries of each row: column and value, columns ascending.
pub(super) fn by_row(lp: &Lp) -> Vec<Vec<(usize, f64)>> {
    let mut rows = vec![Vec::new(); lp.height()];
    for j in 0..lp.columns() {
        for (i, value) in lp.column(j) {
            if let Some(row) = rows.get_mut(i) {
                row.push((j, value));
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn names_hold_only_what_files_allow() {
        assert_eq!(
            plain("flow(au-mine.ndpr oxide.0.2026-Q3)"),
            "flow(au_mine.ndpr_oxide.0.2026_Q3)"
        );
        assert_eq!(plain("e12"), "_e12");
        assert_eq!(plain("9x"), "_9x");
        assert_eq!(plain(""), "_");
    }
}
