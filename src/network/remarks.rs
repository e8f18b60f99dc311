//! Remarks on what has no effect, or an odd one: notes, no errors.

use super::contracts::written;
use super::names::Context;
use super::periods::Calendar;
use crate::spec::{Measure, MeasureKind, Outage, Process, Series, Signed};

/// Notes measures, contracts and outages outside the horizon, support of nothing, and processes that run against the order of the stages.
pub(super) fn note(context: &Context<'_>) {
    measures(context);
    contracts(context);
    outages(context);
    stages(context);
    free_capital(context);
}

/// Notes options whose capital weighs nothing: nobody who decides bears it.
fn free_capital(context: &Context<'_>) {
    let document = context.document;
    for (name, site) in &document.sites {
        let owner = site.owner.as_ref().unwrap_or(name);
        let viable = document.owners.get(owner).is_some_and(|owner| owner.viability);
        for (option, written) in &site.options {
            if written.capex.0 > 0.0 && !site.cost_plus && !viable {
                context.report.note(format!(
                    "the capital of option `{option}` at `{name}` is borne by `{owner}` and weighs nothing in the decision: set `cost_plus` of the site or \
                     `viability` of the owner"
                ));
            }
        }
    }
}

fn measures(context: &Context<'_>) {
    let spec = context.report.spec;
    let of_scenarios = spec.scenarios.iter().flat_map(|(_, scenario)| &scenario.measures);
    for (name, measure) in spec.policy.1.measures.iter().chain(of_scenarios) {
        outside(context, &format!("measure `{name}`"), (&measure.from, &measure.until));
        if measure.kind == MeasureKind::ContractForDifference && is_nothing(measure) {
            context.report.note(format!(
                "contract for difference `{name}` supports nothing: its `volume` is 0"
            ));
        }
    }
}

fn is_nothing(measure: &Measure) -> bool {
    measure.volume.as_ref().is_some_and(|volume| match volume {
        Series::Constant(volume) => volume.0 <= 0.0,
        Series::Steps(steps) => steps.values().all(|volume| volume.0 <= 0.0),
    })
}

fn contracts(context: &Context<'_>) {
    for (path, contract) in written(context.report.spec) {
        if contract.signed != Signed::Given(false) {
            let name = path.rsplit('.').next().unwrap_or_default();
            outside(context, &format!("contract `{name}`"), (&contract.from, &contract.until));
        }
    }
}

/// Notes what is in force in no period.
fn outside(context: &Context<'_>, what: &str, (from, until): (&Option<String>, &Option<String>)) {
    let calendar = &context.calendar;
    if !calendar.open(from.as_deref(), until.as_deref()).contains(&true) {
        let (span, horizon) = (span(from.as_deref(), until.as_deref()), horizon(calendar));
        context
            .report
            .note(format!("{what} applies {span}, in no period of {horizon}"));
    }
}

fn outages(context: &Context<'_>) {
    for (site, entry) in &context.document.sites {
        let sources = entry.source.iter().map(|(name, source)| (name, &source.outages));
        let lines = entry.lines.iter().map(|(name, line)| (name, &line.outages));
        for (name, outages) in sources.chain(lines) {
            for outage in outages.iter().filter(|outage| misses(&context.calendar, outage)) {
                let span = span(Some(&outage.from), Some(&outage.until));
                let horizon = horizon(&context.calendar);
                context.report.note(format!(
                    "the outage of `{name}` at `{site}` {span} lies outside {horizon}, and changes nothing"
                ));
            }
        }
    }
}

fn misses(calendar: &Calendar, outage: &Outage) -> bool {
    let [from, until] = [&outage.from, &outage.until].map(|date| super::dates::parse(date));
    from.is_some_and(|from| from >= calendar.end()) || until.is_some_and(|until| until <= calendar.start())
}

fn span(from: Option<&str>, until: Option<&str>) -> String {
    let from = from.map(|date| format!("from {date}"));
    let until = until.map(|date| format!("until {date}"));
    from.into_iter().chain(until).collect::<Vec<_>>().join(" ")
}

fn horizon(calendar: &Calendar) -> String {
    format!("the horizon ({} to {})", calendar.start(), calendar.end())
}

/// A process of a stage takes goods of that stage or of those before it; recycling goes back.
fn stages(context: &Context<'_>) {
    let stages = &context.document.stages;
    let position = |stage: &str| {
        let (index, _, written) = stages.get_full(stage)?;
        (!written.recycling).then_some(index)
    };
    for (name, process) in &context.document.processes {
        let Some(own) = position(&process.stage) else { continue };
        let later = inputs(process).into_iter().find_map(|input| {
            let stage = &context.document.materials.get(input)?.stage;
            (position(stage)? > own).then_some((input, stage))
        });
        if let Some((input, stage)) = later {
            context.report.note(format!(
                "process `{name}` is of stage `{}`, but its input `{input}` is of the later stage `{stage}`: \
                 `stages` stand in the order of the chain, from the mine on",
                process.stage
            ));
        }
    }
}

fn inputs(process: &Process) -> Vec<&String> {
    let feeds = process.separates.iter().flat_map(|separation| &separation.feeds);
    process.inputs.keys().chain(feeds).collect()
}
