//! Weights and tiers of the objective.

use crate::network::names::Context;

/// Weights are finite and not negative; no tier is named twice.
pub fn check(context: &Context<'_>) {
    let document = context.document;
    let elements = document
        .elements
        .iter()
        .map(|(name, element)| (format!("elements.{name}"), element.criticality));
    let demands = document
        .demands
        .iter()
        .map(|(name, demand)| (format!("demands.{name}"), demand.criticality));
    for (path, weight) in elements.chain(demands) {
        let wrong = weight.filter(|weight| !weight.is_finite() || *weight < 0.0);
        if let Some(weight) = wrong {
            context
                .report
                .problem(&format!("{path}.criticality"), format!("`{weight}`"), "a weight of 0 or more");
        }
    }
    for (index, tier) in document.tiers.iter().enumerate() {
        if document.tiers.iter().take(index).any(|before| before == tier) {
            context
                .report
                .problem(&format!("tiers.{index}"), format!("`{tier}` twice"), "each tier once");
        }
    }
}
