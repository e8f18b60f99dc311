//! Rules of stocks: no fall without a release, refill, least amounts, turnover.

use super::bench::Bench;
use super::report::Check;
use crate::network::{MaterialId, Network, PeriodId, SiteId, Stock};
use crate::plan::Plan;

/// Checks every stock in every period.
pub(super) fn check(bench: &mut Bench<'_>) {
    let (network, plan) = (bench.network, bench.plan);
    for (index, stock) in network.stocks.iter().enumerate() {
        let mut before = stock.opening;
        for t in 0..network.periods.len() {
            let here = plan
                .stocks
                .iter()
                .filter(|kept| (kept.of.index(), kept.period.index()) == (index, t));
            let kept: f64 = here.map(|kept| kept.quantity).sum();
            levels(bench, stock, t, (before, kept));
            rotation(bench, stock, t, before);
            before = kept;
        }
    }
}

/// What a stock holds at the end of a period, given what it held before.
fn levels(bench: &mut Bench<'_>, stock: &Stock, t: usize, (before, kept): (f64, f64)) {
    let rules = &stock.rules;
    if rules.released.get(t) == Some(&false) {
        short(bench, stock, t, (before, kept), "must stay, as no release is in force");
    }
    let asked = rules.refill.get(t).copied().unwrap_or(0.0);
    short(bench, stock, t, (asked, kept), "are asked for by the refill");
    let own = rules.own_cover.get(t).into_iter().flatten();
    let own = own.map(|(drawn, share)| share * drawn_in(bench.network, bench.plan, (stock.site, stock.material), *drawn));
    let least = rules.minimum.get(t).copied().unwrap_or(0.0) + own.sum::<f64>();
    short(bench, stock, t, (least, kept), "are the least");
}

fn short(bench: &mut Bench<'_>, stock: &Stock, t: usize, (least, kept): (f64, f64), words: &str) {
    let place = bench.place(stock.site, stock.material, PeriodId::new(t));
    bench.none(Check::Stocks, least - kept, least.max(kept), |_| {
        (place, format!("{kept} t are kept, {least} t {words}"))
    });
}

fn rotation(bench: &mut Bench<'_>, stock: &Stock, t: usize, before: f64) {
    let Some(share) = stock.rules.rotation.get(t) else { return };
    let gone = gone(bench.network, bench.plan, (stock.site, stock.material), PeriodId::new(t));
    let least = share * before;
    let place = bench.place(stock.site, stock.material, PeriodId::new(t));
    bench.none(Check::Stocks, least - gone, before.max(gone), |_| {
        (place, format!("{gone} t leave of a stock of {before} t, {least} t must"))
    });
}

/// Tonnes that the lines of a place draw.
fn drawn_in(network: &Network, plan: &Plan, (site, material): (SiteId, MaterialId), t: PeriodId) -> f64 {
    let runs = plan.activities.iter().filter(|run| run.period == t);
    let drawn = runs.map(|run| {
        let operation = &network.operations[run.of.index()];
        let inputs = operation.inputs.iter().filter(|(input, _)| *input == material);
        let rate: f64 = inputs.map(|(_, rate)| rate).sum();
        if operation.site == site { rate * run.quantity } else { 0.0 }
    });
    drawn.sum()
}

/// Tonnes that leave a place in a period in any way.
fn gone(network: &Network, plan: &Plan, place: (SiteId, MaterialId), t: PeriodId) -> f64 {
    let shipped = plan.flows.iter().filter(|flow| {
        let lane = &network.lanes[flow.of.index()];
        flow.period == t && (lane.from, lane.material) == place
    });
    let delivered = plan.deliveries.iter().filter(|delivery| {
        let site = network.demands[delivery.of.0.index()].site;
        delivery.period == t && (site, delivery.of.1) == place
    });
    let sold = plan.sales.iter().filter(|sale| {
        let market = &network.byproducts[sale.of.index()];
        sale.period == t && (market.site, market.material) == place
    });
    let disposed = plan.disposals.iter().filter(|disposal| {
        let permitted = &network.disposals[disposal.of.index()];
        disposal.period == t && (permitted.site, permitted.material) == place
    });
    let shipped: f64 = shipped.map(|flow| flow.quantity).sum();
    let delivered: f64 = delivered.map(|delivery| delivery.quantity).sum();
    let sold: f64 = sold.map(|sale| sale.quantity).sum();
    let disposed: f64 = disposed.map(|disposal| disposal.quantity).sum();
    shipped + delivered + sold + disposed + drawn_in(network, plan, place, t)
}
