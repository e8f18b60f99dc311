//! What the first sheet of a workbook shows.

use super::rows::{Row, named};
use super::{Cell, Document, Table};
use std::collections::BTreeMap;

/// USD in a million.
const MILLION: f64 = 1e6;
/// Stands for demands without a tier.
const PENALISED: &str = "penalised";

/// The first sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Title.
    pub title: String,
    /// Name, value and unit of each headline figure.
    pub facts: Vec<(String, Cell, &'static str)>,
    /// Figures with a chart each.
    pub blocks: Vec<Block>,
}

/// Figures with a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// Title with unit.
    pub title: String,
    /// Unit of the values.
    pub unit: &'static str,
    /// What the rows are.
    pub of: String,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Name and values of each row, a value for each column; none where there is no plan to have one.
    pub rows: Vec<(String, Vec<Option<f64>>)>,
    /// Whether the columns add up.
    pub stacked: bool,
}

/// Sums by two names, in the order of their first appearance.
#[derive(Default)]
struct Pivot {
    rows: Vec<String>,
    columns: Vec<String>,
    sums: BTreeMap<(usize, usize), f64>,
}

fn place(names: &mut Vec<String>, name: &str) -> usize {
    let known = names.iter().position(|known| known == name);
    known.unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    })
}

impl Pivot {
    fn add(&mut self, row: &str, column: &str, value: f64) {
        let at = (place(&mut self.rows, row), place(&mut self.columns, column));
        *self.sums.entry(at).or_default() += value;
    }

