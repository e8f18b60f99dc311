//! Values of the objective levels.

use super::{Answer, Column, Definition, Stored, StoredError, Table};
use crate::plan::LevelValue;

static DEFINITION: Definition = Definition {
    name: "levels",
    description: "Value of one objective level; the first row is minimised first.",
    columns: &[
        Column::text("level", "Tier of shortage, `cost` or `exposure`."),
        Column::number(
            "value",
            "t or USD",
            "Weighted tonnes short, discounted USD, or weighted tonnes of exposure.",
        ),
        Column::text("unit", "Unit of the value."),
    ],
};

pub(super) fn unit(level: &str) -> &'static str {
    if level == "cost" { "USD" } else { "t" }
}

pub(super) fn table(answer: &Answer) -> Table {
    let row = |level: &LevelValue| vec![(&level.name).into(), level.value.into(), unit(&level.name).into()];
    Table {
        definition: &DEFINITION,
        rows: answer.plan.levels.iter().map(row).collect(),
    }
}

pub(super) fn read(stored: &Stored) -> Result<Vec<LevelValue>, StoredError> {
    let records = stored.records(&DEFINITION)?;
    let level = |record: &super::super::stored::Record| {
        Ok(LevelValue {
            name: record.text("level")?.into(),
            value: record.number("value")?,
        })
    };
    records.iter().map(level).collect()
}
