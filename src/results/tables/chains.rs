//! Supply chains from mine to customer.

use super::{Answer, Column, Definition, Table, tonnes};

static DEFINITION: Definition = Definition {
    name: "chains",
    description: "One supply chain from mine to customer.",
    columns: &[Column::text("chain", "Chain."), tonnes("Amount.")],
};

pub(super) fn table(answer: &Answer) -> Table {
    let _ = answer.chains;
    Table {
        definition: &DEFINITION,
        rows: Vec::new(),
    }
}
