//! `campaign_minimum[n,x,t]`: a campaign does at least so much.
//!
//! ```text
//! sum over activities of n that satisfy x of activity[p,l,t] >= least[n] campaign[n,x,t]
//! ```

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{LineId, PeriodId, RuleSet};

/// Adds the rows, by line, rules satisfied and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (labelled, network, horizon) = (draft.labelled(), draft.network(), draft.horizon());
    let lines = (0..network.lines.len()).map(LineId::new);
    let campaigns: Vec<(LineId, RuleSet)> = lines
        .flat_map(|line| labelled.campaigns(line).into_iter().map(move |side| (line, side)))
        .collect();
    let least = |line: LineId| {
        network.lines[line.index()]
            .campaigns
            .as_ref()
            .map_or(0.0, |campaigns| campaigns.minimum)
    };
    let slot = |of: (LineId, RuleSet), t: PeriodId| Some(campaigns.binary_search(&of).ok()? * horizon + t.index());
    draft.rows(
        campaigns.len() * horizon,
        |key, terms| match key {
            ColumnKey::Activity(operation, class, t) => {
                let line = network.operations[operation.index()].line;
                let side = labelled.side(operation, class);
                let slot = side.and_then(|side| slot((line, side), t));
                slot.into_iter().for_each(|slot| terms(slot, 1.0));
            }
            ColumnKey::Campaign(line, side, t) => {
                let slot = slot((line, side), t);
                slot.into_iter().for_each(|slot| terms(slot, -least(line)));
            }
            _ => {}
        },
        |slot| {
            let ((line, side), t) = (campaigns[slot / horizon], PeriodId::new(slot % horizon));
            (least(line) > 0.0).then(|| Row::at_least(RowKey::CampaignMinimum(line, side, t), 0.0))
        },
    );
}
