//! A program as free MPS, for other solvers.

use std::io::{self, Write};

use super::Lp;
use super::text::{Names, number, plain};

/// Name of the objective row.
const OBJECTIVE: &str = "OBJ";

/// Writes the first level as objective, with all rows and bounds. Numbers are the shortest that read back exactly.
///
/// # Errors
/// Those of the writer.
pub fn write_mps(out: &mut dyn Write, lp: &Lp, names: Names<'_>) -> io::Result<()> {
    let title = lp.levels.first().map_or_else(|| "program".into(), |level| plain(&level.name));
    writeln!(out, "NAME {title}\nROWS\n N {OBJECTIVE}")?;
    for i in 0..lp.height() {
        writeln!(out, " {} {}", kind(bounds(lp, i)), names.row(i))?;
    }
    writeln!(out, "COLUMNS")?;
    columns(out, lp, names)?;
    writeln!(out, "RHS")?;
    // The right-hand side of the objective row is subtracted from the objective.
    let offset = lp.levels.first().map_or(0.0, |level| level.offset);
    if offset != 0.0 {
        writeln!(out, " RHS {OBJECTIVE} {}", number(-offset))?;
    }
    for i in 0..lp.height() {
        let side = side(bounds(lp, i));
        if side != 0.0 {
            writeln!(out, " RHS {} {}", names.row(i), number(side))?;
        }
    }
    ranges(out, lp, names)?;
    writeln!(out, "BOUNDS")?;
    for j in 0..lp.columns() {
        column_bounds(out, lp, &names.column(j), j)?;
    }
    writeln!(out, "ENDATA")
}

fn bounds(lp: &Lp, i: usize) -> (f64, f64) {
    let at = |bounds: &[f64], otherwise: f64| bounds.get(i).copied().unwrap_or(otherwise);
    (at(&lp.row_lower, f64::NEG_INFINITY), at(&lp.row_upper, f64::INFINITY))
}

fn kind((lower, upper): (f64, f64)) -> char {
    match (lower.is_finite(), upper.is_finite()) {
        (true, true) if lower == upper => 'E',
        (true, _) => 'G',
        (false, true) => 'L',
        (false, false) => 'N',
    }
}

fn side((lower, upper): (f64, f64)) -> f64 {
    match (lower.is_finite(), upper.is_finite()) {
        (true, _) => lower,
        (false, true) => upper,
        (false, false) => 0.0,
    }
}

fn columns(out: &mut dyn Write, lp: &Lp, names: Names<'_>) -> io::Result<()> {
    let costs = lp
        .levels
        .first()
        .map(|level| level.coefficients.as_slice())
        .unwrap_or_default();
    let mut whole = false;
    for j in 0..lp.columns() {
        let integer = lp.integer.get(j).copied().unwrap_or(false);
        if integer != whole {
            writeln!(out, " MARKER 'MARKER' '{}'", if integer { "INTORG" } else { "INTEND" })?;
            whole = integer;
        }
        let name = names.column(j);
        let cost = costs.get(j).copied().unwrap_or(0.0);
        if cost != 0.0 || lp.column(j).next().is_none() {
            writeln!(out, " {name} {OBJECTIVE} {}", number(cost))?;
        }
        for (i, value) in lp.column(j) {
            writeln!(out, " {name} {} {}", names.row(i), number(value))?;
        }
    }
    if whole {
        writeln!(out, " MARKER 'MARKER' 'INTEND'")?;
    }
    Ok(())
}

fn ranges(out: &mut dyn Write, lp: &Lp, names: Names<'_>) -> io::Result<()> {
    writeln!(out, "RANGES")?;
    for i in 0..lp.height() {
        let (lower, upper) = bounds(lp, i);
        if lower.is_finite() && upper.is_finite() && lower < upper {
            writeln!(out, " RNG {} {}", names.row(i), number(upper - lower))?;
        }
    }
    Ok(())
}

/// Both bounds in full wherever a reader's default (an integer's upper bound of 1, a lower bound lost to a negative upper) could differ.
fn column_bounds(out: &mut dyn Write, lp: &Lp, name: &str, j: usize) -> io::Result<()> {
    let (Some(&lower), Some(&upper)) = (lp.column_lower.get(j), lp.column_upper.get(j)) else {
        return Ok(());
    };
    let integer = lp.integer.get(j).copied().unwrap_or(false);
    if lower == upper {
        return writeln!(out, " FX BND {name} {}", number(lower));
    }
    match (lower.is_finite(), upper.is_finite()) {
        (false, false) => return writeln!(out, " FR BND {name}"),
        (false, true) => writeln!(out, " MI BND {name}")?,
        (true, _) if lower != 0.0 || upper.is_finite() || integer => writeln!(out, " LO BND {name} {}", number(lower))?,
        (true, _) => {}
    }
    if upper.is_finite() {
        writeln!(out, " UP BND {name} {}", number(upper))
    } else if integer {
        writeln!(out, " PL BND {name}")
    } else {
        Ok(())
    }
}
