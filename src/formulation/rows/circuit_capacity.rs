//! `circuit_capacity[k,n,t]`: a circuit of a line limits the joint output of some materials.
//!
//! ```text
//! sum over operations p on line k, classes l, materials o of circuit n of out[p,o] activity[p,l,t] <= capacity[k,n,t]
//! ```
//!
//! For example the heavy rare earth circuit of a separation plant. No row where it has no limit. Minus the dual is the
//! circuit's rent per tonne.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{Circuit, LineId, Network, Operation, PeriodId};

/// Adds the rows, by line, circuit and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let (first, circuits) = circuits(network);
    draft.rows(
        circuits.len() * horizon,
        |key, terms| {
            if let ColumnKey::Activity(operation, _, t) = key {
                let operation = &network.operations[operation.index()];
                let line = operation.line.index();
                for (position, circuit) in network.lines[line].circuits.iter().enumerate() {
                    let counted = output(operation, circuit);
                    if counted > 0.0 {
                        terms((first[line] + position) * horizon + t.index(), counted);
                    }
                }
            }
        },
        |slot| {
            let (line, number, circuit) = circuits[slot / horizon];
            let t = PeriodId::new(slot % horizon);
            Row::limit(RowKey::CircuitCapacity(line, number, t), circuit.capacity[t.index()])
        },
    );
}

/// Position of each line's first circuit, and all circuits with line and number.
fn circuits(network: &Network) -> (Vec<usize>, Vec<(LineId, u32, &Circuit)>) {
    let mut first = Vec::new();
    let mut circuits = Vec::new();
    for (index, line) in network.lines.iter().enumerate() {
        first.push(circuits.len());
        let numbered = line.circuits.iter().zip(0..);
        circuits.extend(numbered.map(|(circuit, number)| (LineId::new(index), number, circuit)));
    }
    (first, circuits)
}

/// Tonnes that a unit of activity sends through a circuit.
fn output(operation: &Operation, circuit: &Circuit) -> f64 {
    let counted = operation
        .outputs
        .iter()
        .filter(|(output, _)| circuit.materials.contains(output));
    counted.map(|(_, rate)| rate).sum()
}
