//! `downgrade[i,m,l->k,t] >= 0`: tonnes of class `l` treated as the lesser class `k`.
//!
//! A unit may always be treated as a lesser one, never as a better one. Columns exist where that can help: at sites where an
//! operation draws the material together with another input, or under tolerance, so that goods of a better class have to
//! share the claim of lesser ones, or where its outputs ask for less; along pairs of classes with none between. Flows, stocks, sales, disposals and deliveries
//! take every class as it is.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{MaterialId, SiteId};

/// Adds the columns, by site, material, pair of classes and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (labelled, network) = (draft.labelled(), draft.network());
    for site in (0..network.sites.len()).map(SiteId::new) {
        for material in (0..network.materials.len()).map(MaterialId::new) {
            for (better, lesser) in labelled.downgrades(site, material) {
                for period in draft.periods() {
                    let key = ColumnKey::Downgrade(site, material, *better, *lesser, period);
                    draft.column(key, f64::INFINITY);
                }
            }
        }
    }
}
