//! Answers that need no solver: crossed bounds, and programs without columns.

use super::highs::version;
use super::{Outcome, Proof, Status, Work};
use crate::lp::Lp;

/// The outcome, where bounds alone decide.
pub(super) fn outcome(lp: &Lp) -> Option<Outcome> {
    let crossed = |lower: &[f64], upper: &[f64]| lower.iter().zip(upper).any(|(lower, upper)| lower > upper);
    let violations = violations(lp);
    if !violations.is_empty() || crossed(&lp.column_lower, &lp.column_upper) {
        return Some(Outcome {
            violations,
            ..bare(Status::Infeasible)
        });
    }
    let empty = lp.columns() == 0 && lp.levels.iter().all(|level| level.coefficients.is_empty());
    empty.then(|| Outcome {
        point: Some(Vec::new()),
        levels: lp.levels.iter().map(|level| level.offset).collect(),
        duals: Some(vec![vec![0.0; lp.height()]; lp.levels.len()]),
        proof: Proof::LevelByLevel,
        ..bare(Status::Optimal)
    })
}

/// Rows whose bounds cross, or, without columns, do not hold zero.
fn violations(lp: &Lp) -> Vec<(usize, f64)> {
    let rows = lp.row_lower.iter().zip(&lp.row_upper).enumerate();
    let amount = |lower: f64, upper: f64| match lp.columns() {
        0 => (lower - upper).max(lower).max(-upper),
        _ => lower - upper,
    };
    rows.map(|(i, (&lower, &upper))| (i, amount(lower, upper)))
        .filter(|&(_, amount)| amount > 0.0)
        .collect()
}

fn bare(status: Status) -> Outcome {
    Outcome {
        status,
        point: None,
        levels: Vec::new(),
        duals: None,
        claimed: Vec::new(),
        proof: Proof::None,
        violations: Vec::new(),
        work: Work {
            solver: version(),
            method: "none".into(),
            ..Work::default()
        },
    }
}
