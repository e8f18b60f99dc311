//! `quota[k,w]`: importers let in a limited amount in a window, gross or of one element.
//!
//! ```text
//! sum over t in w, flows that measure k selects of (1 or content[m,e]) flow[i,j,m,l,t] <= sum over t in w of limit[k,t]
//! ```
//!
//! While the measure is in force, in the period of shipping; flows whose class holds the measure's `unless` rule are free of
//! it. Minus the dual is the rent of one tonne of quota: whoever holds the licence has it.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{Measure, MeasureId, MeasureKind, PeriodId};
use std::ops::Range;

/// Adds the rows, by measure and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let measures = network.measures.iter().enumerate();
    let quotas: Vec<(MeasureId, &Measure)> = measures
        .filter(|(_, measure)| matches!(measure.kind, MeasureKind::Quota { .. }))
        .map(|(index, measure)| (MeasureId::new(index), measure))
        .collect();
    draft.rows(
        quotas.len() * horizon,
        |key, terms| {
            let ColumnKey::Flow(lane, class, t) = key else { return };
            let lane = &network.lanes[lane.index()];
            for (position, (_, measure)) in quotas.iter().enumerate() {
                let (Some(window), counted) = (window(measure, t.index()), network.counted(measure, lane.material)) else {
                    continue;
                };
                if counted > 0.0 && network.applies(measure, lane, t, |rule| class.has(rule)) {
                    terms(position * horizon + window.start, counted);
                }
            }
        },
        |slot| {
            let (id, measure) = quotas[slot / horizon];
            let first = slot % horizon;
            let window = window(measure, first).filter(|window| window.start == first)?;
            Row::limit(RowKey::Quota(id, PeriodId::new(first)), amount(measure, window))
        },
    );
}

/// The window of a period.
fn window(measure: &Measure, t: usize) -> Option<Range<usize>> {
    let MeasureKind::Quota { windows, .. } = &measure.kind else {
        return None;
    };
    windows.iter().find(|window| window.contains(&t)).cloned()
}

/// Tonnes of a window: those of its periods in which the measure is in force.
fn amount(measure: &Measure, window: Range<usize>) -> f64 {
    let MeasureKind::Quota { limit, .. } = &measure.kind else {
        return f64::INFINITY;
    };
    let active = window.filter(|t| measure.active[*t]);
    active.map(|t| limit[t]).sum()
}
