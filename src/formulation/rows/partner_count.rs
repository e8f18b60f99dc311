//! `partner_count[k,w]`: a place trades with no more others than its limit.
//!
//! ```text
//! sum over places j of partner[k,j,w] <= limit[k]
//! ```

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{PartnersId, PeriodId};

/// Adds the rows, by limit and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    draft.rows(
        network.partners.len() * horizon,
        |key, terms| {
            if let ColumnKey::Partner(limit, _, first) = key {
                terms(limit.index() * horizon + first.index(), 1.0);
            }
        },
        |slot| {
            let (limit, first) = (PartnersId::new(slot / horizon), PeriodId::new(slot % horizon));
            let most = network.partners_of(limit)?.limit;
            Some(Row::at_most(RowKey::PartnerCount(limit, first), f64::from(most)))
        },
    );
}
