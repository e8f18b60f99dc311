//! One level as the only objective, with the levels before it held by rows.

use super::{Level, Lp};

/// Slack of a held level, relative to its value, and to its largest coefficient.
///
/// A solver that reads the program anew needs some room, as the value is rounded; more would let it buy a better later level.
pub const HELD_SLACK: f64 = 1e-9;

/// The program with one level as its only objective, and for each level before it a last row
/// `scale x sum(coefficients x columns) <= scale x (value - offset + slack)`.
///
/// `values` are the values of the levels before it. The scale is a power of two that brings the largest coefficient near one; the slack is
/// [`HELD_SLACK`] times the larger of value and largest coefficient. None when there is no such level or no value for one before it.
pub fn with_levels_held(lp: &Lp, level: usize, values: &[f64]) -> Option<Lp> {
    with_slack(lp, level, values, HELD_SLACK)
}

/// As [`with_levels_held`], with another relative slack.
pub fn with_slack(lp: &Lp, level: usize, values: &[f64], slack: f64) -> Option<Lp> {
    let objective = lp.levels.get(level)?.clone();
    let (before, values) = (lp.levels.get(..level)?, values.get(..level)?);
    let scales: Vec<f64> = before.iter().map(scale).collect();
    let mut held = Lp {
        levels: vec![objective],
        starts: vec![0],
        rows: Vec::with_capacity(lp.entries()),
        values: Vec::with_capacity(lp.entries()),
        ..lp.clone()
    };
    for j in 0..lp.columns() {
        for (i, value) in lp.column(j) {
            held.rows.push(narrow(i));
            held.values.push(value);
        }
        for (k, (level, scale)) in before.iter().zip(&scales).enumerate() {
            let coefficient = level.coefficients.get(j).copied().unwrap_or(0.0);
            if coefficient != 0.0 {
                held.rows.push(narrow(lp.height() + k));
                held.values.push(coefficient * scale);
            }
        }
        held.starts.push(held.rows.len());
    }
    for ((level, scale), value) in before.iter().zip(&scales).zip(values) {
        held.row_lower.push(f64::NEG_INFINITY);
        held.row_upper
            .push(scale * (value - level.offset + slack * value.abs().max(1.0 / scale)));
    }
    Some(held)
}

/// Names of the rows that [`with_levels_held`] adds: `level(NAME)`.
pub fn held_row_names(lp: &Lp, level: usize) -> Vec<String> {
    lp.levels
        .iter()
        .take(level)
        .map(|level| format!("level({})", super::text::plain(&level.name)))
        .collect()
}

/// A power of two that brings the largest coefficient into 1/2..1.
fn scale(level: &Level) -> f64 {
    let most = level.coefficients.iter().fold(0.0_f64, |most, c| most.max(c.abs()));
    if most > 0.0 { (-most.log2().ceil()).exp2() } else { 1.0 }
}

fn narrow(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}
