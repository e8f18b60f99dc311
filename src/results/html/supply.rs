//! What is served and what is short, by tier and period.

use super::cases::Cases;
use super::figure::{Choice, Figure, Shape};
use super::first::{self, short, tier};
use super::options::{data, over};
use super::section::Section;
use super::view::{Plan, View, distinct, sums};
use super::words::SHORT;
use crate::results::rows::Row;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The section.
pub(super) fn section(view: View, cases: &Cases) -> Section {
    let plans: Vec<Plan> = view
        .plans()
        .into_iter()
        .filter(|plan| plan.folder.has("deliveries"))
        .collect();
    let mut section = Section {
        id: "supply",
        title: "Supply and shortage",
        ..Section::default()
    };
    if plans.is_empty() {
        return section;
    }
    section.sentences = first::told(view, cases);
    section.figures.push(figure(&plans));
    if plans.iter().any(|plan| !short(plan).is_empty()) {
        section.figures.push(shortages(&plans));
        section.grids.push(first::table(&plans));
    }
    section
}

/// Values of a table by tier and period.
fn by_tier<'a>(plan: &Plan<'a>, table: &'static str, column: &str) -> BTreeMap<(&'a str, &'a str), f64> {
    sums(
        plan.rows(table)
            .map(|row| ((tier(&row), row.text("period")), row.amount(column))),
    )
}

/// Tiers of all plans in order of priority.
fn tiers<'a>(plans: &[Plan<'a>]) -> Vec<&'a str> {
    let named = plans.iter().flat_map(Plan::shortages).map(|(tier, _)| tier);
    let delivered = plans
        .iter()
        .flat_map(|plan| plan.rows("deliveries").map(|row| tier(&row)).collect::<Vec<_>>());
    distinct(named.chain(delivered))
}

fn figure(plans: &[Plan]) -> Figure {
    let tiers = tiers(plans);
    let frame = |plan: &Plan| -> Value {
        let slots = plan.periods();
        let (served, short) = (by_tier(plan, "deliveries", "served"), by_tier(plan, "shortages", "quantity"));
        let values = |sums: &BTreeMap<(&str, &str), f64>, tier: &str| -> Vec<f64> {
            slots
                .iter()
                .map(|slot| sums.get(&(tier, slot.as_str())).copied().unwrap_or(0.0))
                .collect()
        };
        let mut series = Vec::new();
        for (k, tier) in tiers.iter().enumerate() {
            series.push(json!({ "type": "bar", "stack": "all", "name": tier, "color": format!("@{k}"), "data": data(values(&served, tier)) }));
        }
        for tier in &tiers {
            let short = values(&short, tier);
            if short.iter().any(|short| *short > SHORT) {
                series.push(json!({
                    "type": "bar", "stack": "all", "name": format!("{tier}, short"), "color": "@red", "data": data(short),
                    "itemStyle": { "decal": { "symbol": "rect", "rotation": 0.785, "dashArrayX": [1, 0], "dashArrayY": [2, 3] } },
                }));
            }
        }
        over(&slots, "t", series)
    };
    Figure {
        title: "Demand served and short, by tier",
        about: "Tonnes of demand in each period. Hatched red on top: what cannot be served.".into(),
        shape: Shape::Categories,
        size: (380, 640),
        unit: "t",
        heads: &["period"],
        choices: vec![Choice::list("Plan", plans.iter().map(|plan| plan.label.clone()).collect())],
        base: json!({}),
        frames: plans.iter().enumerate().map(|(k, plan)| (vec![k], frame(plan))).collect(),
    }
}

/// Demands that are drawn one by one.
const MOST: usize = 14;

/// Demands by what they are short of in all, the largest first, and those that are not drawn one by one.
fn largest<'a>(rows: &[(usize, Row<'a>, f64)]) -> (Vec<&'a str>, Vec<&'a str>) {
    let totals = sums(rows.iter().map(|(_, row, _)| (row.text("demand"), row.amount("quantity"))));
    let mut sorted: Vec<(&str, f64)> = totals.into_iter().collect();
    sorted.sort_by(|a, b| b.1.total_cmp(&a.1));
    let names: Vec<&str> = sorted.into_iter().map(|(name, _)| name).collect();
    let (first, rest) = names.split_at(names.len().min(MOST));
    (first.to_vec(), rest.to_vec())
}

fn shortages(plans: &[Plan]) -> Figure {
    let frame = |plan: &Plan| -> Option<Value> {
        let slots = plan.periods();
        let rows = short(plan);
        let sums = sums(
            rows.iter()
                .map(|(_, row, _)| ((row.text("demand"), row.text("period")), row.amount("quantity"))),
        );
        let (demands, rest) = largest(&rows);
        let values = |demands: &[&str]| -> Vec<f64> {
            let of = |slot: &String| -> f64 { demands.iter().filter_map(|demand| sums.get(&(*demand, slot.as_str()))).sum() };
            slots.iter().map(of).collect()
        };
        let one = |demand: &&str| json!({ "type": "bar", "stack": "all", "name": demand, "data": data(values(&[*demand])) });
        let mut series: Vec<Value> = demands.iter().map(one).collect();
        if !rest.is_empty() {
            let name = format!("{} other demands", rest.len());
            series.push(json!({ "type": "bar", "stack": "all", "name": name, "color": "@ink", "data": data(values(&rest)) }));
        }
        (!demands.is_empty()).then(|| over(&slots, "t", series))
    };
    Figure {
        title: "What is short, by demand",
        about: "The shortage alone, demand by demand, the largest first. Hatched bars are further demands in the same colours; those beyond the fourteen \
                largest are one bar, and each stands in the table of all shortages below."
            .into(),
        shape: Shape::Categories,
        size: (360, 640),
        unit: "t",
        heads: &["period"],
        choices: vec![Choice::list("Plan", plans.iter().map(|plan| plan.label.clone()).collect())],
        base: json!({}),
        frames: plans
            .iter()
            .enumerate()
            .filter_map(|(k, plan)| Some((vec![k], frame(plan)?)))
            .collect(),
    }
}
