//! Book and claim: what deliveries redeem was certified, in the same window, and once.

use super::bench::Bench;
use super::lineage::Lineage;
use super::report::Check;
use crate::network::{MaterialId, Network, Operation, Rule, RuleId, StageId};
use std::ops::Range;

/// Checks every rule whose certificates are claimed, by element and window.
pub(super) fn check(bench: &mut Bench<'_>, lineage: &Lineage<'_>) {
    let network = bench.network;
    for (index, rule) in network.rules.iter().enumerate() {
        let Some(certificates) = &rule.certificates else { continue };
        let id = RuleId::new(index);
        let elements = rule.elements.iter().enumerate().filter(|(_, followed)| **followed);
        for (element, _) in elements {
            for window in &certificates.windows {
                let redeemed = redeemed(bench, id, (element, window));
                let issued = bought(bench, (id, certificates.stage), (element, window), lineage)
                    + made(bench, (id, rule, certificates.stage), (element, window));
                let periods = bench.period(crate::network::PeriodId::new(window.start));
                bench.none(Check::Claims, redeemed - issued, redeemed, |_| {
                    let name = &network.elements[element].name;
                    let text = format!("certificates for {redeemed} t of {name} redeemed, {issued} t issued");
                    (format!("{} from {periods}", rule.name), text)
                });
            }
        }
    }
}

type Span<'a> = (usize, &'a Range<usize>);

fn content(network: &Network, material: MaterialId, element: usize) -> f64 {
    network.materials[material.index()].content[element]
}

fn redeemed(bench: &Bench<'_>, rule: RuleId, (element, window): Span<'_>) -> f64 {
    let network = bench.network;
    let mut tonnes = 0.0;
    for delivery in &bench.plan.deliveries {
        let (demand, material) = delivery.of;
        let t = delivery.period.index();
        if window.contains(&t) && network.demands[demand.index()].claims[t].has(rule) {
            tonnes += delivery.quantity * content(network, material, element);
        }
    }
    tonnes
}

/// Bought from sources beyond the issuing stage, with a lineage that satisfies the rule.
fn bought(bench: &Bench<'_>, (rule, stage): (RuleId, StageId), (element, window): Span<'_>, lineage: &Lineage<'_>) -> f64 {
    let network = bench.network;
    let mut tonnes = 0.0;
    for supply in bench
        .plan
        .supplies
        .iter()
        .filter(|supply| window.contains(&supply.period.index()))
    {
        let source = &network.sources[supply.of.index()];
        let beyond = source.lineage.get(stage.index()).copied().flatten().is_some();
        if beyond && lineage.declared(&source.lineage, Some(source.site)).has(rule) {
            tonnes += supply.quantity * content(network, source.material, element);
        }
    }
    tonnes
}

/// Made at the issuing stage in a country that passes, of inputs that satisfy the rule; what was made there of goods already
/// certified adds nothing.
fn made(bench: &Bench<'_>, (id, rule, stage): (RuleId, &Rule, StageId), (element, window): Span<'_>) -> f64 {
    let network = bench.network;
    let mut tonnes = 0.0;
    for run in bench
        .plan
        .activities
        .iter()
        .filter(|run| window.contains(&run.period.index()))
    {
        let operation = &network.operations[run.of.index()];
        let country = network.country_of(operation.site).index();
        let passes = rule.passes[stage.index()].as_ref().is_none_or(|allowed| allowed[country]);
        let resets = rule.recycling_resets && network.stages[stage.index()].recycling;
        let followed = operation.inputs.iter().any(|(input, _)| network.concerns(id, *input));
        if operation.stage == stage && passes && (run.class.has(id) || resets || !followed) {
            tonnes += run.quantity * gained(network, operation, element);
        }
    }
    tonnes
}

/// Tonnes of an element that a unit of activity brings to a stage for the first time, scrap apart.
fn gained(network: &Network, operation: &Operation, element: usize) -> f64 {
    let recycled = |material: MaterialId| {
        let draws = |other: &&Operation| other.inputs.iter().any(|(input, _)| *input == material);
        let mut drawing = network.operations.iter().filter(draws);
        drawing.any(|other| network.stages[other.stage.index()].recycling)
    };
    let mut tonnes = 0.0;
    for (output, rate) in operation.outputs.iter().filter(|(output, _)| !recycled(*output)) {
        tonnes += rate * content(network, *output, element);
    }
    for (input, rate) in &operation.inputs {
        if network.materials[input.index()].stage == operation.stage {
            tonnes -= rate * content(network, *input, element);
        }
    }
    tonnes.max(0.0)
}
