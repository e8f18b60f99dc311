//! Programs written by hand.

use lodestone::lp::{Level, Lp};

pub const INF: f64 = f64::INFINITY;

/// A program from dense rows: levels, columns as (lower, upper), rows as (lower, coefficients, upper).
pub fn lp(levels: &[&[f64]], columns: &[(f64, f64)], rows: &[(f64, &[f64], f64)]) -> Lp {
    let mut lp = Lp {
        column_lower: columns.iter().map(|bounds| bounds.0).collect(),
        column_upper: columns.iter().map(|bounds| bounds.1).collect(),
        integer: vec![false; columns.len()],
        row_lower: rows.iter().map(|row| row.0).collect(),
        row_upper: rows.iter().map(|row| row.2).collect(),
        starts: vec![0],
        ..Lp::default()
    };
    for (k, coefficients) in levels.iter().enumerate() {
        lp.levels.push(Level {
            name: format!("level{k}"),
            coefficients: coefficients.to_vec(),
            offset: 0.0,
        });
    }
    for j in 0..columns.len() {
        for (i, row) in rows.iter().enumerate() {
            if row.1[j] != 0.0 {
                lp.rows.push(i as u32);
                lp.values.push(row.1[j]);
            }
        }
        lp.starts.push(lp.rows.len());
    }
    lp
}
