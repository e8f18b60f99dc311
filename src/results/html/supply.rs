//! What is served and what is short, by tier and period.

use super::figure::{Choice, Figure, Shape};
use super::first::{self, short, tier};
use super::options::{data, over};
use super::section::Section;
use super::view::{Plan, View, distinct, sums};
use super::words::SHORT;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The section.
pub(super) fn section(view: View) -> Section {
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
    section.sentences = first::told(view);
    let pressed = plans.iter().filter(|plan| first::is_pressed(plan));
    section.sentences.extend(pressed.filter_map(first::used_up));
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

fn shortages(plans: &[Plan]) -> Figure {
    let frame = |plan: &Plan| -> Option<Value> {
        let slots = plan.periods();
        let rows = short(plan);
        let sums = sums(
            rows.iter()
                .map(|(_, row, _)| ((row.text("demand"), row.text("period")), row.amount("quantity"))),
        );
        let demands = distinct(rows.iter().map(|(_, row, _)| row.text("demand")));
        let one = |demand: &&str| {
            let values = slots
                .iter()
                .map(|slot| sums.get(&(*demand, slot.as_str())).copied().unwrap_or(0.0));
            json!({ "type": "bar", "stack": "all", "name": demand, "data": data(values) })
        };
        (!demands.is_empty()).then(|| over(&slots, "t", demands.iter().map(one).collect()))
    };
    Figure {
        title: "What is short, by demand",
        about: "The shortage alone, demand by demand.".into(),
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
