//! What contracts come to.

use super::{Answer, Column, Definition, Table};
use crate::verify::taken;

static DEFINITION: Definition = Definition {
    name: "contracts",
    description: "What one contract comes to in one of its windows.",
    columns: &[
        Column::text("contract", "Contract."),
        Column::text("period", "First period of the window."),
        Column::text("until", "Last period of the window."),
        Column::number("signed", "1", "1 where it is signed, 0 where the plan leaves it."),
        Column::number("least", "t", "Least volume."),
        Column::number("most", "t", "Largest volume; none without limit."),
        Column::number("taken", "t", "Volume taken."),
        Column::number("untaken", "t", "Volume paid for and not taken."),
        Column::number(
            "price",
            "USD/t",
            "Price of what is taken, mean by tonnes; none where nothing is.",
        ),
        Column::number("paid", "USD", "Paid for what is taken, not discounted."),
        Column::number("paid_untaken", "USD", "Paid for what is not taken, not discounted."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let period = |t: usize| &network.periods[t].name;
    let rows = taken(network, answer.plan).into_iter().map(|found| {
        vec![
            (&network.contracts[found.of.index()].name).into(),
            period(found.first.index()).into(),
            period(found.last.index()).into(),
            f64::from(u8::from(found.signed)).into(),
            found.least.into(),
            Some(found.most).filter(|most| most.is_finite()).into(),
            found.taken.into(),
            found.untaken.into(),
            (found.taken > 0.0).then(|| found.paid / found.taken).into(),
            found.paid.into(),
            found.paid_untaken.into(),
        ]
    });
    Table {
        definition: &DEFINITION,
        rows: rows.collect(),
    }
}
