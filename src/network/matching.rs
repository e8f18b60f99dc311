//! Contracts for difference that match: the seller bids what lands its goods at the price of the cheapest other seller.
//!
//! ```text
//! landed[j,t] = least over other sources and their ways to j of offer + freight + border charges
//! bid[c,t]    = min(own offer, least over places j in country c that the seller ships to of landed[j,t] - own freight - own border charges)
//! ```
//!
//! Other sources are those of the same material without a contract that matches, open in the period. Their ways are lanes, from place to place, in the
//! period, whatever the transit; charges are those of goods of the source's lineage, at the rate beyond the volume of a tariff-rate quota. A bid is
//! never below 0. Customs values stay as they are, so that no charge depends on a bid. Where no other source is open, the seller keeps its offer.

use super::names::Context;
use super::supports::lay;
use super::{Facility, LaneId, Network, PeriodId, RuleId, Source, SourceId, Support, border_charges};

/// Reports contracts that match without another seller at the places that the seller ships to.
pub(super) fn check(context: &Context<'_>, network: &Network) {
    for support in network.supports.iter().filter(|support| support.matches) {
        let source = &network.sources[support.source.index()];
        let periods = (0..context.calendar.periods.len()).map(PeriodId::new);
        let mut active = periods.filter(|t| support.in_force(*t)).peekable();
        if active.peek().is_some() && !active.any(|t| has_rival(network, support, t)) {
            let (place, material) = (context.place_name(source.site), context.material_name(source.material));
            let found = format!("no other seller of `{material}` reaches a place that `{place}` ships to");
            let path = super::tranches::path(context, &support.contract);
            context
                .report
                .problem(&format!("{path}.match"), found, "`reference` in the place of `match`");
        }
    }
}

fn has_rival(network: &Network, support: &Support, t: PeriodId) -> bool {
    let mut destinations = ships(network, support, t).map(|id| network.lanes[id.index()].to.index());
    destinations.any(|to| {
        let mut rivals = rivals(network, support, t);
        rivals.any(|rival| landed(network, &network.sources[rival.index()], t, |_| 0.0)[to].is_finite())
    })
}

/// Lays the bids of contracts that match over the references of their sources, and where they have no volume over the offers.
pub(super) fn fill(network: &mut Network) {
    let bids: Vec<_> = network.supports.iter().map(|support| bids(network, support)).collect();
    for (support, bids) in network.supports.iter_mut().zip(bids) {
        for (to, t, bid) in bids {
            let own = &mut support.reference[to][t.index()];
            *own = own.min(bid);
        }
        if support.matches && support.volume.is_none() {
            lay(support, &mut network.sources[support.source.index()].offer);
        }
    }
}

/// Bids of a contract that matches, by country and period: one for each place.
fn bids(network: &Network, support: &Support) -> Vec<(usize, PeriodId, f64)> {
    let mut bids = Vec::new();
    if !support.matches {
        return bids;
    }
    let source = &network.sources[support.source.index()];
    for t in (0..network.periods.len()).map(PeriodId::new).filter(|t| support.in_force(*t)) {
        let rivals = rivals(network, support, t).map(|id| &network.sources[id.index()]);
        let landed: Vec<Vec<f64>> = rivals
            .map(|rival| landed(network, rival, t, |lane| charged(network, rival, lane, t)))
            .collect();
        for id in ships(network, support, t) {
            let lane = &network.lanes[id.index()];
            let least = landed
                .iter()
                .map(|costs| costs[lane.to.index()])
                .fold(f64::INFINITY, f64::min);
            if least.is_finite() {
                let on_the_way = lane.freight[t.index()] + charged(network, source, id, t);
                bids.push((network.country_of(lane.to).index(), t, (least - on_the_way).max(0.0)));
            }
        }
    }
    bids
}

/// Lanes out of the source's place that are open in a period.
fn ships<'n>(network: &'n Network, support: &Support, t: PeriodId) -> impl Iterator<Item = LaneId> + use<'n> {
    let source = &network.sources[support.source.index()];
    let lanes = network.lanes.iter().enumerate();
    let own = lanes.filter(move |(_, lane)| {
        (lane.from, lane.material) == (source.site, source.material) && !lane.arrivals[t.index()].is_empty()
    });
    own.map(|(index, _)| LaneId::new(index))
}

/// Other sources of the material that are open in a period and do not match themselves.
fn rivals<'n>(network: &'n Network, support: &Support, t: PeriodId) -> impl Iterator<Item = SourceId> + use<'n> {
    let (own, material) = (support.source, network.sources[support.source.index()].material);
    let sources = (0..network.sources.len()).map(SourceId::new);
    sources.filter(move |id| {
        let matches = network.supports.iter().any(|other| other.matches && other.source == *id);
        let same = network.sources[id.index()].material == material;
        *id != own && same && !matches && network.most(Facility::Source(*id), t) > 0.0
    })
}

/// What a tonne of a source costs at each place, by its cheapest way there, USD.
fn landed(network: &Network, source: &Source, t: PeriodId, charge: impl Fn(LaneId) -> f64) -> Vec<f64> {
    let offer = |at| source.offer[network.country_of(at).index()][t.index()];
    let mut costs = vec![f64::INFINITY; network.sites.len()];
    costs[source.site.index()] = offer(source.site);
    // Each round reaches one place further along the cheapest ways.
    for _ in 0..network.sites.len() {
        let mut changed = false;
        for (index, lane) in network.lanes.iter().enumerate() {
            if lane.material != source.material || lane.arrivals[t.index()].is_empty() {
                continue;
            }
            let before = if lane.from == source.site {
                offer(lane.to)
            } else {
                costs[lane.from.index()]
            };
            let cost = before + lane.freight[t.index()] + charge(LaneId::new(index));
            // A tolerance, as charges below 0 could lead round in circles.
            if cost + 1e-9 < costs[lane.to.index()] {
                costs[lane.to.index()] = cost;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    costs
}

/// What goods of a source pay at the border of a lane, USD a tonne.
fn charged(network: &Network, source: &Source, lane: LaneId, t: PeriodId) -> f64 {
    border_charges(network, lane, |rule| passes(network, source, rule), t).total()
}

/// Whether the lineage of a source's goods satisfies a rule.
fn passes(network: &Network, source: &Source, rule: RuleId) -> bool {
    let tests = network.rules[rule.index()].passes.iter().zip(&source.lineage);
    let mut failed = tests.filter_map(|(test, country)| Some((test.as_ref()?, (*country)?)));
    failed.all(|(passing, country)| passing.get(country.index()).copied().unwrap_or(false))
}
