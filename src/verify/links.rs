//! Links: what is not in use or not qualified carries nothing, what is in use carries enough, and places trade with no more others than
//! they may.

use super::bench::{Bench, TOLERANCE};
use super::report::Check;
use crate::network::{Link, Network, Partners, PeriodId, RouteId, SiteId};
use crate::plan::{Amount, Plan};
use std::collections::BTreeMap;

/// Furthest that a decision may be from a whole number.
const WHOLE: f64 = 1e-6;

/// Checks every choice about a route, and every limit on partners.
pub(super) fn check(bench: &mut Bench<'_>) {
    decided(bench);
    let network = bench.network;
    let mut shipped = vec![vec![0.0; network.periods.len()]; network.routes.len()];
    for flow in &bench.plan.flows {
        shipped[network.lanes[flow.of.index()].route.index()][flow.period.index()] += flow.quantity;
    }
    for link in &network.links {
        for (t, shipped) in shipped[link.route.index()].iter().enumerate() {
            route(bench, link, PeriodId::new(t), *shipped);
        }
    }
    for limit in &network.partners {
        partners(bench, limit);
    }
}

/// Whether a plan has a route in use in a period.
pub(super) fn in_use(network: &Network, plan: &Plan, route: RouteId, period: PeriodId) -> bool {
    let link = network.links.iter().find(|link| link.route == route);
    let window = link.and_then(|link| link.windows.iter().find(|window| window.contains(&period.index())));
    let stated = |used: &&Amount<RouteId>| used.of == route && used.quantity > 0.5;
    let mut stated = plan.links.iter().filter(stated);
    window.is_some_and(|window| stated.any(|used| used.period.index() == window.start))
}

/// Decisions are whole, and are taken where and when they can be.
fn decided(bench: &mut Bench<'_>) {
    let (network, plan) = (bench.network, bench.plan);
    let begins = |link: &Link, period: PeriodId| link.windows.iter().any(|window| window.start == period.index());
    let leads = |link: &Link, period: PeriodId| {
        let asked = link.qualification.as_ref();
        asked.is_some_and(|asked| asked.ready.get(period.index()).is_some_and(Option::is_some))
    };
    let used = plan.links.iter().map(|used| ("use", used));
    let passed = plan.qualifications.iter().map(|passed| ("qualification", passed));
    for (what, decision) in used.chain(passed) {
        let link = network.links.iter().find(|link| link.route == decision.of);
        let possible = link.is_some_and(|link| match what {
            "use" => link.is_choice() && begins(link, decision.period),
            _ => leads(link, decision.period),
        });
        if !possible || (decision.quantity - 1.0).abs() > WHOLE {
            let place = format!("{what} of {} in {}", ends(bench, decision.of), bench.period(decision.period));
            bench.wrong(Check::Decisions, place, format!("{} is no decision there", decision.quantity));
        }
    }
}

fn ends(bench: &Bench<'_>, route: RouteId) -> String {
    let route = &bench.network.routes[route.index()];
    format!("the route from {} to {}", bench.site(route.from), bench.site(route.to))
}

/// What a route ships in a period against what was decided.
fn route(bench: &mut Bench<'_>, link: &Link, period: PeriodId, shipped: f64) {
    let (network, plan) = (bench.network, bench.plan);
    let used = in_use(network, plan, link.route, period);
    let place = || format!("{} in {}", ends(bench, link.route), bench.period(period));
    let place = place();
    if link.is_choice() && !used {
        bench.none(Check::Decisions, shipped, shipped, |amount| {
            (place.clone(), format!("{amount} t shipped, though not in use"))
        });
    }
    let least = link.minimum[period.index()];
    if used {
        bench.none(Check::Decisions, least - shipped, least, |_| {
            (place.clone(), format!("{shipped} t shipped, {least} t is the least"))
        });
    }
    if let Some(asked) = &link.qualification {
        let passed = plan.qualifications.iter().filter(|passed| passed.of == link.route);
        let mut ready = passed.filter_map(|passed| *asked.ready.get(passed.period.index())?);
        if !ready.any(|ready| ready <= period) {
            bench.none(Check::Decisions, shipped, shipped, |amount| {
                (place, format!("{amount} t shipped before it is qualified"))
            });
        }
    }
}

/// Others traded with in each window; what is left of rounding counts as none.
fn partners(bench: &mut Bench<'_>, limit: &Partners) {
    let network = bench.network;
    for window in &limit.windows {
        let mut traded: BTreeMap<SiteId, f64> = BTreeMap::new();
        for flow in bench.plan.flows.iter().filter(|flow| window.contains(&flow.period.index())) {
            if let Some(other) = limit.other(&network.lanes[flow.of.index()]) {
                *traded.entry(other).or_default() += flow.quantity;
            }
        }
        let whole: f64 = traded.values().sum();
        let count = traded.values().filter(|amount| **amount > TOLERANCE * whole).count();
        if count > limit.limit as usize {
            let place = format!("{} from {}", limit.name, bench.period(PeriodId::new(window.start)));
            let text = format!("trades with {count} places, {} is the most", limit.limit);
            bench.wrong(Check::Decisions, place, text);
        }
    }
}
