//! `campaign_count[n,t]`: a line runs no more campaigns in a period than it may.
//!
//! ```text
//! sum over x of campaign[n,x,t] <= most[n]
//! ```

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{LineId, PeriodId};

/// Adds the rows, by line and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    draft.rows(
        network.lines.len() * horizon,
        |key, terms| {
            if let ColumnKey::Campaign(line, _, t) = key {
                terms(line.index() * horizon + t.index(), 1.0);
            }
        },
        |slot| {
            let (line, t) = (LineId::new(slot / horizon), PeriodId::new(slot % horizon));
            let campaigns = network.lines[line.index()].campaigns.as_ref()?;
            Row::limit(RowKey::CampaignCount(line, t), campaigns.most)
        },
    );
}
