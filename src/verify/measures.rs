//! Bans and limits on exports.

use super::bench::Bench;
use super::border::meets;
use super::lineage::Lineage;
use super::report::Check;
use crate::network::{Lane, Measure, MeasureKind, PeriodId, RuleSet};

/// Checks every measure that limits flows.
pub(super) fn check(bench: &mut Bench<'_>, lineage: &Lineage<'_>) {
    for measure in &bench.network.measures {
        match &measure.kind {
            MeasureKind::Ban => ban(bench, lineage, measure),
            MeasureKind::ExportLimit { limit, element } => {
                let content = |lane: &Lane| {
                    let content = &bench.network.materials[lane.material.index()].content;
                    element.map_or(1.0, |element| content[element.index()])
                };
                let used = shipped(bench, lineage, measure, content);
                exports(bench, measure, limit, &used);
            }
            _ => {}
        }
    }
}

fn ban(bench: &mut Bench<'_>, lineage: &Lineage<'_>, measure: &Measure) {
    for flow in &bench.plan.flows {
        let lane = &bench.network.lanes[flow.of.index()];
        if meets(bench.network, lineage, measure, (lane, flow.class, flow.period)) {
            let place = bench.place(lane.from, lane.material, flow.period);
            let to = bench.site(lane.to);
            bench.none(Check::Measures, flow.quantity, flow.quantity, |tonnes| {
                (place, format!("{tonnes} t shipped to {to} against the ban {}", measure.name))
            });
        }
    }
}

fn shipped(bench: &Bench<'_>, lineage: &Lineage<'_>, measure: &Measure, content: impl Fn(&Lane) -> f64) -> Vec<f64> {
    let mut used = vec![0.0; bench.network.periods.len()];
    for flow in &bench.plan.flows {
        let lane = &bench.network.lanes[flow.of.index()];
        let class: RuleSet = flow.class;
        if meets(bench.network, lineage, measure, (lane, class, flow.period)) {
            used[flow.period.index()] += content(lane) * flow.quantity;
        }
    }
    used
}

fn exports(bench: &mut Bench<'_>, measure: &Measure, limit: &[f64], used: &[f64]) {
    for (t, (used, limit)) in used.iter().zip(limit).enumerate().filter(|(t, _)| measure.active[*t]) {
        let period = bench.period(PeriodId::new(t));
        bench.none(Check::Measures, used - limit, *used, |_| {
            (
                format!("{} in {period}", measure.name),
                format!("{used} t exported of {limit} t"),
            )
        });
    }
}
