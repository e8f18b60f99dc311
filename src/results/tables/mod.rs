//! The tables of a plan, one file each: definition, rows, and reading back what the judge needs.

mod activities;
mod balances;
mod chains;
mod collections;
mod commitments;
mod contracted;
mod contracts;
mod credits;
mod customs_values;
mod decisions;
mod deliveries;
mod disposals;
mod downgrades;
mod flows;
mod ledger;
mod levels;
mod passages;
mod periods;
mod prices;
mod rents;
mod sales;
mod shortages;
mod stocks;
mod supplies;
mod supported;
mod tolerated;
mod tracks;
mod tranches;

use super::names::class_name;
use super::stored::Stored;
use super::{Answer, Cell, Column, Definition, StoredError, Table};
use crate::network::Network;
use crate::plan::{Amount, Plan};

/// Every table of a plan.
pub fn all(answer: &Answer) -> Vec<Table> {
    vec![
        periods::table(answer),
        supplies::table(answer),
        activities::table(answer),
        tolerated::table(answer),
        flows::table(answer),
        tranches::table(answer),
        supported::table(answer),
        contracted::table(answer),
        stocks::table(answer),
        downgrades::table(answer),
        credits::table(answer),
        disposals::table(answer),
        sales::table(answer),
        collections::table(answer),
        deliveries::table(answer),
        shortages::table(answer),
        decisions::table(answer),
        levels::table(answer),
        ledger::table(answer),
        prices::table(answer),
        rents::table(answer),
        chains::table(answer),
        customs_values::table(answer),
        commitments::table(answer),
        contracts::table(answer),
        balances::table(answer),
        passages::table(answer),
        tracks::table(answer),
    ]
}

/// The tables that a report reads.
pub(super) static TOLD: [&Definition; 9] = [
    &periods::DEFINITION,
    &deliveries::DEFINITION,
    &shortages::DEFINITION,
    &stocks::DEFINITION,
    &ledger::DEFINITION,
    &prices::DEFINITION,
    &balances::DEFINITION,
    &passages::DEFINITION,
    &tracks::DEFINITION,
];

/// Tables of duals, which a stored plan is not read with.
const OF_DUALS: [&str; 3] = ["prices", "rents", "tracks"];

/// The tables that follow from what is read of a stored plan: all but those of duals.
pub(super) fn derived(answer: &Answer) -> Vec<Table> {
    let follows = |table: &Table| !OF_DUALS.contains(&table.definition.name);
    all(answer).into_iter().filter(follows).collect()
}

/// Reads the quantities, level values and ledger of a stored plan; prices are not read.
pub(super) fn read(stored: &Stored) -> Result<Plan, StoredError> {
    let mut plan = Plan {
        supplies: supplies::read(stored)?,
        activities: activities::read(stored)?,
        tolerated: tolerated::read(stored)?,
        flows: flows::read(stored)?,
        tranches: tranches::read(stored)?,
        supported: supported::read(stored)?,
        contracted: contracted::read(stored)?,
        stocks: stocks::read(stored)?,
        downgrades: downgrades::read(stored)?,
        credits: credits::read(stored)?,
        disposals: disposals::read(stored)?,
        sales: sales::read(stored)?,
        collections: collections::read(stored)?,
        deliveries: deliveries::read(stored)?,
        shortages: shortages::read(stored)?,
        levels: levels::read(stored)?,
        ledger: ledger::read(stored)?,
        ..Plan::default()
    };
    decisions::read(stored, &mut plan)?;
    Ok(plan)
}

const CLASS: Column = Column::text("class", "Rules of origin that the unit is claimed to satisfy, joined by `+`.");
const PERIOD: Column = Column::text("period", "Period.");

const fn tonnes(description: &'static str) -> Column {
    Column::number("quantity", "t", description)
}

/// One row for each amount: what `keys` gives, then class, period and quantity.
fn amounts<T: Copy>(network: &Network, amounts: &[Amount<T>], keys: impl Fn(T) -> Vec<Cell>) -> Vec<Vec<Cell>> {
    let row = |amount: &Amount<T>| {
        let mut row = keys(amount.of);
        row.push(class_name(network, amount.class).into());
        row.push((&network.periods[amount.period.index()].name).into());
        row.push(amount.quantity.into());
        row
    };
    amounts.iter().map(row).collect()
}
