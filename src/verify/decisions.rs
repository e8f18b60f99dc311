//! Decisions: what is closed does nothing, what is not built adds nothing, lines run in lots and not too little, and owners who ask
//! for it are paid what their open sites cost.

use super::bench::{Bench, TOLERANCE};
use super::ledger::own;
use super::lineage::Lineage;
use super::report::Check;
use crate::network::{BuildOption, Facility, Network, OptionId, PeriodId, SiteId, Viability};
use crate::plan::{Party, Plan};

/// Furthest that a decision may be from a whole number.
const WHOLE: f64 = 1e-6;

/// Checks every decision.
pub(super) fn check(bench: &mut Bench<'_>, lineage: &Lineage<'_>) {
    openings(bench);
    builds(bench);
    runs(bench);
    viabilities(bench, lineage);
}

/// Whether a plan has a site open in a period; sites without a choice always are.
pub(super) fn is_open(network: &Network, plan: &Plan, site: SiteId, period: PeriodId) -> bool {
    let chosen = network.openings.iter().find(|opening| opening.site == site);
    chosen.is_none_or(|chosen| {
        let held = chosen.windows.iter().find(|window| window.contains(&period.index()));
        let stated = |first: usize| {
            plan.openings
                .iter()
                .any(|o| o.of == site && o.period.index() == first && o.quantity > 0.5)
        };
        held.is_some_and(|window| stated(window.start))
    })
}

fn openings(bench: &mut Bench<'_>) {
    let (network, plan) = (bench.network, bench.plan);
    for opening in &plan.openings {
        let chosen = network.openings.iter().find(|chosen| chosen.site == opening.of);
        let begins = chosen.is_some_and(|chosen| chosen.windows.iter().any(|window| window.start == opening.period.index()));
        if !begins || (opening.quantity - 1.0).abs() > WHOLE {
            let place = format!("opening of {} in {}", bench.site(opening.of), bench.period(opening.period));
            bench.wrong(Check::Decisions, place, format!("{} is no decision there", opening.quantity));
        }
    }
    let sold = plan
        .supplies
        .iter()
        .map(|s| (network.sources[s.of.index()].site, s.period, s.quantity));
    let made = plan
        .activities
        .iter()
        .map(|a| (network.operations[a.of.index()].site, a.period, a.quantity));
    for (site, period, quantity) in sold.chain(made) {
        if !is_open(network, plan, site, period) {
            let place = format!("{} in {}", bench.site(site), bench.period(period));
            bench.none(Check::Decisions, quantity, quantity, |amount| {
                (place, format!("{amount} done, though closed"))
            });
        }
    }
}

fn builds(bench: &mut Bench<'_>) {
    let (network, plan) = (bench.network, bench.plan);
    for (index, option) in network.options.iter().enumerate() {
        let built = plan.builds.iter().filter(|built| built.of == OptionId::new(index));
        let whole: f64 = built.clone().map(|built| built.quantity).sum();
        let place = format!("option {} at {}", option.name, bench.site(option.site));
        if whole > 1.0 + WHOLE {
            bench.wrong(Check::Decisions, place.clone(), format!("built {whole} times"));
        }
        for built in built {
            let possible = option.adds.get(built.period.index()).is_some_and(Option::is_some);
            let part = option.lumpy && (built.quantity - 1.0).abs() > WHOLE;
            if part || !possible {
                let text = format!("{} of it decided in {}", built.quantity, bench.period(built.period));
                bench.wrong(Check::Decisions, place.clone(), text);
            }
        }
    }
}

/// Limits of a line or source with what the plan builds.
pub(super) fn limits(bench: &Bench<'_>, facility: Facility, limits: &[f64]) -> Vec<f64> {
    let mut limits = limits.to_vec();
    let of = |option: &&BuildOption| option.facility == facility;
    for built in &bench.plan.builds {
        let option = bench.network.options.get(built.of.index()).filter(of);
        let adds = option
            .and_then(|option| option.adds.get(built.period.index()))
            .and_then(Option::as_ref);
        for (limit, added) in limits.iter_mut().zip(adds.into_iter().flatten()) {
            *limit += added * built.quantity;
        }
    }
    limits
}

