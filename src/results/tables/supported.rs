//! Parts of shipments sold under contracts for difference that have volumes.

use super::{Answer, CLASS, Column, Definition, PERIOD, Stored, StoredError, Table, amounts, tonnes};
use crate::network::LaneId;
use crate::plan::Amount;

static DEFINITION: Definition = Definition {
    name: "supported",
    description: "Part of a shipment that its seller sells under a contract for difference that has a volume.",
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
        tonnes("Amount under the contract."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let rows = amounts(network, &answer.plan.supported, |id: LaneId| {
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
    stored.amounts(&DEFINITION, |record| super::flows::lane(stored, record))
}
