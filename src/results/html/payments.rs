//! Who pays whom.

use super::figure::{Choice, Figure, Shape};
use super::json::rounded;
use super::options::heat;
use super::section::Section;
use super::view::{Plan, View, distinct, sums};
use super::words::spaced;
use crate::results::rows::Row;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Parties shown; the others are summed.
const MOST: usize = 14;
/// Stands for the parties summed.
const OTHERS: &str = "all others";
/// First choice of a kind.
const ALL: &str = "all payments";

/// The section.
pub(super) fn section(view: View) -> Section {
    let plans: Vec<Plan> = view
        .plans()
        .into_iter()
        .filter(|plan| plan.rows("ledger").next().is_some())
        .collect();
    let mut section = Section {
        id: "payments",
        title: "Who pays whom",
        ..Section::default()
    };
    if !plans.is_empty() {
        section.figures.push(figure(&plans));
    }
    section
}

fn figure(plans: &[Plan]) -> Figure {
    let kinds = distinct(plans.iter().flat_map(|plan| plan.rows("ledger").map(|row| row.text("kind"))));
    let names: Vec<String> = std::iter::once(ALL.to_owned())
        .chain(kinds.iter().map(|kind| spaced(kind)))
        .collect();
    let mut frames = Vec::new();
    for (p, plan) in plans.iter().enumerate() {
        for (k, kind) in std::iter::once(None).chain(kinds.iter().copied().map(Some)).enumerate() {
            let rows = plan
                .rows("ledger")
                .filter(|row| kind.is_none_or(|kind| row.text("kind") == kind));
            let paid = sums(rows.map(|row| ((party(&row, "payer"), party(&row, "payee")), row.amount("discounted") / 1e6)));
            if paid.values().any(|amount| amount.abs() >= 5e-7) {
                frames.push((vec![p, k], matrix(&paid)));
            }
        }
    }
    Figure {
        title: "Payments from each payer to each payee",
        about: "Sums over the whole plan, discounted: all that is paid under it, not a change from another policy. A row pays, a column receives; negative amounts flow back, such as the revenue of by-products."
            .into(),
        shape: Shape::Cells,
        size: (520, 820),
        unit: "MUSD",
        heads: &["receives", "pays", "amount"],
        choices: vec![
            Choice::list("Plan", plans.iter().map(|plan| plan.label.clone()).collect()),
            Choice::list("Kind", names),
        ],
        base: json!({}),
        frames,
    }
}

/// Name of a party with what it is.
fn party(row: &Row, side: &str) -> String {
    let (kind, name) = match side {
        "payer" => (row.text("payer_kind"), row.text("payer")),
        _ => (row.text("payee_kind"), row.text("payee")),
    };
    match (kind, name) {
        ("unserved", _) => "unmet demand (penalties)".to_owned(),
        ("services", _) => "services at plants and stocks".to_owned(),
        (kind, "") => kind.to_owned(),
        ("owner", name) => format!("owner {name}"),
        ("treasury", name) => format!("treasury of {name}"),
        (kind, name) => format!("{kind} in {name}"),
    }
}

/// Parties by what they pay or receive, the largest first, the others as one at the end.
fn largest<'a>(amounts: impl Iterator<Item = (&'a String, f64)>) -> Vec<String> {
    let totals: BTreeMap<&String, f64> = sums(amounts.map(|(name, amount)| (name, amount.abs())));
    let mut sorted: Vec<(&String, f64)> = totals.into_iter().collect();
    sorted.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut names: Vec<String> = sorted.iter().take(MOST).map(|(name, _)| (*name).clone()).collect();
    if sorted.len() > MOST {
        names.push(OTHERS.into());
    }
    names
}

fn matrix(paid: &BTreeMap<(String, String), f64>) -> Value {
    let payers = largest(paid.iter().map(|((payer, _), amount)| (payer, *amount)));
    let payees = largest(paid.iter().map(|((_, payee), amount)| (payee, *amount)));
    let at = |names: &[String], name: &String| {
        let last = names.len().saturating_sub(1);
        names.iter().position(|known| known == name).unwrap_or(last)
    };
    let cells = sums(
        paid.iter()
            .map(|((payer, payee), amount)| ((at(&payees, payee), at(&payers, payer)), *amount)),
    );
    let cells = cells
        .into_iter()
        .map(|((column, row), amount)| json!([column, row, rounded(amount)]));
    heat((&payees, &payers), cells.collect(), "MUSD")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_parties_are_summed() {
        let name = |k: usize| format!("owner-{k:02}");
        let paid: BTreeMap<(String, String), f64> = (0..MOST + 3)
            .map(|k| (("buyers".to_owned(), name(k)), 100.0 - k as f64))
            .collect();
        let option = matrix(&paid);
        let payees = option["xAxis"]["data"].as_array().unwrap();
        assert_eq!((payees.len(), payees.last().unwrap()), (MOST + 1, &json!(OTHERS)));
        let cells = option["series"][0]["data"].as_array().unwrap();
        assert_eq!(cells[0], json!([0, 0, 100]));
        // The last three pay 86, 85 and 84.
        assert_eq!(cells.last().unwrap(), &json!([MOST, 0, 86 + 85 + 84]));
    }
}
