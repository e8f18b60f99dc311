//! What runs out first: the first shortages in time, the limit in the way, the stocks that end.

use super::cases::{Case, Cases};
use super::grid::Grid;
use super::view::{Plan, View, sums};
use super::words::{PENALISED, SHORT, listed, number, of_tier, tonnes};
use crate::results::Cell;
use crate::results::rows::Row;
use std::collections::BTreeMap;

/// Scenario beside which the others are looked at.
const BASELINE: &str = "baseline";
/// Demands named that run short first.
const FIRST: usize = 3;
/// Users named that are short of most.
const MOST: usize = 3;

/// A shortage: position of its period, its row, and the tonnes told.
type Short<'a> = (usize, Row<'a>, f64);

/// Tier of a row.
pub(super) fn tier<'a>(row: &Row<'a>) -> &'a str {
    match row.text("tier") {
        "" => PENALISED,
        tier => tier,
    }
}

/// Rows of a plan that are short.
pub(super) fn short<'a>(plan: &Plan<'a>) -> Vec<Short<'a>> {
    let periods = plan.periods();
    let at = |row: Row<'a>| {
        Some((
            periods.iter().position(|period| period == row.text("period"))?,
            row,
            row.amount("quantity"),
        ))
    };
    plan.rows("shortages")
        .filter_map(at)
        .filter(|(.., tonnes)| *tonnes > SHORT)
        .collect()
}

/// What runs short first in the plans under a scenario, beyond the shortages of the same policy without one; in every plan where none is under a
/// scenario.
pub(super) fn told(view: View, cases: &Cases) -> Vec<String> {
    let plans = view.plans();
    let pressed: Vec<&Plan> = plans.iter().filter(|plan| is_pressed(plan)).collect();
    let is_any = !pressed.is_empty();
    let looked_at: Vec<&Plan> = if is_any { pressed } else { plans.iter().collect() };
    let mut told: Vec<String> = looked_at
        .into_iter()
        .flat_map(|plan| {
            let base = baseline(&plans, plan);
            let stocks = if is_any { super::used_up::told(plan, base) } else { None };
            of_plan(plan, base).into_iter().chain(stocks).collect::<Vec<_>>()
        })
        .collect();
    told.extend(without_a_plan(&plans, cases));
    told
}

/// Policies under scenarios of which only the figures are there: what they change, and how to learn what runs out first.
fn without_a_plan(plans: &[Plan], cases: &Cases) -> Vec<String> {
    let is_there = |case: &Case| {
        let same = |plan: &Plan| plan.policy() == case.policy && plan.folder.words("scenarios").join("+") == case.scenario;
        plans.iter().any(same)
    };
    let pressed = cases
        .all
        .iter()
        .filter(|case| case.scenario != BASELINE && case.is_planned() && !is_there(case));
    let said = pressed.filter_map(|case| {
        let base = cases.case(&case.policy, BASELINE).filter(|base| base.is_planned())?;
        Some(format!(
            "{} Only figures of this case are in the report; give it the folder of `solve --policy {} --scenario {} --out DIR` to see what runs out first.",
            super::policies::change(base, case),
            case.policy,
            case.scenario
        ))
    });
    said.collect()
}

/// Whether a plan is under a scenario.
fn is_pressed(plan: &Plan) -> bool {
    plan.folder.words("scenarios") != [BASELINE]
}

/// The plan of the same policy without a scenario.
fn baseline<'p, 'a>(plans: &'p [Plan<'a>], plan: &Plan<'a>) -> Option<&'p Plan<'a>> {
    let same = |other: &&Plan| other.policy() == plan.policy() && other.folder.words("scenarios") == [BASELINE];
    plans
        .iter()
        .find(same)
        .filter(|_| plan.folder.words("scenarios") != [BASELINE])
}

fn of_plan(plan: &Plan, base: Option<&Plan>) -> Vec<String> {
    let mut told: Vec<String> = base.and_then(|base| elements(plan, base)).into_iter().collect();
    let mut found = short(plan);
    if let Some(base) = base {
        let known = sums(short(base).iter().map(|(_, row, tonnes)| (key(row), *tonnes)));
        for (_, row, tonnes) in &mut found {
            *tonnes -= known.get(&key(row)).copied().unwrap_or(0.0);
        }
        found.retain(|(.., tonnes)| *tonnes > SHORT);
    }
    let beyond = if base.is_some() {
        ", beyond what is short without the scenario"
    } else {
        ""
    };
    if found.is_empty() {
        told.push(format!("{}: nothing runs short{beyond}.", plan.label));
        return told;
    }
    let rank = |row: &Row| {
        plan.shortages()
            .iter()
            .position(|(known, _)| *known == tier(row))
            .unwrap_or(usize::MAX)
    };
    found.sort_by(|(at, a, tonnes), (other, b, others)| at.cmp(other).then(rank(a).cmp(&rank(b))).then(others.total_cmp(tonnes)));
    let first: Vec<String> = found.iter().take(FIRST).map(missing).collect();
    let served = if found.iter().all(|(_, row, _)| tier(row) == PENALISED) {
        "every tier is served in full; "
    } else {
        ""
    };
    told.push(format!(
        "{}{beyond}: {served}first to run short is {}. {}",
        plan.label,
        first.join(", then "),
        users(&found)
    ));
    told.extend(found.first().and_then(|(_, row, _)| in_the_way(plan, row)));
    told
}

