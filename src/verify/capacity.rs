//! Capacities of sources, lines, circuits, routes, stocks and markets; closed lanes; closing stocks.

use super::bench::Bench;
use super::decisions::limits;
use super::report::Check;
use crate::network::{Facility, LaneId, LineId, PeriodId, SourceId, Terminal};
use crate::plan::Amount;

/// Checks every limit.
pub(super) fn check(bench: &mut Bench<'_>) {
    let network = bench.network;
    let site = |site: crate::network::SiteId| &network.sites[site.index()].name;
    let supplies = sums(bench, &bench.plan.supplies, network.sources.len(), |id| id.index());
    for (index, (source, used)) in network.sources.iter().zip(&supplies).enumerate() {
        let available = limits(bench, Facility::Source(SourceId::new(index)), &source.available);
        let what = || format!("{} of {}", network.materials[source.material.index()].name, site(source.site));
        limit(bench, used, &available, what);
    }
    lines(bench);
    let routes = sums(bench, &bench.plan.flows, network.routes.len(), |id: LaneId| {
        network.lanes[id.index()].route.index()
    });
    for (route, used) in network.routes.iter().zip(&routes) {
        limit(bench, used, &route.capacity, || {
            format!("route from {} to {}", site(route.from), site(route.to))
        });
    }
    let sales = sums(bench, &bench.plan.sales, network.byproducts.len(), |id| id.index());
    for (market, used) in network.byproducts.iter().zip(&sales) {
        let what = || {
            format!(
                "market for {} at {}",
                network.materials[market.material.index()].name,
                site(market.site)
            )
        };
        limit(bench, used, &market.limit, what);
    }
    closed_lanes(bench);
    stocks(bench);
}

/// Sums of amounts by owner of the limit, then period.
fn sums<T: Copy>(bench: &Bench<'_>, amounts: &[Amount<T>], count: usize, owner: impl Fn(T) -> usize) -> Vec<Vec<f64>> {
    let mut sums = vec![vec![0.0; bench.network.periods.len()]; count];
    for amount in amounts {
        sums[owner(amount.of)][amount.period.index()] += amount.quantity;
    }
    sums
}

fn limit(bench: &mut Bench<'_>, used: &[f64], limits: &[f64], what: impl Fn() -> String) {
    for (t, (used, limit)) in used.iter().zip(limits).enumerate() {
        let period = bench.period(PeriodId::new(t));
        bench.none(Check::Capacity, used - limit, used.max(0.0), |_| {
            (format!("{} in {period}", what()), format!("{used} used of {limit}"))
        });
    }
}

fn lines(bench: &mut Bench<'_>) {
    let network = bench.network;
    let line_of = |id: crate::network::OperationId| network.operations[id.index()].line.index();
    let runs = sums(bench, &bench.plan.activities, network.lines.len(), line_of);
    for (index, (line, used)) in network.lines.iter().zip(&runs).enumerate() {
        let capacity = limits(bench, Facility::Line(LineId::new(index)), &line.capacity);
        limit(bench, used, &capacity, || {
            format!("line {} at {}", line.name, network.sites[line.site.index()].name)
        });
    }
    let mut made: Vec<Vec<Vec<f64>>> = network
        .lines
        .iter()
        .map(|line| vec![vec![0.0; network.periods.len()]; line.circuits.len()])
        .collect();
    for run in &bench.plan.activities {
        let operation = &network.operations[run.of.index()];
        let circuits = network.lines[operation.line.index()].circuits.iter().enumerate();
        for (number, circuit) in circuits {
            let counted = operation
                .outputs
                .iter()
                .filter(|(output, _)| circuit.materials.contains(output));
            let tonnes: f64 = counted.map(|(_, rate)| rate * run.quantity).sum();
            made[operation.line.index()][number][run.period.index()] += tonnes;
        }
    }
    for (line, of_line) in network.lines.iter().zip(&made) {
        for (circuit, used) in line.circuits.iter().zip(of_line) {
            let what = || {
                format!(
                    "circuit {} of {} at {}",
                    circuit.name,
                    line.name,
                    network.sites[line.site.index()].name
                )
            };
            limit(bench, used, &circuit.capacity, what);
        }
    }
}

fn closed_lanes(bench: &mut Bench<'_>) {
    let network = bench.network;
    for flow in &bench.plan.flows {
        let lane = &network.lanes[flow.of.index()];
        if lane.arrivals[flow.period.index()].is_empty() {
            let place = format!(
                "{} to {}",
                bench.place(lane.from, lane.material, flow.period),
                bench.site(lane.to)
            );
            bench.none(Check::Capacity, flow.quantity, flow.quantity, |tonnes| {
                (place, format!("{tonnes} t shipped, though closed or too late to arrive"))
            });
        }
    }
}

fn stocks(bench: &mut Bench<'_>) {
    let network = bench.network;
    let kept = sums(bench, &bench.plan.stocks, network.stocks.len(), |id| id.index());
    for (stock, kept) in network.stocks.iter().zip(&kept) {
        let what = || {
            format!(
                "stock of {} at {}",
                network.materials[stock.material.index()].name,
                network.sites[stock.site.index()].name
            )
        };
        limit(bench, kept, &stock.room, what);
        let left = kept.last().copied().unwrap_or_default();
        if stock.terminal == Terminal::Keep {
            bench.none(Check::Terminal, stock.opening - left, stock.opening, |_| {
                (what(), format!("{left} t left of {} t at the start", stock.opening))
            });
        }
    }
}
