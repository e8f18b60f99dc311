//! What is thrown away.

use super::{Answer, CLASS, Column, Definition, PERIOD, Stored, StoredError, Table, amounts, tonnes};
use crate::network::DisposalId;
use crate::plan::Amount;

static DEFINITION: Definition = Definition {
    name: "disposals",
    description: "Disposal of one material at one site in one class and period.",
    columns: &[
        Column::text("site", "Site."),
        Column::text("material", "Material."),
        CLASS,
        PERIOD,
        tonnes("Amount thrown away."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let rows = amounts(network, &answer.plan.disposals, |id: DisposalId| {
        let place = &network.disposals[id.index()];
        vec![
            (&network.sites[place.site.index()].name).into(),
            (&network.materials[place.material.index()].name).into(),
        ]
    });
    Table {
        definition: &DEFINITION,
        rows,
    }
}

pub(super) fn read(stored: &Stored) -> Result<Vec<Amount<DisposalId>>, StoredError> {
    stored.amounts(&DEFINITION, |record| {
        let (site, material) = (record.site("site")?, record.material("material")?);
        let position = stored
            .network
            .disposals
            .iter()
            .position(|place| place.site == site && place.material == material);
        position
            .map(DisposalId::new)
            .ok_or_else(|| record.unknown("material", "a material that the site may throw away"))
    })
}
