//! Prices of demands, balances and limits.

use super::levels::unit;
use super::{Answer, Cell, Column, Definition, Table, class_name};
use crate::plan::{PriceRow, Priced};

pub(super) static DEFINITION: Definition = Definition {
    name: "prices",
    description: "How much one objective level changes with a tonne more or less wanted, available or allowed. At a kink, such as a capacity just used up, it lies between the values of the two sides. A price is the vector of its levels.",
    columns: &[
        Column::text(
            "of",
            "`demand` (one more tonne wanted), `balance` (one more tonne at a place) or the family of a limit.",
        ),
        Column::text("demand", "Demand."),
        Column::text("site", "Place of a balance."),
        Column::text("material", "Material of a balance."),
        Column::text(
            "class",
            "Rules of origin that a unit of the balance satisfies, joined by `+`.",
        ),
        Column::text("limit", "Limit in words."),
        Column::text("period", "Period; none for limits at the end of the horizon."),
        Column::text("level", "Objective level."),
        Column::number(
            "value",
            "t/t or USD/t",
            "Change of the level's value; money is undiscounted to the period.",
        ),
        Column::text("unit", "Unit of the value."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let prices = answer.plan.prices.iter().enumerate();
    Table {
        definition: &DEFINITION,
        rows: prices.flat_map(|(k, price)| rows(answer, k, price)).collect(),
    }
}

fn rows(answer: &Answer, position: usize, price: &PriceRow) -> Vec<Vec<Cell>> {
    let keys = keys(answer, position, price);
    let levels = answer.plan.levels.iter().zip(&price.by_level);
    let row = |(level, &value): (&crate::plan::LevelValue, &f64)| {
        let mut row = keys.clone();
        row.extend([(&level.name).into(), value.into(), format!("{}/t", unit(&level.name)).into()]);
        row
    };
    levels.map(row).collect()
}

fn keys(answer: &Answer, position: usize, price: &PriceRow) -> Vec<Cell> {
    let network = answer.network;
    let limit = answer.limits.get(position).and_then(Option::as_ref);
    let mut keys = match price.of {
        Priced::Demand(demand) => {
            vec![
                "demand".into(),
                (&network.demands[demand.index()].name).into(),
                Cell::Null,
                Cell::Null,
                Cell::Null,
                Cell::Null,
            ]
        }
        Priced::Balance(site, material, class) => vec![
            "balance".into(),
            Cell::Null,
            (&network.sites[site.index()].name).into(),
            (&network.materials[material.index()].name).into(),
            class_name(network, class).into(),
            Cell::Null,
        ],
        Priced::Limit(_) => {
            let family = limit.map_or("limit", |limit| limit.family);
            vec![
                family.into(),
                Cell::Null,
                Cell::Null,
                Cell::Null,
                Cell::Null,
                limit.map(|limit| &limit.text).into(),
            ]
        }
    };
    keys.push(price.period.map(|period| &network.periods[period.index()].name).into());
    keys
}
