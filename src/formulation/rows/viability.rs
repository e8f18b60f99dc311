//! `viability[g,w]`: the open sites of an owner pay for themselves, in millions of USD, not discounted.
//!
//! ```text
//! sum over t in w of (   (offer - cash cost) supply + (offer abroad - offer at home) flow + premium flow + support sold + (reference - offer) supported
//!                      + (fee - cash cost) activity + (price - asked) contracted + rate untaken + price sell + scrap offer collect - (1 - grant) recovers build )
//!   - fixed open - opening cost start - closing cost stop >= 0
//! ```
//!
//! over the sites of owner `g`. An owner with nothing open has nothing to pay for. Millions of dollars keep the row as large as the
//! others, so that the solver's tolerances mean the same in it. The dual is what a million USD a window more in fixed cost would change.

use super::opening::window;
use crate::formulation::draft::{Draft, Row, Terms};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{LaneId, Network, OptionId, PeriodId, RuleSet, SiteId, Support, Viability, border_charges};

/// USD in the unit of the row.
const UNIT: f64 = 1e-6;

/// Adds the rows, by owner and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let books = Books { network, horizon };
    draft.rows(
        network.viabilities.len() * horizon,
        |key, terms| books.enter(key, terms),
        |slot| {
            let owner = network.viabilities[slot / horizon].owner;
            Some(Row::at_least(RowKey::Viability(owner, PeriodId::new(slot % horizon)), 0.0))
        },
    );
}

struct Books<'n> {
    network: &'n Network,
    horizon: usize,
}

impl Books<'_> {
    /// What a unit of a column brings to the books of the owners it concerns.
    fn enter(&self, key: ColumnKey, terms: Terms<'_>) {
        let network = self.network;
        let book = |site: SiteId, t: PeriodId, amount: f64, terms: Terms<'_>| {
            if let Some(slot) = self.slot(site, t).filter(|_| amount != 0.0) {
                terms(slot, amount * UNIT);
            }
        };
        match key {
            ColumnKey::Supply(source, _, t) => {
                let support = network.support_of(source);
                let source = &network.sources[source.index()];
                let country = network.country_of(source.site);
                let home = source.offer[country.index()][t.index()];
                let supported = support.map_or(0.0, |support| support.paid(country, t, 0.0));
                book(source.site, t, home + supported - source.cash_cost[t.index()], terms);
            }
            ColumnKey::Activity(operation, _, t) => {
                let operation = &network.operations[operation.index()];
                book(
                    operation.site,
                    t,
                    operation.fee[t.index()] - operation.cash_cost[t.index()],
                    terms,
                );
            }
            ColumnKey::Flow(lane, class, t) => {
                for (site, amount) in receipts(network, lane, class, t) {
                    book(site, t, amount, terms);
                }
            }
            ColumnKey::Supported(lane, class, t) => {
                if let Some((site, amount)) = contracted(network, lane, class, t) {
                    book(site, t, amount, terms);
                }
            }
            ColumnKey::Contracted(..) | ColumnKey::Untaken(..) => self.contracts(key, terms),
            ColumnKey::Sell(market, _, t) => {
                let market = &network.byproducts[market.index()];
                book(market.site, t, market.price[t.index()], terms);
            }
            ColumnKey::Collect(back, _, _, t) => {
                let back = &network.returns[back.index()];
                book(back.site, t, back.offer[t.index()], terms);
            }
            ColumnKey::Open(site, first) => {
                let fixed = network
                    .opening_of(site)
                    .map(|opening| window(network, site, first).map(|t| opening.fixed[t]).sum::<f64>());
                book(site, first, -fixed.unwrap_or_default(), terms);
            }
            ColumnKey::Start(site, first) => book(site, first, -network.opening_of(site).map_or(0.0, |o| o.opening_cost), terms),
            ColumnKey::Stop(site, first) => book(site, first, -network.opening_of(site).map_or(0.0, |o| o.closing_cost), terms),
            ColumnKey::Build(option, decided) => self.capital(option, decided, terms),
            _ => {}
        }
    }

    /// What a seller receives above what it asks, and for goods not taken.
    fn contracts(&self, key: ColumnKey, terms: Terms<'_>) {
        let network = self.network;
        let received = match key {
            ColumnKey::Contracted(id, lane, _, t) => {
                let prices = network.contracts[id.index()].terms_on(lane, t);
                prices.map(|prices| (network.lanes[lane.index()].from, t, prices.above(t)))
            }
            ColumnKey::Untaken(id, first) => {
                let contract = &network.contracts[id.index()];
                let window = contract.window_at(first);
                let owed = window.and_then(|window| Some((contract.settled(window), contract.owed(window)?)));
                owed.map(|(t, owed)| (contract.seller, t, owed.rate[t.index()]))
            }
            _ => None,
        };
        if let Some((site, t, amount)) = received.filter(|(.., amount)| *amount != 0.0)
            && let Some(slot) = self.slot(site, t)
        {
            terms(slot, amount * UNIT);
        }
    }

    /// Row of an owner's window, where the owner of a site asks for viability.
    fn slot(&self, site: SiteId, t: PeriodId) -> Option<usize> {
        let of = self.network.viability_of(site)?;
        let position = self
            .network
            .viabilities
            .iter()
            .position(|known: &Viability| known.owner == of.owner)?;
        Some(position * self.horizon + of.window(t).index())
    }

    fn capital(&self, option: OptionId, decided: PeriodId, terms: Terms<'_>) {
        let option = &self.network.options[option.index()];
        let recovers = option.recovers[decided.index()].iter().flatten().enumerate();
        for (t, recovers) in recovers.filter(|(_, recovers)| **recovers > 0.0) {
            if let Some(slot) = self.slot(option.site, PeriodId::new(t)) {
                terms(slot, -recovers * (1.0 - option.grant) * UNIT);
            }
        }
    }
}

