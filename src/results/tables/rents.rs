//! Rents of quotas, tariff-rate quotas and export limits.

use super::{Answer, Column, Definition, PERIOD, Table};
use crate::network::Network;
use crate::plan::{Rent, rents};
use crate::results::Cell;

static DEFINITION: Definition = Definition {
    name: "rents",
    description: "What the licences of a quota, of the volume of a tariff-rate quota or of an export limit are worth, by holder. Nobody \
                  pays it in the ledger.",
    columns: &[
        Column::text("measure", "Measure."),
        PERIOD,
        Column::text("holder", "Who has the licences, as the measure's `rent_to` says."),
        Column::number(
            "quantity",
            "t",
            "Tonnes counted, of the element where the measure counts one, in the window that begins with the period.",
        ),
        Column::number(
            "per_tonne",
            "USD/t",
            "What one tonne more allowed would save the buyers, undiscounted to the period.",
        ),
        Column::number("rent", "USD", "Quantity times that."),
        Column::number(
            "paid",
            "USD",
            "What the measure itself takes of these tonnes: the duty within the volume.",
        ),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let rents = rents(answer.network, answer.plan);
    Table {
        definition: &DEFINITION,
        rows: rents.iter().map(|rent| row(answer.network, rent)).collect(),
    }
}

fn row(network: &Network, rent: &Rent) -> Vec<Cell> {
    vec![
        (&network.measures[rent.measure.index()].name).into(),
        (&network.periods[rent.period.index()].name).into(),
        rent.holder.words(network).into(),
        rent.quantity.into(),
        rent.per_tonne.into(),
        rent.total().into(),
        rent.paid.into(),
    ]
}
