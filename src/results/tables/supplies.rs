//! What sources sell.

use super::{Answer, CLASS, Column, Definition, PERIOD, Stored, StoredError, Table, amounts, tonnes};
use crate::network::SourceId;
use crate::plan::Amount;

static DEFINITION: Definition = Definition {
    name: "supplies",
    description: "Sales of one source in one class and period.",
    columns: &[
        Column::text("site", "Site of the source."),
        Column::text("country", "Country of the site."),
        Column::text("owner", "Owner of the site."),
        Column::text("material", "Material sold."),
        CLASS,
        PERIOD,
        tonnes("Amount sold."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let rows = amounts(network, &answer.plan.supplies, |id: SourceId| {
        let source = &network.sources[id.index()];
        let site = &network.sites[source.site.index()];
        vec![
            (&site.name).into(),
            (&network.countries[site.country.index()].name).into(),
            (&network.owners[site.owner.index()]).into(),
            (&network.materials[source.material.index()].name).into(),
        ]
    });
    Table {
        definition: &DEFINITION,
        rows,
    }
}

pub(super) fn read(stored: &Stored) -> Result<Vec<Amount<SourceId>>, StoredError> {
    stored.amounts(&DEFINITION, |record| {
        let (site, material) = (record.site("site")?, record.material("material")?);
        let position = stored
            .network
            .sources
            .iter()
            .position(|source| source.site == site && source.material == material);
        position
            .map(SourceId::new)
            .ok_or_else(|| record.unknown("material", "a material that the site sells"))
    })
}
