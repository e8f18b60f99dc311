//! What commitments come to.

use super::{Answer, Column, Definition, Table};
use crate::verify::measured;

static DEFINITION: Definition = Definition {
    name: "commitments",
    description: "What one commitment comes to in one of its windows.",
    columns: &[
        Column::text("commitment", "Commitment."),
        Column::text("period", "First period of the window."),
        Column::text("until", "Last period of the window."),
        Column::number("whole", "t", "The whole, gross or of the element counted."),
        Column::number("part", "t", "The part."),
        Column::number("share", "1", "Part over whole; none where the whole is nothing."),
        Column::number("share_at_least", "1", "Least share."),
        Column::number("share_at_most", "1", "Largest share."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let period = |t: usize| &network.periods[t].name;
    let rows = measured(network, answer.plan).into_iter().map(|found| {
        let commitment = &network.commitments[found.of.index()];
        vec![
            (&commitment.name).into(),
            period(found.first.index()).into(),
            period(found.last.index()).into(),
            found.whole.into(),
            found.part.into(),
            (found.whole > 0.0).then(|| found.part / found.whole).into(),
            commitment.share.least.into(),
            commitment.share.most.into(),
        ]
    });
    Table {
        definition: &DEFINITION,
        rows: rows.collect(),
    }
}