/// What a source receives for a tonne sold under a contract with a volume beside its own offer.
fn contracted(network: &Network, lane: LaneId, class: RuleSet, t: PeriodId) -> Option<(SiteId, f64)> {
    let way = &network.lanes[lane.index()];
    let support = network.contract_on(way, t)?;
    let (source, to) = (&network.sources[support.source.index()], network.country_of(way.to));
    let premium = border_charges(network, lane, |rule| class.has(rule), t).floor_premium;
    let less = source.offer[to.index()][t.index()] - support.price(to, t);
    Some((source.site, support.paid(to, t, premium) - less))
}

/// What sites receive for a tonne of a flow beside the offer at home: the source what it asks abroad above that, the seller its premium, which
/// lessens the support of its sales.
fn receipts(network: &Network, lane: LaneId, class: RuleSet, t: PeriodId) -> Vec<(SiteId, f64)> {
    let way = &network.lanes[lane.index()];
    let source = network
        .sources
        .iter()
        .find(|source| (source.site, source.material) == (way.from, way.material));
    let here = |support: &&Support| {
        let source = &network.sources[support.source.index()];
        support.volume.is_none() && (source.site, source.material) == (way.from, way.material)
    };
    let support = network.supports.iter().find(here);
    let above = source.map(|source| {
        let country = |at: SiteId| network.country_of(at);
        let paid = |at: SiteId| support.map_or(0.0, |support| support.paid(country(at), t, 0.0));
        let asked = |at: SiteId| source.offer[country(at).index()][t.index()] + paid(at);
        (source.site, asked(way.to) - asked(way.from))
    });
    let premium = way.seller.as_ref().map(|seller| {
        let charges = border_charges(network, lane, |rule| class.has(rule), t);
        let to = network.country_of(way.to);
        let support = network.support_on(way);
        let less = support.map_or(0.0, |support| {
            support.paid(to, t, 0.0) - support.paid(to, t, charges.floor_premium)
        });
        (seller.site, charges.floor_premium - less)
    });
    above.into_iter().chain(premium).collect()
}
