//! De minimis: other material is no more than its share of what claims the rule, for each element, where the rule grants it.

use super::bench::Bench;
use super::lineage::Lineage;
use super::report::Check;
use crate::network::{MaterialId, OperationId, PeriodId, RuleId, RuleSet};
use std::collections::{BTreeMap, BTreeSet};

/// Material that an operation draws in a period, with the rules it needs of it.
type Draw = (OperationId, MaterialId, PeriodId, RuleSet);

/// Checks every operation that draws under a tolerance.
pub(super) fn check(bench: &mut Bench<'_>, lineage: &Lineage<'_>) {
    draws(bench, lineage);
    let used: BTreeSet<(OperationId, RuleId, PeriodId)> = bench
        .plan
        .tolerated
        .iter()
        .map(|drawn| (drawn.of.0, drawn.of.2, drawn.period))
        .collect();
    for (operation, rule, period) in used {
        let stage = bench.network.operations[operation.index()].stage;
        if super::value_content::check(bench, (operation, rule, period)) {
            continue;
        }
        match bench.network.rules[rule.index()].de_minimis {
            Some((share, granted)) if granted == stage => share_of(bench, (operation, rule, period), share),
            _ => {
                let place = place(bench, operation, period);
                let name = &bench.network.rules[rule.index()].name;
                bench.wrong(Check::DeMinimis, place, format!("{name} grants no tolerance there"));
            }
        }
    }
}

/// No more is tolerated in a draw than is drawn. What is tolerated without one rule is a draw at the class without it, where
/// another rule may be tolerated next.
fn draws(bench: &mut Bench<'_>, lineage: &Lineage<'_>) {
    let (network, plan) = (bench.network, bench.plan);
    let mut tolerated: BTreeMap<Draw, f64> = BTreeMap::new();
    for drawn in &plan.tolerated {
        let (id, material, rule) = drawn.of;
        let claim = lineage.needed(&network.operations[id.index()], material, drawn.class);
        let left = claim.without(RuleSet::of(rule));
        *tolerated.entry((id, material, drawn.period, claim)).or_default() += drawn.quantity;
        *tolerated.entry((id, material, drawn.period, left)).or_default() -= drawn.quantity;
    }
    for ((id, material, period, claim), other) in tolerated {
        let operation = &network.operations[id.index()];
        let rate: f64 = operation
            .inputs
            .iter()
            .filter(|input| input.0 == material)
            .map(|(_, rate)| rate)
            .sum();
        let runs = plan.activities.iter().filter(|run| run.of == id && run.period == period);
        let runs = runs.filter(|run| lineage.needed(operation, material, run.class) == claim);
        let drawn = rate * runs.map(|run| run.quantity).sum::<f64>();
        let at = place(bench, id, period);
        let name = bench.material(material);
        bench.none(Check::DeMinimis, other - drawn, drawn, |_| {
            (at, format!("{other} t of {name} tolerated where {drawn} t are drawn"))
        });
    }
}

pub(super) fn place(bench: &Bench<'_>, operation: OperationId, period: PeriodId) -> String {
    let operation = &bench.network.operations[operation.index()];
    format!(
        "{} at {} in {}",
        operation.name,
        bench.site(operation.site),
        bench.period(period)
    )
}

fn share_of(bench: &mut Bench<'_>, (id, rule, period): (OperationId, RuleId, PeriodId), share: f64) {
    let (network, plan) = (bench.network, bench.plan);
    let operation = &network.operations[id.index()];
    let followed = &network.rules[rule.index()].elements;
    let claiming = plan
        .activities
        .iter()
        .filter(|run| run.of == id && run.period == period && run.class.has(rule));
    let claimed: f64 = claiming.map(|run| run.quantity).sum();
    for (element, _) in followed.iter().enumerate().filter(|(_, followed)| **followed) {
        let content = |material: crate::network::MaterialId| network.materials[material.index()].content[element];
        let drawn: f64 = operation
            .inputs
            .iter()
            .map(|(input, rate)| content(*input) * rate * claimed)
            .sum();
        let other = plan
            .tolerated
            .iter()
            .filter(|drawn| (drawn.of.0, drawn.of.2, drawn.period) == (id, rule, period));
        let other: f64 = other.map(|drawn| content(drawn.of.1) * drawn.quantity).sum();
        let at = place(bench, id, period);
        let name = &network.elements[element].name;
        bench.none(Check::DeMinimis, other - share * drawn, drawn.max(other), |_| {
            (
                at,
                format!("{other} t of {name} of other origin beside {drawn} t claimed, above the share of {share}"),
            )
        });
    }
}
