//! What lines do.

use super::{Answer, CLASS, Column, Definition, PERIOD, Stored, StoredError, Table, amounts};
use crate::network::OperationId;
use crate::plan::Amount;

static DEFINITION: Definition = Definition {
    name: "activities",
    description: "Activity of one operation in one class and period.",
    columns: &[
        Column::text("site", "Site of the line."),
        Column::text("line", "Line."),
        Column::text("operation", "Process, with its feed where it separates."),
        Column::text("stage", "Stage of the process."),
        Column::text("country", "Country of the site."),
        CLASS,
        PERIOD,
        Column::number(
            "quantity",
            "units",
            "Units of activity; a unit is as a rule one tonne of the main output, or of feed where it separates.",
        ),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let rows = amounts(network, &answer.plan.activities, |id: OperationId| {
        let operation = &network.operations[id.index()];
        let site = &network.sites[operation.site.index()];
        vec![
            (&site.name).into(),
            (&network.lines[operation.line.index()].name).into(),
            (&operation.name).into(),
            (&network.stages[operation.stage.index()].name).into(),
            (&network.countries[site.country.index()].name).into(),
        ]
    });
    Table {
        definition: &DEFINITION,
        rows,
    }
}

pub(super) fn read(stored: &Stored) -> Result<Vec<Amount<OperationId>>, StoredError> {
    stored.amounts(&DEFINITION, |record| record.operation())
}