    fn block(self, (title, unit, of): (&str, &'static str, &str), stacked: bool) -> Block {
        // What adds up is nothing where it is not; other values are not known.
        let absent = stacked.then_some(0.0);
        let value = |row: usize, column: usize| self.sums.get(&(row, column)).copied().or(absent);
        let values = |row: usize| (0..self.columns.len()).map(|column| value(row, column)).collect();
        Block {
            title: format!("{title}, {unit}"),
            unit,
            of: of.into(),
            rows: self
                .rows
                .iter()
                .enumerate()
                .map(|(at, name)| (name.clone(), values(at)))
                .collect(),
            columns: self.columns.clone(),
            stacked,
        }
    }
}

/// That of a plan.
pub fn of_plan(document: &Document, tables: &[Table]) -> Summary {
    let headline = &document.headline;
    let money = |name: &str, value: Option<f64>| (name.to_owned(), Cell::from(value.map(|usd| usd / MILLION)), "MUSD");
    let mut facts = vec![
        ("Instance".to_owned(), (&document.instance).into(), ""),
        ("Policy".to_owned(), (&document.policy).into(), ""),
        ("Scenario".to_owned(), document.scenario.join(" + ").into(), ""),
        ("Status".to_owned(), document.status.into(), ""),
        money("Buyers pay, discounted", headline.cost),
        money("Resources used, discounted", headline.resource_cost),
        ("Exposure, weighted".to_owned(), headline.exposure.into(), "t"),
    ];
    let short = headline.shortage.iter().flatten();
    facts.extend(short.map(|(tier, tonnes)| (format!("Short of {tier}"), (*tonnes).into(), "t")));
    let verified = document.verified.as_ref();
    facts.push((
        "Largest violation".to_owned(),
        verified.map(|verified| verified.max_violation).into(),
        "relative",
    ));
    facts.push((
        "Certified gap of the cost".to_owned(),
        verified.and_then(|verified| verified.certified_gap).into(),
        "relative",
    ));
    Summary {
        title: format!("{}: plan", document.instance),
        facts,
        blocks: vec![served(tables), kinds(document)],
    }
}

/// Demand served and short by period and tier.
fn served(tables: &[Table]) -> Block {
    let mut pivot = Pivot::default();
    let tier = |row: &Row| match row.text("tier") {
        "" => PENALISED.to_owned(),
        tier => tier.to_owned(),
    };
    for period in named(tables, "periods") {
        place(&mut pivot.rows, period.text("period"));
    }
    for row in named(tables, "deliveries") {
        pivot.add(row.text("period"), &tier(&row), row.amount("served"));
    }
    for row in named(tables, "shortages").filter(|row| row.amount("quantity") > 0.0) {
        pivot.add(row.text("period"), &format!("{}, short", tier(&row)), row.amount("quantity"));
    }
    pivot.block(("Demand served and short", "t", "period"), true)
}

fn kinds(document: &Document) -> Block {
    let mut pivot = Pivot::default();
    let ledger = document.headline.ledger.iter().flatten();
    for (kind, usd) in ledger.filter(|(_, usd)| **usd != 0.0) {
        pivot.add(&kind.replace('_', " "), "amount", usd / MILLION);
    }
    pivot.block(("Payments by kind, discounted", "MUSD", "kind"), false)
}

/// That of a comparison, a game, a sweep or a frontier.
pub fn of_tables(instance: &str, tables: &[Table]) -> Summary {
    let blocks = [costs(tables), shortages(tables), gains(tables), frontier(tables)];
    Summary {
        title: format!("{instance}: comparison"),
        facts: statuses(tables),
        blocks: blocks.into_iter().filter(|block| !block.rows.is_empty()).collect(),
    }
}

/// How the solve of each case ended, of each coalition, and of each value of a sweep without a plan, whose figures are empty.
fn statuses(tables: &[Table]) -> Vec<(String, Cell, &'static str)> {
    let fact = |name: String, row: Row| (format!("Status of {name}"), Cell::from(row.text("status")), "");
    let cases = named(tables, "cases").map(|row| fact(format!("{}, {}", row.text("policy"), row.text("scenario")), row));
    let coalitions = named(tables, "coalitions").map(|row| fact(row.text("coalition").to_owned(), row));
    let unplanned = named(tables, "sweep").filter(|row| row.text("topic").is_empty());
    let values = unplanned.map(|row| {
        fact(
            format!("{} = {} {}", row.text("path"), row.amount("at"), row.text("parameter_unit")),
            row,
        )
    });
    cases.chain(coalitions).chain(values).collect()
}

/// Figures of a topic by policy and scenario.
fn figures<'a>(tables: &'a [Table], topic: &'a str) -> impl Iterator<Item = Row<'a>> {
    named(tables, "figures").filter(move |row| row.text("topic") == topic)
}

fn costs(tables: &[Table]) -> Block {
    let mut pivot = Pivot::default();
    for row in figures(tables, "headline").filter(|row| row.text("item") == "cost") {
        pivot.add(row.text("policy"), row.text("scenario"), row.amount("value") / MILLION);
    }
    for row in named(tables, "cases") {
        place(&mut pivot.rows, row.text("policy"));
        place(&mut pivot.columns, row.text("scenario"));
    }
    pivot.block(("What buyers pay, discounted", "MUSD", "policy"), false)
}

fn shortages(tables: &[Table]) -> Block {
    let mut pivot = Pivot::default();
    for row in figures(tables, "shortage") {
        let case = format!("{}, {}", row.text("policy"), row.text("scenario"));
        pivot.add(&case, row.text("item"), row.amount("value"));
    }
    pivot.block(("Shortage by tier", "t", "policy and scenario"), true)
}

fn gains(tables: &[Table]) -> Block {
    let mut pivot = Pivot {
        columns: vec!["joint gain".into()],
        ..Pivot::default()
    };
    for row in named(tables, "coalitions") {
        place(&mut pivot.rows, row.text("coalition"));
        if let Some(gain) = row.millions("gain") {
            pivot.add(row.text("coalition"), "joint gain", gain);
        }
    }
    pivot.block(("Joint gain of each coalition, discounted", "MUSD", "coalition"), false)
}

/// The points of a frontier in their order; two at the same place stay two.
fn frontier(tables: &[Table]) -> Block {
    let rows = || named(tables, "frontier");
    let of_cover = rows().any(|row| row.number("short").is_some());
    let (column, title, of) = if of_cover {
        (
            "short",
            "Least cost at each shortage of the first tier, MUSD",
            "shortage, weighted t",
        )
    } else {
        ("exposure", "Least cost at each exposure, MUSD", "exposure, weighted t")
    };
    let point = |row: Row| (format!("{:.3}", row.amount(column)), vec![row.millions("cost")]);
    Block {
        title: title.into(),
        unit: "MUSD",
        of: of.into(),
        columns: vec!["cost".into()],
        rows: rows().map(point).collect(),
        stacked: false,
    }
}

/// That of many draws.
pub fn of_draws(instance: &str, tables: &[Table]) -> Summary {
    let case = |row: &Row| format!("{}, {}", row.text("policy"), row.text("scenario"));
    let counts = named(tables, "cases").flat_map(|row| {
        let fact = |what: &str, column| (format!("{}: {what}", case(&row)), row.number(column).into(), "");
        [fact("draws", "draws"), fact("draws with a plan", "planned")]
    });
    let (mut costs, mut likely) = (Pivot::default(), Pivot::default());
    for row in named(tables, "quantiles").filter(|row| row.text("topic") == "headline" && row.text("item") == "cost") {
        for (name, column) in [("5 %", "p05"), ("50 %", "p50"), ("95 %", "p95")] {
            costs.add(&case(&row), name, row.amount(column) / MILLION);
        }
    }
    for row in named(tables, "shortages").filter(|row| row.text("period").is_empty()) {
        likely.add(&case(&row), row.text("tier"), 100.0 * row.amount("probability"));
    }
    let of = "policy and scenario";
    let blocks = [
        costs.block(
            (
                "What buyers pay, discounted, at quantiles of the draws with a plan",
                "MUSD",
                of,
            ),
            false,
        ),
        likely.block(("Draws in which a tier is short, of those with a plan", "%", of), false),
    ];
    Summary {
        title: format!("{instance}: draws"),
        facts: counts.collect(),
        blocks: blocks.into_iter().filter(|block| !block.rows.is_empty()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::{Column, Definition};

    static CASES: Definition = Definition {
        name: "cases",
        description: "Cases.",
        columns: &[
            Column::text("policy", "Policy."),
            Column::text("scenario", "Scenario."),
            Column::text("status", "Status."),
        ],
    };

    #[test]
    fn the_status_of_each_case_is_a_fact() {
        let row = |policy: &str, status: &str| vec![policy.into(), "baseline".into(), status.into()];
        let table = Table {
            definition: &CASES,
            rows: vec![row("open", "optimal"), row("ban", "infeasible")],
        };
        let facts = of_tables("a", &[table]).facts;
        let expected = [("open", "optimal"), ("ban", "infeasible")]
            .map(|(policy, status)| (format!("Status of {policy}, baseline"), Cell::from(status), ""));
        assert_eq!(facts, expected);
    }
}
