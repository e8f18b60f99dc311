//! What is shipped.

use super::super::stored::Record;
use super::{Answer, CLASS, Column, Definition, PERIOD, Stored, StoredError, Table, amounts, tonnes};
use crate::network::LaneId;
use crate::plan::Amount;

static DEFINITION: Definition = Definition {
    name: "flows",
    description: "Shipment of one material from one place to another in one class, in the period of shipping.",
    columns: &[
        Column::text("from", "Place that ships."),
        Column::text(
            "to",
            "Place that receives; the demand's name where a demand is a place of its own.",
        ),
        Column::text("material", "Material shipped."),
        Column::text("from_country", "Country that ships."),
        Column::text("to_country", "Country that receives."),
        CLASS,
        PERIOD,
        tonnes("Amount shipped."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let rows = amounts(network, &answer.plan.flows, |id: LaneId| {
        let lane = &network.lanes[id.index()];
        let (from, to) = (&network.sites[lane.from.index()], &network.sites[lane.to.index()]);
        vec![
            (&from.name).into(),
            (&to.name).into(),
            (&network.materials[lane.material.index()].name).into(),
            (&network.countries[from.country.index()].name).into(),
            (&network.countries[to.country.index()].name).into(),
        ]
    });
    Table {
        definition: &DEFINITION,
        rows,
    }
}

pub(super) fn read(stored: &Stored) -> Result<Vec<Amount<LaneId>>, StoredError> {
    stored.amounts(&DEFINITION, |record| lane(stored, record))
}

/// The lane that a record names by its ends and material.
pub(super) fn lane(stored: &Stored, record: &Record) -> Result<LaneId, StoredError> {
    let key = (record.text("from")?, record.text("to")?, record.text("material")?);
    let lane = stored.ids.lanes.get(&key).copied();
    if !stored.ids.lanes.keys().any(|(from, ..)| *from == key.0) {
        return Err(record.unknown("from", "a place that ships something"));
    }
    lane.ok_or_else(|| record.unknown("to", "a place that the material can be shipped to from there"))
}
