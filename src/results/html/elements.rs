//! Balances of watched elements.

use super::figure::{Choice, Figure, Shape};
use super::options::{data, over};
use super::section::Section;
use super::view::{Plan, View, distinct, sums};
use crate::results::balance::ITEMS;
use serde_json::{Value, json};

/// Item that the others are drawn beside, as a line.
const DELIVERED: &str = "delivered";
/// Item that is the sum of those before it.
const AVAILABLE: &str = "available";

/// The section.
pub(super) fn section(view: View) -> Section {
    let plans: Vec<Plan> = view
        .plans()
        .into_iter()
        .filter(|plan| plan.rows("balances").next().is_some())
        .collect();
    let mut section = Section {
        id: "elements",
        title: "Balance of each watched element",
        ..Section::default()
    };
    if !plans.is_empty() {
        section.figures.push(figure(&plans));
    }
    section
}

fn figure(plans: &[Plan]) -> Figure {
    let elements = distinct(
        plans
            .iter()
            .flat_map(|plan| plan.rows("balances").map(|row| row.text("element"))),
    );
    let mut frames = Vec::new();
    for (p, plan) in plans.iter().enumerate() {
        let slots = plan.periods();
        let amounts = sums(plan.rows("balances").map(|row| {
            let key = (row.text("element"), row.text("item"), row.text("period"));
            (key, row.amount("quantity"))
        }));
        for (e, element) in elements.iter().enumerate() {
            let values = |item: &str| -> Vec<f64> {
                let at = |slot: &String| amounts.get(&(*element, item, slot.as_str())).copied().unwrap_or(0.0);
                slots.iter().map(at).collect()
            };
            let series: Vec<Value> = ITEMS
                .iter()
                .enumerate()
                .filter(|(_, item)| **item != AVAILABLE)
                .filter_map(|(k, item)| {
                    Some((
                        k,
                        item,
                        Some(values(item)).filter(|values| values.iter().any(|value| *value != 0.0))?,
                    ))
                })
                .map(|(k, item, values)| one((k, item), values))
                .collect();
            if !series.is_empty() {
                frames.push((vec![p, e], over(&slots, "t", series)));
            }
        }
    }
    Figure {
        title: "Where an element comes from and where it goes",
        about: "Tonnes of the element contained in all goods. Above zero: where it comes from; what goes into stock or on its way is negative there. \
                Below zero: by-products, waste and losses. The line is what is delivered to customers."
            .into(),
        shape: Shape::Categories,
        size: (380, 640),
        unit: "t",
        heads: &["period"],
        choices: vec![
            Choice::list("Plan", plans.iter().map(|plan| plan.label.clone()).collect()),
            Choice::list("Element", elements.iter().map(|element| (*element).to_owned()).collect()),
        ],
        base: json!({}),
        frames,
    }
}

/// Bars for what comes, bars below zero for what is lost, a line for what is delivered.
fn one((position, item): (usize, &str), values: Vec<f64>) -> Value {
    let color = [
        "@allied", "@outside", "@green", "@yellow", "", "@ink", "@purple", "@grey", "@sky",
    ]
    .get(position)
    .copied()
    .unwrap_or("@grey");
    if item == DELIVERED {
        return json!({ "type": "line", "name": item, "color": color, "symbolSize": 6, "z": 5, "data": data(values) });
    }
    let lost = position > ITEMS.iter().position(|known| *known == DELIVERED).unwrap_or(position);
    let sign = if lost { -1.0 } else { 1.0 };
    json!({ "type": "bar", "stack": "all", "name": item, "color": color, "data": data(values.into_iter().map(|value| sign * value)) })
}
