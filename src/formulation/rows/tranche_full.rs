//! `tranche_full[k,t]`: the volume of a tariff-rate quota is used up where goods pass beyond it.
//!
//! ```text
//! sum over s in within, flows that quota k reads of tranche[i,j,m,l,s] >= volume[k] used_up[k,t]
//! ```
//!
//! Only for [gates](crate::network::Gate). `within` is the window, or its periods up to `t` under `first_come`; `volume` is that of the window.

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
        |key, terms| match key {
            ColumnKey::Tranche(lane, class, t) => {
                let quota = network.rate_quota(lane, |rule| class.has(rule), t);
                for (slot, gate) in gates.iter().enumerate() {
                    if Some(gate.measure) == quota && gate.within.contains(&t.index()) {
                        terms(slot, 1.0);
                    }
                }
            }
            ColumnKey::UsedUp(measure, by) => {
                let slot = network.gate(measure, by).filter(|slot| gates[*slot].volume > 0.0);
                slot.into_iter().for_each(|slot| terms(slot, -gates[slot].volume));
            }
            _ => {}
        },
        |slot| Some(Row::at_least(RowKey::TrancheFull(gates[slot].measure, gates[slot].by), 0.0)),
    );
}