/// Lines that run do enough, and in whole lots.
fn runs(bench: &mut Bench<'_>) {
    let network = bench.network;
    let mut done = vec![vec![0.0; network.periods.len()]; network.lines.len()];
    for run in &bench.plan.activities {
        done[network.operations[run.of.index()].line.index()][run.period.index()] += run.quantity;
    }
    for (line, done) in network.lines.iter().zip(&done) {
        for (t, done) in done.iter().enumerate().filter(|(_, done)| **done > 0.0) {
            let place = || {
                format!(
                    "line {} at {} in {}",
                    line.name,
                    bench.site(line.site),
                    bench.period(PeriodId::new(t))
                )
            };
            let (place, least) = (place(), line.minimum_run[t]);
            bench.none(Check::Decisions, least - done, least, |_| {
                (place.clone(), format!("{done} done, {least} is the least"))
            });
            if let Some(lot) = line.lot {
                let off = (done - (done / lot).round() * lot).abs();
                bench.none(Check::Decisions, off, *done, |_| {
                    (place, format!("{done} done in lots of {lot}"))
                });
            }
        }
    }
}

/// What an owner receives for what its sites do covers what they cost, in each window.
fn viabilities(bench: &mut Bench<'_>, lineage: &Lineage<'_>) {
    for viability in &bench.network.viabilities {
        for window in &viability.windows {
            let (received, borne) = books(bench, lineage, viability, window);
            if borne - received > TOLERANCE * borne.max(1.0) {
                let owner = &bench.network.owners[viability.owner.index()];
                let place = format!("{owner} from {}", bench.period(PeriodId::new(window.start)));
                let text = format!("receives {received} USD for what costs it {borne} USD");
                bench.wrong(Check::Decisions, place, text);
            }
        }
    }
}

/// USD received and borne by an owner in a window, not discounted.
fn books(bench: &Bench<'_>, lineage: &Lineage<'_>, viability: &Viability, window: &std::ops::Range<usize>) -> (f64, f64) {
    let (network, plan) = (bench.network, bench.plan);
    let ours = |site: SiteId| network.sites[site.index()].owner == viability.owner;
    let within = |period: PeriodId| window.contains(&period.index());
    let paid = own(bench, lineage).into_iter();
    let paid = paid.filter(|((period, _, payee, ..), _)| within(*period) && *payee == Party::Owner(viability.owner));
    let sold = plan.sales.iter().filter(|sale| within(sale.period)).filter_map(|sale| {
        let market = &network.byproducts[sale.of.index()];
        ours(market.site).then_some(market.price[sale.period.index()] * sale.quantity)
    });
    let received: f64 = paid.map(|(_, due)| due.net).chain(sold).sum();
    let supplies = plan
        .supplies
        .iter()
        .filter(|supply| within(supply.period))
        .filter_map(|supply| {
            let source = &network.sources[supply.of.index()];
            ours(source.site).then_some(source.cash_cost[supply.period.index()] * supply.quantity)
        });
    let activities = plan.activities.iter().filter(|run| within(run.period)).filter_map(|run| {
        let operation = &network.operations[run.of.index()];
        ours(operation.site).then_some(operation.cash_cost[run.period.index()] * run.quantity)
    });
    let cash: f64 = supplies.chain(activities).sum();
    (received, cash + standing(network, plan, viability, window))
}

/// Fixed and capital costs of an owner in a window.
fn standing(network: &Network, plan: &Plan, viability: &Viability, window: &std::ops::Range<usize>) -> f64 {
    let ours = |site: SiteId| network.sites[site.index()].owner == viability.owner;
    let fixed = network.openings.iter().filter(|opening| ours(opening.site)).map(|opening| {
        let at = |t: usize| is_open(network, plan, opening.site, PeriodId::new(t));
        let before = window.start.checked_sub(1).map_or(opening.open_at_start, at);
        let switch = match (before, at(window.start)) {
            (false, true) => opening.opening_cost,
            (true, false) => opening.closing_cost,
            _ => 0.0,
        };
        switch + window.clone().filter(|t| at(*t)).map(|t| opening.fixed[t]).sum::<f64>()
    });
    let capital = plan.builds.iter().filter_map(|built| {
        let option = network.options.get(built.of.index()).filter(|option| ours(option.site))?;
        let recovers = option.recovers.get(built.period.index())?.as_ref()?;
        Some(recovers.get(window.clone())?.iter().sum::<f64>() * built.quantity)
    });
    fixed.chain(capital).sum()
}
