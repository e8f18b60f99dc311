//! Value content: of the customs value of what claims a rule, other material is no more than the rule leaves.

use super::bench::Bench;
use super::report::Check;
use super::tolerance::place;
use crate::network::{OperationId, PeriodId, RuleId};

/// Checks what an operation drew under a rule that measures value at its stage; whether the rule does.
pub(super) fn check(bench: &mut Bench<'_>, (id, rule, period): (OperationId, RuleId, PeriodId)) -> bool {
    let (network, plan) = (bench.network, bench.plan);
    let operation = &network.operations[id.index()];
    let content = network.rules[rule.index()].value_content.as_ref();
    let Some(content) = content.filter(|content| content.stage == operation.stage) else {
        return false;
    };
    let claiming = plan.activities.iter().filter(|run| (run.of, run.period) == (id, period));
    let claimed: f64 = claiming.filter(|run| run.class.has(rule)).map(|run| run.quantity).sum();
    let unit = made(bench, (id, rule, period));
    let drawn = plan.tolerated.iter().filter(|drawn| drawn.period == period);
    let drawn = drawn.filter(|drawn| (drawn.of.0, drawn.of.2) == (id, rule));
    let other: f64 = drawn
        .map(|drawn| {
            drawn.quantity
                * content.values[drawn.of.1.index()]
                    .get(period.index())
                    .copied()
                    .unwrap_or(f64::NAN)
        })
        .sum();
    let worth = unit * claimed;
    let excess = other - (1.0 - content.share) * worth;
    // In units of activity, as all else is judged in tonnes.
    let scale = if unit > 0.0 { unit } else { 1.0 };
    let at = place(bench, id, period);
    bench.none(Check::ValueContent, excess / scale, claimed, |_| {
        let added = worth - other;
        let text = format!(
            "{added} of {worth} USD are not of other origin, below the share of {}",
            content.share
        );
        (at, text)
    });
    true
}

/// Customs value of what a unit of activity makes, of what the rule follows, USD.
fn made(bench: &Bench<'_>, (id, rule, period): (OperationId, RuleId, PeriodId)) -> f64 {
    let network = bench.network;
    let operation = &network.operations[id.index()];
    let mut worth = 0.0;
    for declared in &network.sites[operation.site.index()].customs_values {
        let special = declared.with_rule.iter().find(|(named, _)| *named == rule);
        let price = special.map_or(&declared.value, |(_, price)| price)[period.index()];
        let outputs = operation.outputs.iter().filter(|(output, _)| *output == declared.material);
        let followed = outputs.filter(|(output, _)| network.concerns(rule, *output));
        worth += price * followed.map(|(_, rate)| rate).sum::<f64>();
    }
    worth
}
