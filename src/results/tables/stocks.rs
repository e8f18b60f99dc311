//! What is in stock.

use super::{Answer, CLASS, Column, Definition, PERIOD, Stored, StoredError, Table, amounts, tonnes};
use crate::network::StockId;
use crate::plan::Amount;

pub(super) static DEFINITION: Definition = Definition {
    name: "stocks",
    description: "Stock of one material at one site in one class at the end of the period.",
    columns: &[
        Column::text("site", "Site."),
        Column::text("material", "Material held."),
        CLASS,
        PERIOD,
        tonnes("Amount at the end of the period."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let rows = amounts(network, &answer.plan.stocks, |id: StockId| {
        let stock = &network.stocks[id.index()];
        vec![
            (&network.sites[stock.site.index()].name).into(),
            (&network.materials[stock.material.index()].name).into(),
        ]
    });
    Table {
        definition: &DEFINITION,
        rows,
    }
}

pub(super) fn read(stored: &Stored) -> Result<Vec<Amount<StockId>>, StoredError> {
    stored.amounts(&DEFINITION, |record| {
        let (site, material) = (record.site("site")?, record.material("material")?);
        let position = stored
            .network
            .stocks
            .iter()
            .position(|stock| stock.site == site && stock.material == material);
        position
            .map(StockId::new)
            .ok_or_else(|| record.unknown("material", "a material that the site can hold"))
    })
}
