//! The most that a route can carry in any plan, from the data around it: what its sender can give, what its receiver can use, and
//! its own capacity. Choices multiply these limits, so that no number is larger than the data make it.

use super::{Facility, MaterialId, Network, PerPeriod, PeriodId, RouteId, SiteId};

/// Tonnes of some of a route's materials in each period; infinite where the data set no limit.
pub(super) fn most(network: &Network, route: RouteId, counts: &dyn Fn(MaterialId) -> bool) -> PerPeriod {
    let Some(ends) = network.routes.get(route.index()) else {
        return PerPeriod::new();
    };
    let lanes: Vec<_> = network
        .lanes
        .iter()
        .filter(|lane| lane.route == route && counts(lane.material))
        .collect();
    let carried: Vec<MaterialId> = lanes.iter().map(|lane| lane.material).collect();
    let used: PerPeriod = periods(network).map(|t| used(network, ends.to, &carried, t)).collect();
    let arriving = |t: usize| -> f64 {
        // All lanes of a route take the same time.
        let arrivals = lanes.first().and_then(|lane| lane.arrivals.get(t));
        let limits = arrivals.into_iter().flatten().filter(|(_, share)| *share > 0.0);
        let limits: PerPeriod = limits.filter_map(|(at, share)| Some(used.get(at.index())? / share)).collect();
        if limits.is_empty() {
            0.0
        } else {
            limits.into_iter().fold(f64::INFINITY, f64::min)
        }
    };
    let own = ends.capacity.iter().enumerate();
    own.map(|(t, capacity)| {
        capacity
            .min(given(network, ends.from, &carried, PeriodId::new(t)))
            .min(arriving(t))
    })
    .collect()
}

fn periods(network: &Network) -> impl Iterator<Item = PeriodId> + use<'_> {
    // Periods are filled in last; those of a route are as many.
    let count = network.routes.first().map_or(0, |route| route.capacity.len());
    (0..count).map(PeriodId::new)
}

/// What a site sells and makes; without limit where it also keeps such goods or has them from elsewhere.
fn given(network: &Network, site: SiteId, carried: &[MaterialId], t: PeriodId) -> f64 {
    let has = |at: SiteId, material: MaterialId| at == site && carried.contains(&material);
    let passes = network.lanes.iter().any(|lane| has(lane.to, lane.material))
        || network.stocks.iter().any(|stock| has(stock.site, stock.material))
        || network.in_transit.iter().any(|goods| has(goods.to, goods.material))
        || network.returns.iter().any(|back| has(back.site, back.scrap));
    if passes {
        return f64::INFINITY;
    }
    let sources = network
        .sources
        .iter()
        .zip(0..)
        .filter(|(source, _)| has(source.site, source.material));
    let sold = sources.map(|(_, id)| network.most(Facility::Source(super::SourceId(id)), t));
    sold.chain(works(network, site, t, |operation| amount(&operation.outputs, carried)))
        .sum()
}

/// What a site can use for its demands, lines and markets; without limit where it can also keep, pass on or throw away.
fn used(network: &Network, site: SiteId, carried: &[MaterialId], t: PeriodId) -> f64 {
    let has = |at: SiteId, material: MaterialId| at == site && carried.contains(&material);
    let passes = network.lanes.iter().any(|lane| has(lane.from, lane.material))
        || network.stocks.iter().any(|stock| has(stock.site, stock.material))
        || network.disposals.iter().any(|disposal| has(disposal.site, disposal.material));
    if passes {
        return f64::INFINITY;
    }
    let at = |values: &PerPeriod| values.get(t.index()).copied().unwrap_or_default();
    let demands = network
        .demands
        .iter()
        .filter(|demand| demand.site == site)
        .filter_map(|demand| {
            let rates = demand
                .accepts
                .iter()
                .filter(|(material, _)| carried.contains(material))
                .map(|(_, rate)| *rate);
            let least = rates.reduce(f64::min)?;
            Some(demand.blocks.iter().map(|block| at(&block.quantity)).sum::<f64>() / least)
        });
    let markets = network.byproducts.iter().filter(|market| has(market.site, market.material));
    let sold = markets.map(|market| at(&market.limit));
    let drawn = works(network, site, t, |operation| amount(&operation.inputs, carried));
    demands.chain(sold).chain(drawn).sum()
}

fn amount(recipe: &[(MaterialId, f64)], carried: &[MaterialId]) -> f64 {
    recipe
        .iter()
        .filter(|(material, _)| carried.contains(material))
        .map(|(_, rate)| rate)
        .sum()
}

/// For each line of a site the most that its operations draw or make; nothing for lines without such an operation.
fn works<'n>(
    network: &'n Network,
    site: SiteId,
    t: PeriodId,
    rate: impl Fn(&super::Operation) -> f64 + 'n,
) -> impl Iterator<Item = f64> + 'n {
    let lines = network.lines.iter().zip(0..).filter(move |(line, _)| line.site == site);
    lines.filter_map(move |(_, id)| {
        let line = super::LineId(id);
        let rates = network
            .operations
            .iter()
            .filter(|operation| operation.line == line)
            .map(&rate);
        let largest = rates.fold(0.0, f64::max);
        (largest > 0.0).then(|| largest * network.most(Facility::Line(line), t))
    })
}
