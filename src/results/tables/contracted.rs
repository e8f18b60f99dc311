//! Parts of shipments bought under contracts.

use super::{Answer, CLASS, Column, Definition, PERIOD, Stored, StoredError, Table, amounts, tonnes};
use crate::network::{ContractId, LaneId, Network};
use crate::plan::Amount;
use crate::results::stored::Record;

static DEFINITION: Definition = Definition {
    name: "contracted",
    description: "Part of a shipment bought under a contract, at its price.",
    columns: &[
        Column::text("contract", "Contract."),
        Column::text("from", "Place that ships."),
        Column::text(
            "to",
            "Place that receives; the demand's name where a demand is a place of its own.",
        ),
        Column::text("material", "Material shipped."),
        CLASS,
        PERIOD,
        tonnes("Amount under the contract."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let rows = amounts(network, &answer.plan.contracted, |(id, lane): (ContractId, LaneId)| {
        let lane = &network.lanes[lane.index()];
        vec![
            (&network.contracts[id.index()].name).into(),
            (&network.sites[lane.from.index()].name).into(),
            (&network.sites[lane.to.index()].name).into(),
            (&network.materials[lane.material.index()].name).into(),
        ]
    });
    Table {
        definition: &DEFINITION,
        rows,
    }
}

pub(super) fn read(stored: &Stored) -> Result<Vec<Amount<(ContractId, LaneId)>>, StoredError> {
    stored.amounts(&DEFINITION, |record| {
        Ok((
            contract(stored.network, record, "contract")?,
            super::flows::lane(stored, record)?,
        ))
    })
}

/// The contract that a record names.
pub(super) fn contract(network: &Network, record: &Record, column: &str) -> Result<ContractId, StoredError> {
    let name = record.text(column)?;
    let position = network.contracts.iter().position(|contract| contract.name == name);
    position
        .map(ContractId::new)
        .ok_or_else(|| record.unknown(column, "a contract of the instance"))
}
