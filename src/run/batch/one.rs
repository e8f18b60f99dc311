//! One draw: its program, solved hot, certified and judged.

use super::super::certificate;
use super::super::warm::{self, Warm};
use super::case::{Case, posed};
use crate::explain::limit_words_in_period;
use crate::forecast::{Draw, Forecast};
use crate::formulation::Model;
use crate::lp::Certificate;
use crate::network::Network;
use crate::results::batch::{Drawn, Noted, noted};
use crate::solve::{Hot, Outcome, Proof, Reason, SolveError, Status};
use crate::{plan as answer, verify};

/// Plans a draw. Whatever goes wrong is part of the answer, so that a batch goes on.
pub(super) fn plan((case, forecast): (&Case, &Forecast), hot: &mut Hot<'_>, (draw, judged): (&Draw, bool)) -> Drawn {
    let mut drawn = Drawn {
        draw: draw.number,
        weight: draw.weight,
        figures: inputs(forecast, draw),
        ..Drawn::default()
    };
    let by = format!("draw {}", draw.number);
    let (network, model) = match posed(&case.prepared, &draw.changes, &by) {
        Ok(posed) => posed,
        Err(problems) => {
            return failed(drawn, "input", case.said(&problems));
        }
    };
    let solved = match solve(case, hot, &model) {
        Ok(solved) => solved,
        Err(error) => return failed(drawn, "error", error.to_string()),
    };
    drawn.start = solved.start.name().into();
    drawn.iterations = solved.outcome.work.iterations;
    fill(&mut drawn, (&network, &model), &solved, judged);
    drawn
}

fn failed(drawn: Drawn, status: &str, reason: String) -> Drawn {
    Drawn {
        status: status.into(),
        reason,
        ..drawn
    }
}

fn inputs(forecast: &Forecast, draw: &Draw) -> Vec<Noted> {
    let known = forecast
        .inputs
        .iter()
        .zip(&draw.inputs)
        .filter(|(_, value)| value.is_finite());
    known
        .map(|((name, unit), value)| Noted::new("input", (name, "", ""), unit, *value))
        .collect()
}

/// Hot where that does, else cold, with the reason.
fn solve(case: &Case, hot: &mut Hot<'_>, model: &Model) -> Result<Warm, SolveError> {
    let seed = if case.is_like(model) {
        case.start(&model.lp).ok_or(Reason::Base)
    } else {
        Err(Reason::Shape)
    };
    warm::solve(&model.lp, hot, seed)
}

/// Status, proof and figures of what was solved.
fn fill(drawn: &mut Drawn, (network, model): (&Network, &Model), solved: &Warm, judged: bool) {
    let outcome = &solved.outcome;
    let point = outcome.point.as_deref().unwrap_or_default();
    if outcome.point.is_none() || matches!(outcome.status, Status::Infeasible | Status::Unbounded) {
        (drawn.status, drawn.reason) = unsolved(network, model, outcome);
        return;
    }
    let plan = answer::extract(network, (&model.columns, &model.rows), outcome);
    let report = judged.then(|| verify::verify(network, &plan));
    drawn.judged = judged;
    drawn.proof = proof(outcome.proof).into();
    drawn.plan = fingerprint(point);
    drawn.gap = cost_gap(&solved.certificate);
    drawn.violation = report.as_ref().map(|report| report.max_violation);
    let refused = report.filter(|report| !report.ok);
    let certified = certificate::stands(&solved.certificate, outcome.status);
    (drawn.status, drawn.reason) = match (refused, certified, outcome.status) {
        (Some(report), ..) => {
            let first = report.findings.first().map(ToString::to_string).unwrap_or_default();
            ("unverified".into(), first)
        }
        (None, false, _) => ("unverified".into(), "the certificate refuses the plan".into()),
        (None, true, Status::Optimal) => ("optimal".into(), doubt(&solved.certificate, outcome)),
        (None, true, _) => ("feasible".into(), String::new()),
    };
    if drawn.is_planned() {
        drawn.figures.extend(noted(network, &plan));
    }
}

/// How far the plan may be from the best, where whole numbers leave that open.
fn doubt(certificate: &Certificate, outcome: &Outcome) -> String {
    let furthest = certificate::claimed_gaps(certificate, outcome)
        .into_iter()
        .fold(0.0, f64::max);
    if certificate::closed(certificate, outcome) {
        String::new()
    } else {
        format!("within {furthest:.1e} of the solver's bound")
    }
}

fn proof(proof: Proof) -> &'static str {
    match proof {
        Proof::Weighted => "weighted",
        Proof::LevelByLevel => "level by level",
        Proof::None => "none",
    }
}

fn cost_gap(certificate: &Certificate) -> Option<f64> {
    certificate.levels.iter().find(|level| level.name == "cost")?.gap
}

/// Why there is no plan: the limits that cannot hold together, where there are none.
fn unsolved(network: &Network, model: &Model, outcome: &Outcome) -> (String, String) {
    let limit = |(row, _): &(usize, f64)| model.rows.get(*row).map(|key| limit_words_in_period(network, key));
    let (status, reason) = match outcome.status {
        Status::Infeasible => {
            let named: Vec<String> = outcome.violations.iter().filter_map(limit).take(3).collect();
            ("infeasible", named.join("; "))
        }
        Status::Unbounded => ("unbounded", "the cost falls without end".into()),
        _ => ("limit", "a limit was reached before there was a plan".into()),
    };
    (status.into(), reason)
}

/// FNV-1a of the bits of a point (G. Fowler, L. C. Noll, K.-P. Vo).
fn fingerprint(point: &[f64]) -> String {
    let bytes = point.iter().flat_map(|value| value.to_bits().to_le_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}
