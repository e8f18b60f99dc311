//! Bans, quotas and limits on exports.

use super::bench::Bench;
use super::border::meets;
use super::lineage::Lineage;
use super::report::Check;
use crate::network::{ElementId, Lane, LaneId, Measure, MeasureKind, PeriodId, RuleSet};
use crate::plan::Amount;
use std::ops::Range;

/// Checks every measure that limits flows.
pub(super) fn check(bench: &mut Bench<'_>, lineage: &Lineage<'_>) {
    tranches(bench, lineage);
    for measure in &bench.network.measures {
        match &measure.kind {
            MeasureKind::Ban => ban(bench, lineage, measure),
            MeasureKind::ExportLimit { limit, element } => {
                let used = counted(bench, lineage, measure, (&bench.plan.flows, *element));
                let periods = (0..used.len()).map(|t| t..t + 1);
                periods.for_each(|period| within(bench, measure, (limit, &used), period));
            }
            MeasureKind::RateQuota { volume, windows, .. } => {
                let within_volume = bench.plan.tranches.as_slice();
                let used = counted(bench, lineage, measure, (within_volume, None));
                let shipped = counted(bench, lineage, measure, (&bench.plan.flows, None));
                for window in windows {
                    within(bench, measure, (volume, &used), window.clone());
                    beyond(bench, measure, (&shipped, &used), window);
                }
            }
            MeasureKind::Quota { limit, element, windows } => {
                let used = counted(bench, lineage, measure, (&bench.plan.flows, *element));
                let windows = windows.iter().cloned();
                windows.for_each(|window| within(bench, measure, (limit, &used), window));
            }
            _ => {}
        }
    }
}

/// What has the low rate of a tariff-rate quota is shipped, and read by one.
fn tranches(bench: &mut Bench<'_>, lineage: &Lineage<'_>) {
    let (network, plan) = (bench.network, bench.plan);
    for part in &plan.tranches {
        let lane = &network.lanes[part.of.index()];
        let same = |flow: &&Amount<LaneId>| (flow.of, flow.class, flow.period) == (part.of, part.class, part.period);
        let shipped: f64 = plan.flows.iter().filter(same).map(|flow| flow.quantity).sum();
        let mut read = network.measures.iter().filter(|measure| {
            let tranched = matches!(measure.kind, MeasureKind::RateQuota { .. });
            tranched && meets(network, lineage, measure, (lane, part.class, part.period))
        });
        let shipped = read.next().map_or(0.0, |_| shipped);
        let place = bench.place(lane.from, lane.material, part.period);
        bench.none(Check::Measures, part.quantity - shipped, part.quantity, |_| {
            (
                place,
                format!("{} t have the low rate of {shipped} t that may", part.quantity),
            )
        });
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

/// Tonnes counted in each period, gross or of an element.
fn counted(
    bench: &Bench<'_>,
    lineage: &Lineage<'_>,
    measure: &Measure,
    (flows, element): (&[Amount<LaneId>], Option<ElementId>),
) -> Vec<f64> {
    let content = |lane: &Lane| {
        let content = &bench.network.materials[lane.material.index()].content;
        element.map_or(1.0, |element| content[element.index()])
    };
    let mut used = vec![0.0; bench.network.periods.len()];
    for flow in flows {
        let lane = &bench.network.lanes[flow.of.index()];
        let class: RuleSet = flow.class;
        if meets(bench.network, lineage, measure, (lane, class, flow.period)) {
            used[flow.period.index()] += content(lane) * flow.quantity;
        }
    }
    used
}

/// Nothing passes beyond a volume of which something is left: under `first_come` at the end of each period, where the rate beyond is the lower
/// one at some time at the end of the window.
fn beyond(bench: &mut Bench<'_>, measure: &Measure, (shipped, used): (&[f64], &[f64]), window: &Range<usize>) {
    let MeasureKind::RateQuota {
        within,
        over,
        volume,
        first_come,
        ..
    } = &measure.kind
    else {
        return;
    };
    let active: Vec<usize> = window.clone().filter(|t| measure.active[*t]).collect();
    let turned = active.iter().any(|t| over[*t] < within[*t]);
    let mut left: f64 = active.iter().map(|t| volume[*t]).sum();
    let mut past = 0.0;
    for t in &active {
        left -= used[*t];
        past = if *first_come {
            shipped[*t] - used[*t]
        } else {
            past + shipped[*t] - used[*t]
        };
        let ends = *first_come || turned && Some(t) == active.last();
        let (past, left) = (past, left);
        let period = bench.period(PeriodId::new(*t));
        if ends {
            bench.none(Check::Measures, past.min(left), shipped[*t].max(used[*t]), |_| {
                let place = format!("{} in {period}", measure.name);
                (place, format!("{past} t beyond a volume of which {left} t are left"))
            });
        }
    }
}

/// Amounts of a window against the limits of its periods in which the measure is in force.
fn within(bench: &mut Bench<'_>, measure: &Measure, (limit, used): (&[f64], &[f64]), window: Range<usize>) {
    let active = window.clone().filter(|t| measure.active[*t]);
    let sum = |amounts: &[f64]| active.clone().map(|t| amounts[t]).sum::<f64>();
    let (limit, used) = (sum(limit), sum(used));
    if active.clone().next().is_none() {
        return;
    }
    let period = bench.period(PeriodId::new(window.start));
    bench.none(Check::Measures, used - limit, used, |_| {
        (
            format!("{} from {period}", measure.name),
            format!("{used} t shipped of {limit} t"),
        )
    });
}
