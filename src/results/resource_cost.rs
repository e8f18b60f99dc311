//! Cost of the resources that the physical plan uses, whoever pays whom.

use crate::network::{CountryId, Network, SiteId};
use crate::plan::{EntryKind, Party, Plan};

/// Discounted USD: sources and lines of allies at cash cost, outside ones at the price paid abroad, scrap at its price, and freight, holding and
/// disposal. Duties, floors and by-product revenue do not count. Formula: docs/formulation, "Resource cost".
pub fn resource_cost(network: &Network, plan: &Plan) -> f64 {
    // A sum of nothing is -0.
    let flowing = supplies(network, plan)
        + scrap(network, plan)
        + destinations(network, plan)
        + contracts(network, plan)
        + activities(network, plan);
    0.0 + flowing + services(plan) + standing(network, plan)
}

fn is_ally(network: &Network, site: SiteId) -> bool {
    network.countries[country(network, site).index()].ally
}

fn country(network: &Network, site: SiteId) -> CountryId {
    network.sites[site.index()].country
}

/// Sources at cash cost, or at the offer in their own country.
fn supplies(network: &Network, plan: &Plan) -> f64 {
    let cost = plan.supplies.iter().map(|supply| {
        let source = &network.sources[supply.of.index()];
        let t = supply.period.index();
        let price = if is_ally(network, source.site) {
            source.cash_cost[t]
        } else {
            source.offer[country(network, source.site).index()][t]
        };
        supply.quantity * price * network.periods[t].discount
    });
    cost.sum()
}

/// Scrap at the price paid for it.
fn scrap(network: &Network, plan: &Plan) -> f64 {
    let cost = plan.collections.iter().map(|collection| {
        let t = collection.period.index();
        collection.quantity * network.returns[collection.of.0.index()].offer[t] * network.periods[t].discount
    });
    cost.sum()
}

/// What outside sources ask at a destination more than at home.
fn destinations(network: &Network, plan: &Plan) -> f64 {
    let cost = plan.flows.iter().map(|flow| {
        let lane = &network.lanes[flow.of.index()];
        let sells = |source: &&crate::network::Source| source.site == lane.from && source.material == lane.material;
        let Some(source) = network.sources.iter().find(sells).filter(|_| !is_ally(network, lane.from)) else {
            return 0.0;
        };
        let t = flow.period.index();
        let at = |site| source.offer[country(network, site).index()][t];
        flow.quantity * (at(lane.to) - at(lane.from)) * network.periods[t].discount
    });
    cost.sum()
}

/// What outside sources ask less than their offers under contracts that have volumes.
fn contracts(network: &Network, plan: &Plan) -> f64 {
    let cost = plan.supported.iter().filter_map(|part| {
        let lane = &network.lanes[part.of.index()];
        let support = network
            .contract_on(lane, part.period)
            .filter(|_| !is_ally(network, lane.from))?;
        let (to, t) = (network.country_of(lane.to), part.period.index());
        let less = network.sources[support.source.index()].offer[to.index()][t] - support.price(to, part.period);
        Some(-less * part.quantity * network.periods[t].discount)
    });
    cost.sum()
}

/// Activity at cash cost, or at the fee where the plant is outside.
fn activities(network: &Network, plan: &Plan) -> f64 {
    let cost = plan.activities.iter().map(|activity| {
        let operation = &network.operations[activity.of.index()];
        let t = activity.period.index();
        let price = if is_ally(network, operation.site) {
            operation.cash_cost[t]
        } else {
            operation.fee[t]
        };
        activity.quantity * price * network.periods[t].discount
    });
    cost.sum()
}

/// Fixed and capital costs of allied sites, granted shares included, and of outside ones and of routes what buyers pay of them.
fn standing(network: &Network, plan: &Plan) -> f64 {
    let paid = |entry: &&crate::plan::Entry| matches!(entry.kind, EntryKind::Fixed | EntryKind::Capex);
    let of_route = |entry: &crate::plan::Entry| matches!(entry.payee, Party::Carriers | Party::Services);
    let abroad = |entry: &&crate::plan::Entry| of_route(entry) || entry.site.is_some_and(|site| !is_ally(network, site));
    let outside = plan.ledger.iter().filter(paid).filter(abroad).map(|entry| entry.discounted);
    let discount = |t: usize| network.periods[t].discount;
    let allied = network
        .openings
        .iter()
        .filter(|opening| is_ally(network, opening.site))
        .map(|opening| {
            let held = opening.kept(|first| plan.openings.iter().any(|o| (o.of, o.period) == (opening.site, first)));
            held.iter().map(|(t, cost)| cost * discount(t.index())).sum::<f64>()
        });
    let capital = plan.builds.iter().filter_map(|built| {
        let option = network
            .options
            .get(built.of.index())
            .filter(|option| is_ally(network, option.site))?;
        let recovers = option.recovers.get(built.period.index())?.iter().flatten();
        Some(recovers.enumerate().map(|(t, recovers)| recovers * discount(t)).sum::<f64>() * built.quantity)
    });
    outside.chain(allied).chain(capital).sum()
}

fn services(plan: &Plan) -> f64 {
    let counts = |kind| matches!(kind, EntryKind::Freight | EntryKind::Holding | EntryKind::Disposal);
    plan.ledger
        .iter()
        .filter(|entry| counts(entry.kind))
        .map(|entry| entry.discounted)
        .sum()
}
