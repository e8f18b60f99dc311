//! The certificate of a solve: what it refuses, and how it is told.

use super::verdict::Posed;
use crate::formulation::column_name;
use crate::lp::{Certificate, Certified, Missing};
use crate::results::{self, CertifiedLevel};
use crate::solve::{Outcome, Status};

/// Largest relative residual, and largest relative gap of a plan called optimal, beside what its level's resolution leaves open.
const TOLERANCE: f64 = 1e-6;

/// Whether a certificate lets the plan stand.
pub(super) fn stands(certificate: &Certificate, status: Status) -> bool {
    // A gap that is no number proves nothing.
    let narrow = |gap: f64, level: &Certified| gap <= TOLERANCE + level.resolution;
    let wide = |level: &Certified| level.gap.is_some_and(|gap| !narrow(gap, level));
    let proved = status != Status::Optimal || !certificate.levels.iter().any(wide);
    proved && certificate.residuals.largest() <= TOLERANCE
}

/// How far each level of a mixed-integer plan is from the bound that the solver claims, relative to the larger magnitude of the two, at least to one
/// unit. Empty for a linear program.
pub(super) fn claimed_gaps(certificate: &Certificate, outcome: &Outcome) -> Vec<f64> {
    let pairs = certificate.levels.iter().zip(&outcome.claimed);
    let gap = |value: f64, claimed: f64| (value - claimed).max(0.0) / value.abs().max(claimed.abs()).max(1.0);
    pairs.map(|(level, &claimed)| gap(level.value, claimed)).collect()
}

/// Whether every level of a mixed-integer plan is at the bound that the solver claims.
pub(super) fn closed(certificate: &Certificate, outcome: &Outcome) -> bool {
    claimed_gaps(certificate, outcome).iter().all(|gap| *gap <= TOLERANCE)
}

/// For the JSON document.
pub(super) fn shown(certificate: &Certificate, posed: &Posed, outcome: &Outcome) -> results::Certificate {
    let (rows, columns) = (certificate.residuals.rows, certificate.residuals.columns);
    let claimed_gaps = claimed_gaps(certificate, outcome);
    let level = |(k, level): (usize, &Certified)| CertifiedLevel {
        claimed: outcome.claimed.get(k).copied(),
        claimed_gap: claimed_gaps.get(k).copied(),
        ..shown_level(level, posed)
    };
    results::Certificate {
        ok: stands(certificate, outcome.status),
        residuals: results::Residuals {
            row: rows.absolute,
            row_relative: rows.relative,
            column: columns.absolute,
            column_relative: columns.relative,
            whole: certificate.residuals.whole,
        },
        fixed: certificate.fixed,
        levels: certificate.levels.iter().enumerate().map(level).collect(),
    }
}

fn shown_level(level: &Certified, posed: &Posed) -> CertifiedLevel {
    CertifiedLevel {
        name: level.name.clone(),
        value: level.value,
        bound: level.bound,
        gap: level.gap,
        resolution: level.resolution,
        wrong_sign: level.wrong_sign,
        slackness: level.slackness,
        missing: level.missing.map(|missing| why(missing, posed)),
        claimed: None,
        claimed_gap: None,
    }
}

fn why(missing: Missing, posed: &Posed) -> String {
    match missing {
        Missing::Duals => "no duals".into(),
        Missing::Bounds(open) => {
            let key = posed.model.columns.get(open.column);
            let name = key.map(|key| column_name(&posed.network, key)).unwrap_or_default();
            format!(
                "{} columns have no bound where one is needed, one of them {name}",
                open.columns
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lp::{Residuals, Worst};

    fn level(gap: Option<f64>, resolution: f64) -> Certified {
        Certified {
            name: "cost".into(),
            value: 1.0,
            bound: gap.map(|gap| 1.0 - gap),
            gap,
            resolution,
            factors: Vec::new(),
            wrong_sign: 0.0,
            slackness: 0.0,
            missing: None,
        }
    }

    fn certificate(relative: f64, gap: Option<f64>) -> Certificate {
        let rows = Worst {
            absolute: relative,
            relative,
        };
        Certificate {
            residuals: Residuals {
                rows,
                ..Residuals::default()
            },
            fixed: 0,
            levels: vec![level(Some(0.0), 0.0), level(gap, 1e-7)],
        }
    }

    #[test]
    fn a_residual_refuses_always_and_a_gap_what_is_called_optimal() {
        assert!(stands(&certificate(9e-7, Some(1e-6)), Status::Optimal));
        assert!(!stands(&certificate(2e-6, Some(0.0)), Status::Optimal));
        assert!(!stands(&certificate(2e-6, None), Status::TimeLimit));
        assert!(!stands(&certificate(0.0, Some(1.2e-6)), Status::Optimal));
        assert!(stands(&certificate(0.0, Some(1.2e-6)), Status::TimeLimit));
        assert!(!stands(&certificate(0.0, Some(f64::NAN)), Status::Optimal));
    }

    #[test]
    fn a_level_without_a_bound_is_reported_only() {
        assert!(stands(&certificate(0.0, None), Status::Optimal));
    }
}
