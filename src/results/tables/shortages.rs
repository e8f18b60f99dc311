//! What is not served.

use super::deliveries::demand_keys;
use super::{Answer, Column, Definition, PERIOD, Stored, StoredError, Table, tonnes};
use crate::network::{DemandId, RuleSet};
use crate::plan::Amount;

pub(super) static DEFINITION: Definition = Definition {
    name: "shortages",
    description: "Amount of one block of one demand not served in one period.",
    columns: &[
        Column::text("demand", "Demand."),
        Column::text("country", "Country of use."),
        Column::text("sector", "Sector."),
        Column::text("tier", "Priority tier; none where shortage is charged its penalty."),
        Column::integer("block", "Block of the demand, from 0."),
        PERIOD,
        tonnes("Amount not served."),
        Column::number("wanted", "t", "Amount of the block."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let row = |short: &Amount<(DemandId, u32)>| {
        let (demand, block) = short.of;
        let wanted = network.demands[demand.index()].blocks.get(block as usize);
        let mut row = demand_keys(answer, demand);
        row.push((block as usize).into());
        row.push((&network.periods[short.period.index()].name).into());
        row.push(short.quantity.into());
        row.push(
            wanted
                .and_then(|block| block.quantity.get(short.period.index()).copied())
                .into(),
        );
        row
    };
    Table {
        definition: &DEFINITION,
        rows: answer.plan.shortages.iter().map(row).collect(),
    }
}

pub(super) fn read(stored: &Stored) -> Result<Vec<Amount<(DemandId, u32)>>, StoredError> {
    let records = stored.records(&DEFINITION)?;
    let amount = |record: &super::super::stored::Record| {
        let block = u32::try_from(record.integer("block")?).map_err(|_| record.unknown("block", "a block from 0"))?;
        Ok(Amount {
            of: (record.demand("demand")?, block),
            class: RuleSet::default(),
            period: record.period("period")?,
            quantity: record.number("quantity")?,
        })
    };
    records.iter().map(amount).collect()
}
