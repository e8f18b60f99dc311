//! `tranche_beyond[k,t]`: nothing passes beyond the volume of a tariff-rate quota before it is used up.
//!
//! ```text
//! sum over s in beyond, flows that quota k reads of (flow[i,j,m,l,s] - tranche[i,j,m,l,s]) <= most[k,t] used_up[k,t]
//! ```
//!
//! Only for [gates](crate::network::Gate). `beyond` is the window, or period `t` alone under `first_come`; `most` is what routes, senders and
//! receivers let pass at most, less the volume where nothing of it can be used before.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};

/// Adds the rows, by gate.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    let gates = &network.gates;
    if gates.is_empty() {
        return;
    }
    draft.rows(
        gates.len(),
        |key, terms| {
            let (lane, class, t, sign) = match key {
                ColumnKey::Flow(lane, class, t) => (lane, class, t, 1.0),
                ColumnKey::Tranche(lane, class, t) => (lane, class, t, -1.0),
                ColumnKey::UsedUp(measure, by) => {
                    let slot = network.gate(measure, by).filter(|slot| gates[*slot].most > 0.0);
                    slot.into_iter().for_each(|slot| terms(slot, -gates[slot].most));
                    return;
                }
                _ => return,
            };
            let quota = network.rate_quota(lane, |rule| class.has(rule), t);
            for (slot, gate) in gates.iter().enumerate() {
                if Some(gate.measure) == quota && gate.beyond.contains(&t.index()) {
                    terms(slot, sign);
                }
            }
        },
        |slot| Some(Row::at_most(RowKey::TrancheBeyond(gates[slot].measure, gates[slot].by), 0.0)),
    );
}
