//! What the plan decides: what is open, what is built, what is signed, which routes are used and qualified.

use super::super::stored::Record;
use super::{Answer, Cell, Column, Definition, PERIOD, Stored, StoredError, Table};
use crate::network::{ContractId, Link, Network, OptionId, PeriodId, RouteId, RuleSet, SiteId};
use crate::plan::{Amount, Plan};

static DEFINITION: Definition = Definition {
    name: "decisions",
    description: "One decision: whether a site is open, an option is built, a contract is signed, a route is in use or qualified.",
    columns: &[
        Column::text(
            "decision",
            "`open`: the site is open. `build`: the option is built. `sign`: the contract is signed. `use`: the route is in use. `qualify`: it is qualified.",
        ),
        Column::text(
            "site",
            "Site; of a contract the seller's, the first of several; of a route the place that it leads from.",
        ),
        Column::text(
            "name",
            "Option, contract, or place that the route leads to, with a number where several do; empty for the site itself.",
        ),
        PERIOD,
        Column::text("until", "Last period for which it holds."),
        Column::number(
            "value",
            "1",
            "1 for yes, 0 for no; the share built where an option may be built in part.",
        ),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let mut rows = Vec::new();
    for opening in &network.openings {
        for window in &opening.windows {
            let value = value(&answer.plan.openings, opening.site, PeriodId::new(window.start));
            let span = (window.start, window.end.saturating_sub(1));
            rows.push(row(network, ("open", opening.site, ""), span, value));
        }
    }
    for built in &answer.plan.builds {
        let option = &network.options[built.of.index()];
        let span = (built.period.index(), network.periods.len().saturating_sub(1));
        rows.push(row(network, ("build", option.site, &option.name), span, built.quantity));
    }
    for (index, contract) in network.contracts.iter().enumerate().filter(|(_, contract)| contract.choice) {
        let value = value(&answer.plan.signed, ContractId::new(index), PeriodId(0));
        let last = network.periods.len().saturating_sub(1);
        rows.push(row(network, ("sign", contract.seller, &contract.name), (0, last), value));
    }
    rows.extend(routes(answer));
    Table {
        definition: &DEFINITION,
        rows,
    }
}

/// Routes in use, and qualified.
fn routes(answer: &Answer) -> Vec<Vec<Cell>> {
    let network = answer.network;
    let mut rows = Vec::new();
    for link in network.links.iter().filter(|link| link.is_choice()) {
        let (from, name) = (network.routes[link.route.index()].from, network.route_label(link.route));
        for window in &link.windows {
            let value = value(&answer.plan.links, link.route, PeriodId::new(window.start));
            let span = (window.start, window.end.saturating_sub(1));
            rows.push(row(network, ("use", from, &name), span, value));
        }
    }
    for passed in &answer.plan.qualifications {
        let (from, name) = (network.routes[passed.of.index()].from, network.route_label(passed.of));
        let span = (passed.period.index(), network.periods.len().saturating_sub(1));
        rows.push(row(network, ("qualify", from, &name), span, passed.quantity));
    }
    rows
}

/// Value of a decision; 0 where the plan does not have it.
fn value<T: PartialEq>(amounts: &[Amount<T>], of: T, period: PeriodId) -> f64 {
    let found = amounts.iter().find(|amount| amount.of == of && amount.period == period);
    found.map_or(0.0, |amount| amount.quantity)
}

fn row(network: &Network, (decision, site, name): (&str, SiteId, &str), (first, last): (usize, usize), value: f64) -> Vec<Cell> {
    let period = |t: usize| Cell::from(&network.periods[t].name);
    vec![
        decision.into(),
        (&network.sites[site.index()].name).into(),
        name.into(),
        period(first),
        period(last),
        value.into(),
    ]
}

/// Reads the decisions into a plan.
pub(super) fn read(stored: &Stored, plan: &mut Plan) -> Result<(), StoredError> {
    for record in &stored.records(&DEFINITION)? {
        let quantity = record.number("value")?;
        match record.text("decision")? {
            "open" if quantity != 0.0 => plan.openings.push(amount(record, record.site("site")?, quantity)?),
            "open" => {}
            "sign" if quantity != 0.0 => {
                let id = super::contracted::contract(stored.network, record, "name")?;
                plan.signed.push(amount(record, id, quantity)?);
            }
            "sign" => {}
            "build" => plan.builds.push(amount(record, option(stored.network, record)?, quantity)?),
            "use" if quantity != 0.0 => plan.links.push(amount(record, route(stored.network, record)?, quantity)?),
            "use" => {}
            "qualify" => {
                let route = route(stored.network, record)?;
                plan.qualifications.push(amount(record, route, quantity)?);
            }
            _ => return Err(record.unknown("decision", "`open`, `build`, `sign`, `use` or `qualify`")),
        }
    }
    Ok(())
}

fn amount<T>(record: &Record, of: T, quantity: f64) -> Result<Amount<T>, StoredError> {
    Ok(Amount {
        of,
        class: RuleSet::default(),
        period: record.period("period")?,
        quantity,
    })
}

fn option(network: &Network, record: &Record) -> Result<OptionId, StoredError> {
    let (site, name) = (record.site("site")?, record.text("name")?);
    let position = network
        .options
        .iter()
        .position(|option| option.site == site && option.name == name);
    position
        .map(OptionId::new)
        .ok_or_else(|| record.unknown("name", "an option of the site"))
}

fn route(network: &Network, record: &Record) -> Result<RouteId, StoredError> {
    let (site, name) = (record.site("site")?, record.text("name")?);
    let from = |link: &&Link| network.routes[link.route.index()].from == site;
    let mut links = network.links.iter().filter(from);
    let found = links.find(|link| network.route_label(link.route) == name);
    found
        .map(|link| link.route)
        .ok_or_else(|| record.unknown("name", "a place that a route with a choice leads to"))
}
