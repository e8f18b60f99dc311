//! `export_limit[k,t]`: an exporter lets out a limited amount, gross or of one element.
//!
//! ```text
//! sum over flows that measure k selects of (1 or content[m,e]) flow[i,j,m,l,t] <= limit[k,t]
//! ```
//!
//! While the measure is in force, in the period of shipping; flows whose class holds the measure's `unless` rule are free of
//! it. Minus the dual is the worth of one tonne more of licence.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{MeasureId, MeasureKind, Network, PeriodId};

/// Adds the rows, by measure and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let limits = limits(network);
    draft.rows(
        limits.len() * horizon,
        |key, terms| {
            let ColumnKey::Flow(lane, class, t) = key else { return };
            let lane = &network.lanes[lane.index()];
            for (position, id) in limits.iter().enumerate() {
                let measure = &network.measures[id.index()];
                let counted = network.counted(measure, lane.material);
                if counted > 0.0 && network.applies(measure, lane, t, |rule| class.has(rule)) {
                    terms(position * horizon + t.index(), counted);
                }
            }
        },
        |slot| {
            let (id, t) = (limits[slot / horizon], PeriodId::new(slot % horizon));
            match &network.measures[id.index()].kind {
                MeasureKind::ExportLimit { limit, .. } => Row::limit(RowKey::ExportLimit(id, t), limit[t.index()]),
                _ => None,
            }
        },
    );
}

fn limits(network: &Network) -> Vec<MeasureId> {
    let measures = network.measures.iter().enumerate();
    let limits = measures.filter(|(_, measure)| matches!(measure.kind, MeasureKind::ExportLimit { .. }));
    limits.map(|(index, _)| MeasureId::new(index)).collect()
}
