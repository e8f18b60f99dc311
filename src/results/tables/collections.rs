//! What is collected as scrap.

use super::{Answer, CLASS, Column, Definition, PERIOD, Stored, StoredError, Table, amounts, tonnes};
use crate::network::{MaterialId, ReturnId};
use crate::plan::Amount;

/// Return, and the material that was delivered; none of goods in use at the start.
type Collected = (ReturnId, Option<MaterialId>);

static DEFINITION: Definition = Definition {
    name: "collections",
    description: "Scrap collected of one material that one demand received in one class, in the period of collection.",
    columns: &[
        Column::text("demand", "Demand that used the goods."),
        Column::text("material", "Material delivered; none of goods in use at the start."),
        Column::text("scrap", "Scrap."),
        CLASS,
        PERIOD,
        tonnes("Scrap collected."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let name = |material: MaterialId| network.materials[material.index()].name.as_str();
    let rows = amounts(network, &answer.plan.collections, |(id, used): Collected| {
        let back = &network.returns[id.index()];
        vec![
            (&network.demands[back.demand.index()].name).into(),
            used.map_or("", name).into(),
            name(back.scrap).into(),
        ]
    });
    Table {
        definition: &DEFINITION,
        rows,
    }
}

pub(super) fn read(stored: &Stored) -> Result<Vec<Amount<Collected>>, StoredError> {
    stored.amounts(&DEFINITION, |record| {
        let demand = record.demand("demand")?;
        let used = record.optional("material", |record| record.material("material"))?;
        let position = stored.network.returns.iter().position(|back| back.demand == demand);
        position
            .map(|index| (ReturnId::new(index), used))
            .ok_or_else(|| record.unknown("demand", "a demand whose goods come back"))
    })
}
