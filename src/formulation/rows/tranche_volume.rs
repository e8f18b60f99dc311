//! `tranche_volume[k,w]`: no more than the volume of a tariff-rate quota has its low rate in a window.
//!
//! ```text
//! sum over t in w, flows that quota k reads of tranche[i,j,m,l,t] <= sum over t in w of volume[k,t]
//! ```
//!
//! Minus the dual is the rent of one tonne of the low rate: it saves its holder that much.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{Measure, MeasureId, MeasureKind, PeriodId};
use std::ops::Range;

/// Adds the rows, by measure and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    draft.rows(
        network.measures.len() * horizon,
        |key, terms| {
            let ColumnKey::Tranche(lane, class, t) = key else { return };
            let quota = network.rate_quota(lane, |rule| class.has(rule), t);
            let window = quota.and_then(|id| Some((id, window(&network.measures[id.index()], t.index())?)));
            if let Some((id, window)) = window {
                terms(id.index() * horizon + window.start, 1.0);
            }
        },
        |slot| {
            let (id, first) = (MeasureId::new(slot / horizon), slot % horizon);
            let measure = &network.measures[id.index()];
            let window = window(measure, first).filter(|window| window.start == first)?;
            let key = RowKey::TrancheVolume(id, PeriodId::new(first));
            Some(Row::at_most(key, amount(measure, window)))
        },
    );
}

/// The window of a period.
fn window(measure: &Measure, t: usize) -> Option<Range<usize>> {
    let MeasureKind::RateQuota { windows, .. } = &measure.kind else {
        return None;
    };
    windows.iter().find(|window| window.contains(&t)).cloned()
}

/// Tonnes of a window: those of its periods in which the measure is in force.
fn amount(measure: &Measure, window: Range<usize>) -> f64 {
    let MeasureKind::RateQuota { volume, .. } = &measure.kind else {
        return 0.0;
    };
    let active = window.filter(|t| measure.active[*t]);
    active.map(|t| volume[t]).sum()
}
