//! What is drawn under de minimis.

use super::{Answer, CLASS, Column, Definition, PERIOD, Stored, StoredError, Table, amounts, tonnes};
use crate::network::{MaterialId, OperationId, RuleId};
use crate::plan::Amount;

/// Operation, input and rule.
type Tolerated = (OperationId, MaterialId, RuleId);

static DEFINITION: Definition = Definition {
    name: "tolerated",
    description: "Input of one operation drawn without a rule that its output claims, under the rule's de minimis.",
    columns: &[
        Column::text("site", "Site of the line."),
        Column::text("line", "Line."),
        Column::text("operation", "Process."),
        Column::text("material", "Input drawn."),
        Column::text("rule", "Rule that the input does not satisfy."),
        CLASS,
        PERIOD,
        tonnes("Amount drawn."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let rows = amounts(network, &answer.plan.tolerated, |(operation, material, rule): Tolerated| {
        let operation = &network.operations[operation.index()];
        vec![
            (&network.sites[operation.site.index()].name).into(),
            (&network.lines[operation.line.index()].name).into(),
            (&operation.name).into(),
            (&network.materials[material.index()].name).into(),
            (&network.rules[rule.index()].name).into(),
        ]
    });
    Table {
        definition: &DEFINITION,
        rows,
    }
}

pub(super) fn read(stored: &Stored) -> Result<Vec<Amount<Tolerated>>, StoredError> {
    stored.amounts(&DEFINITION, |record| {
        Ok((record.operation()?, record.material("material")?, record.rule("rule")?))
    })
}
