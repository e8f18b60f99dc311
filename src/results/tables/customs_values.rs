//! Declared customs values beside costs.

use super::{Answer, Column, Definition, PERIOD, Table};
use crate::network::Network;
use crate::plan::DeclaredValue;
use crate::results::Cell;

static DEFINITION: Definition = Definition {
    name: "customs_values",
    description: "Declared customs value of a material from a seller, and what the goods cost in the plan, over shipments in a period \
                  whose duties or floors follow from the value. Sources whose value is their offer are not among them.",
    columns: &[
        Column::text("seller", "Site of the last source or plant that sold or made the goods."),
        Column::text("country", "Country of the seller."),
        Column::text("material", "Material."),
        PERIOD,
        Column::number("quantity", "t", "Tonnes shipped."),
        Column::number(
            "declared",
            "USD/t",
            "Declared value free on board, mean by tonnes, of goods of known cost where there are some.",
        ),
        Column::number(
            "built_up",
            "USD/t",
            "What was paid for the goods up to the seller's gate, mean by tonnes; none where no cost is known, as of opening stock.",
        ),
        Column::number(
            "difference",
            "",
            "Declared less built-up value as a share of the built-up value.",
        ),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let rows = answer.customs_values.iter().map(|value| row(answer.network, value));
    Table {
        definition: &DEFINITION,
        rows: rows.collect(),
    }
}

fn row(network: &Network, value: &DeclaredValue) -> Vec<Cell> {
    vec![
        (&network.sites[value.seller.index()].name).into(),
        (&network.countries[network.country_of(value.seller).index()].name).into(),
        (&network.materials[value.material.index()].name).into(),
        (&network.periods[value.period.index()].name).into(),
        value.quantity.into(),
        value.declared.into(),
        value.built_up.into(),
        value.difference().into(),
    ]
}
