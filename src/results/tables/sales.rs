//! What is sold as by-product.

use super::{Answer, CLASS, Column, Definition, PERIOD, Stored, StoredError, Table, amounts, tonnes};
use crate::network::ByProductId;
use crate::plan::Amount;

static DEFINITION: Definition = Definition {
    name: "sales",
    description: "Sale of one by-product at one site in one class and period.",
    columns: &[
        Column::text("site", "Site."),
        Column::text("material", "Material."),
        CLASS,
        PERIOD,
        tonnes("Amount sold."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let rows = amounts(network, &answer.plan.sales, |id: ByProductId| {
        let place = &network.byproducts[id.index()];
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

pub(super) fn read(stored: &Stored) -> Result<Vec<Amount<ByProductId>>, StoredError> {
    stored.amounts(&DEFINITION, |record| {
        let (site, material) = (record.site("site")?, record.material("material")?);
        let position = stored
            .network
            .byproducts
            .iter()
            .position(|place| place.site == site && place.material == material);
        position
            .map(ByProductId::new)
            .ok_or_else(|| record.unknown("material", "a by-product that the site can sell"))
    })
}