/// How much less of each element reaches customers than without the scenario, the largest fall first.
fn elements(plan: &Plan, base: &Plan) -> Option<String> {
    let delivered = |plan: &Plan| -> BTreeMap<String, f64> {
        let rows = plan.rows("balances").filter(|row| row.text("item") == "delivered");
        sums(rows.map(|row| (row.text("element").to_owned(), row.amount("quantity"))))
    };
    let (before, after) = (delivered(base), delivered(plan));
    let fall = |(element, before): (&String, &f64)| {
        let left = after.get(element).copied().unwrap_or(0.0);
        (element.clone(), *before, left, left / before - 1.0)
    };
    let mut falls: Vec<_> = before.iter().filter(|(_, before)| **before > SHORT).map(fall).collect();
    falls.sort_by(|a, b| a.3.total_cmp(&b.3));
    let named: Vec<String> = falls
        .iter()
        .map(|(element, before, left, change)| {
            let percent = number(100.0 * change, 1);
            format!("{element} {percent} % (from {} t to {} t)", tonnes(*before), tonnes(*left))
        })
        .collect();
    (!named.is_empty()).then(|| {
        format!(
            "{}: what reaches customers changes, the largest fall first: {}.",
            plan.label,
            listed(&named)
        )
    })
}

fn key<'a>(row: &Row<'a>) -> (&'a str, &'a str, Option<i64>) {
    let block = row.number("block").map(|block| block as i64);
    (row.text("demand"), row.text("period"), block)
}

fn missing((_, row, short): &Short) -> String {
    format!(
        "{} ({}, {}) in {}, by {} t of {} t",
        row.text("demand"),
        row.text("country"),
        of_tier(tier(row)),
        row.text("period"),
        tonnes(*short),
        tonnes(row.amount("wanted"))
    )
}

/// Whom most tonnes are missing over the whole plan.
fn users(found: &[Short]) -> String {
    let by_user = sums(
        found
            .iter()
            .map(|(_, row, tonnes)| ((tier(row), row.text("sector"), row.text("country")), *tonnes)),
    );
    let mut sorted: Vec<_> = by_user.into_iter().collect();
    sorted.sort_by(|a, b| b.1.total_cmp(&a.1));
    let most = sorted.iter().take(MOST);
    let named: Vec<String> = most
        .map(|((tier, sector, country), short)| format!("{} t in {sector} of {country} ({})", tonnes(*short), of_tier(tier)))
        .collect();
    format!("Over the whole plan most is missing there: {}.", listed(&named))
}

/// The limit of the same period whose next unit would serve most of the tier.
fn in_the_way(plan: &Plan, short: &Row) -> Option<String> {
    let of_limit = |row: &Row| !matches!(row.text("of"), "demand" | "balance");
    let same = |row: &Row| row.text("level") == tier(short) && row.text("period") == short.text("period");
    let served = |row: &Row| -row.amount("value");
    let limits = plan
        .rows("prices")
        .filter(|row| of_limit(row) && same(row) && served(row) > SHORT);
    let most = limits.max_by(|a, b| served(a).total_cmp(&served(b)))?;
    Some(format!(
        "{}: the limit that matters most in {} is {}; one more unit of it would serve {} t of {}.",
        plan.label,
        short.text("period"),
        most.text("limit"),
        tonnes(served(&most)),
        tier(short)
    ))
}

/// Every shortage of every plan, in order of time.
pub(super) fn table(plans: &[Plan]) -> Grid {
    let heads = [
        ("plan", ""),
        ("period", ""),
        ("demand", ""),
        ("country", ""),
        ("sector", ""),
        ("tier", ""),
        ("short", "t"),
        ("wanted", "t"),
    ];
    let mut grid = Grid::new("Every shortage of a demand in a period", &heads);
    for plan in plans {
        let mut found = short(plan);
        found.sort_by_key(|(at, ..)| *at);
        for (_, row, tonnes) in found {
            let mut cells: Vec<Cell> = vec![(&plan.label).into()];
            cells.extend(["period", "demand", "country", "sector"].map(|column| Cell::from(row.text(column))));
            cells.extend([tier(&row).into(), tonnes.into(), row.cell("wanted").clone()]);
            grid.row(cells);
        }
    }
    grid
}
