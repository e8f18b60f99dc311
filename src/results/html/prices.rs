//! Price tracks: allied origin beside other origin.

use super::figure::{Choice, Figure, Shape};
use super::json::rounded;
use super::options::over;
use super::section::Section;
use super::view::{Plan, View, distinct};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// USD/t in USD/kg.
const PER_KG: f64 = 1e-3;
/// Sides, what they are called and their colours.
const SIDES: [(&str, &str, &str); 2] = [
    ("blue", "allied origin (blue)", "@allied"),
    ("red", "other origin (red)", "@outside"),
];

/// The section.
pub(super) fn section(view: View) -> Section {
    let plans: Vec<Plan> = view
        .plans()
        .into_iter()
        .filter(|plan| plan.rows("tracks").next().is_some())
        .collect();
    let mut section = Section {
        id: "prices",
        title: "Prices on two tracks",
        ..Section::default()
    };
    if !plans.is_empty() {
        section.figures.push(figure(&plans));
    }
    section
}

fn figure(plans: &[Plan]) -> Figure {
    let materials = distinct(
        plans
            .iter()
            .flat_map(|plan| plan.rows("tracks").map(|row| row.text("material"))),
    );
    let materials = two_sided_first(plans, materials);
    let mut frames = Vec::new();
    for (p, plan) in plans.iter().enumerate() {
        let slots = plan.periods();
        let prices: BTreeMap<(&str, &str, &str), f64> = plan
            .rows("tracks")
            .map(|row| {
                (
                    (row.text("material"), row.text("side"), row.text("period")),
                    row.amount("price") * PER_KG,
                )
            })
            .collect();
        for (m, material) in materials.iter().enumerate() {
            let series: Vec<Value> = SIDES
                .iter()
                .filter_map(|side| track(&prices, (material, side), &slots))
                .collect();
            if !series.is_empty() {
                frames.push((vec![p, m], over(&slots, "USD/kg", series)));
            }
        }
    }
    Figure {
        title: "What one more kilogram is worth where goods are traded",
        about: "Blue: goods that hold every rule of allied origin that matters to them. Red: other goods. Marginal values averaged by tonnes, \
                undiscounted; periods in which a tonne would change a shortage instead of a cost are left out. The gap is the compliance premium."
            .into(),
        shape: Shape::Categories,
        size: (340, 560),
        unit: "USD/kg",
        heads: &["period"],
        choices: vec![
            Choice::list("Plan", plans.iter().map(|plan| plan.label.clone()).collect()),
            Choice::list("Material", materials.iter().map(|material| (*material).to_owned()).collect()),
        ],
        base: json!({ "yAxis": { "scale": true } }),
        frames,
    }
}

fn track(
    prices: &BTreeMap<(&str, &str, &str), f64>,
    (material, (side, name, color)): (&str, &(&str, &str, &str)),
    slots: &[String],
) -> Option<Value> {
    let values: Vec<Option<f64>> = slots
        .iter()
        .map(|slot| prices.get(&(material, side, slot.as_str())).copied())
        .collect();
    let shown = |value: &Option<f64>| value.map_or_else(|| json!("-"), rounded);
    values.iter().any(Option::is_some).then(|| {
        json!({
            "type": "line", "step": "middle", "name": name, "color": color, "symbol": if *side == "blue" { "circle" } else { "rect" },
            "symbolSize": 7, "data": values.iter().map(shown).collect::<Vec<_>>(),
        })
    })
}

/// Materials traded on both tracks before the others.
fn two_sided_first<'a>(plans: &[Plan<'a>], mut materials: Vec<&'a str>) -> Vec<&'a str> {
    let sides = |material: &str| {
        let rows = plans.iter().flat_map(|plan| plan.rows("tracks"));
        distinct(
            rows.filter(|row| row.text("material") == material)
                .map(|row| row.text("side")),
        )
        .len()
    };
    materials.sort_by_key(|material| std::cmp::Reverse(sides(material)));
    materials
}
