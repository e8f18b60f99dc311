//! What demands receive.

use super::{Answer, CLASS, Column, Definition, PERIOD, Stored, StoredError, Table, amounts, tonnes};
use crate::network::{DemandId, MaterialId};
use crate::plan::Amount;
use crate::results::Cell;

pub(super) static DEFINITION: Definition = Definition {
    name: "deliveries",
    description: "Delivery of one material in one class to one demand in one period.",
    columns: &[
        Column::text("demand", "Demand."),
        Column::text("material", "Material delivered."),
        Column::text("country", "Country of use."),
        Column::text("sector", "Sector."),
        Column::text("tier", "Priority tier; none where shortage is charged its penalty."),
        CLASS,
        PERIOD,
        tonnes("Amount of the material."),
        Column::number(
            "served",
            "t",
            "Amount of the demand that it serves: the quantity times the rate of substitution.",
        ),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let mut rows = amounts(
        network,
        &answer.plan.deliveries,
        |(demand, material): (DemandId, MaterialId)| {
            let mut keys = demand_keys(answer, demand);
            keys.insert(1, (&network.materials[material.index()].name).into());
            keys
        },
    );
    for (row, delivery) in rows.iter_mut().zip(&answer.plan.deliveries) {
        let (demand, material) = delivery.of;
        let rate = network.demands[demand.index()]
            .accepts
            .iter()
            .find(|(accepted, _)| *accepted == material);
        row.push(rate.map(|(_, rate)| rate * delivery.quantity).into());
    }
    Table {
        definition: &DEFINITION,
        rows,
    }
}

/// Name, country, sector and tier of a demand.
pub(super) fn demand_keys(answer: &Answer, id: DemandId) -> Vec<Cell> {
    let network = answer.network;
    let demand = &network.demands[id.index()];
    let country = network.sites[demand.site.index()].country;
    vec![
        (&demand.name).into(),
        (&network.countries[country.index()].name).into(),
        (&demand.sector).into(),
        demand.tier.and_then(|tier| network.tiers.get(tier)).into(),
    ]
}

pub(super) fn read(stored: &Stored) -> Result<Vec<Amount<(DemandId, MaterialId)>>, StoredError> {
    stored.amounts(&DEFINITION, |record| {
        Ok((record.demand("demand")?, record.material("material")?))
    })
}
