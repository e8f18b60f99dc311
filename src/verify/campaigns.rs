//! Lines keep goods of segregated rules apart, in no more campaigns than they may, each large enough, with time for the changes.

use super::bench::Bench;
use super::decisions::limits;
use super::report::Check;
use crate::network::{Campaigns, Facility, Line, LineId, OperationId, PeriodId, RuleId, RuleSet};
use std::collections::BTreeMap;

/// Part of a line's activity below which a campaign is what is left of rounding.
const DUST: f64 = 1e-9;

/// Checks every line with campaigns.
pub(super) fn check(bench: &mut Bench<'_>) {
    for (index, line) in bench.network.lines.iter().enumerate() {
        let Some(campaigns) = &line.campaigns else { continue };
        let id = LineId::new(index);
        let capacity = limits(bench, Facility::Line(id), &line.capacity);
        for t in (0..bench.network.periods.len()).map(PeriodId::new) {
            of_period(bench, (id, t), (line, campaigns), capacity[t.index()]);
        }
    }
}

fn of_period(bench: &mut Bench<'_>, (id, t): (LineId, PeriodId), (line, campaigns): (&Line, &Campaigns), capacity: f64) {
    let plan = bench.plan;
    let ours = |run: &&crate::plan::Amount<OperationId>| run.period == t && bench.network.operations[run.of.index()].line == id;
    let mut sides: BTreeMap<RuleSet, f64> = BTreeMap::new();
    for run in plan.activities.iter().filter(ours) {
        let apart = apart(bench, run.of);
        if apart != RuleSet::default() {
            *sides.entry(run.class.and(apart)).or_default() += run.quantity;
        }
    }
    let all: f64 = plan.activities.iter().filter(ours).map(|run| run.quantity).sum();
    let mut amounts: Vec<f64> = sides.into_values().filter(|amount| *amount > DUST * all).collect();
    amounts.sort_by(|one, other| other.total_cmp(one));
    let place = format!("line {} at {} in {}", line.name, bench.site(line.site), bench.period(t));
    let beyond = amounts.iter().enumerate().filter(|(n, _)| *n as f64 >= campaigns.most);
    let beyond: f64 = beyond.map(|(_, amount)| amount).sum();
    bench.none(Check::Decisions, beyond, all, |_| {
        (
            place.clone(),
            format!("{} campaigns, {} may run", amounts.len(), campaigns.most),
        )
    });
    for amount in &amounts {
        bench.none(Check::Decisions, campaigns.minimum - amount, campaigns.minimum, |_| {
            let text = format!("a campaign of {amount}, {} is the least", campaigns.minimum);
            (place.clone(), text)
        });
    }
    let lost = campaigns.loss[t.index()] * amounts.len().saturating_sub(1) as f64;
    bench.none(Check::Decisions, all + lost - capacity, capacity, |_| {
        (
            place,
            format!("{all} done and {lost} lost by changes, {capacity} is the capacity"),
        )
    });
}

/// Segregated rules that follow an element of an operation's inputs.
fn apart(bench: &Bench<'_>, id: OperationId) -> RuleSet {
    let network = bench.network;
    let mut set = RuleSet::default();
    for (index, rule) in network.rules.iter().enumerate().filter(|(_, rule)| rule.segregated) {
        let followed = network.operations[id.index()].inputs.iter().any(|(input, _)| {
            let content = network.materials[input.index()].content.iter().zip(&rule.elements);
            content.into_iter().any(|(share, followed)| *followed && *share > 0.0)
        });
        if followed {
            set = set.or(RuleSet::of(RuleId::new(index)));
        }
    }
    set
}
