//! `ban`: what a measure forbids does not flow.
//!
//! ```text
//! flow[i,j,m,l,t] <= 0        for flows that a ban selects
//! ```
//!
//! A bound of the column, not a row. While the measure is in force, in the period of shipping; flows whose class holds the
//! measure's `unless` rule are free of it. The reduced cost of the column is what one forbidden tonne would save.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{Measure, MeasureKind};

/// Sets the bounds.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    let measures = network.measures.iter();
    let bans: Vec<&Measure> = measures.filter(|measure| matches!(measure.kind, MeasureKind::Ban)).collect();
    draft.cap(|key| {
        let ColumnKey::Flow(lane, class, t) = key else { return None };
        let lane = &network.lanes[lane.index()];
        let mut bans = bans.iter();
        let banned = bans.any(|ban| network.applies(ban, lane, t, |rule| class.has(rule)));
        banned.then_some(0.0)
    });
}
