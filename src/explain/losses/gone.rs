//! What a loss takes from a program, by the keys of its columns and rows.

use super::Loss;
use crate::formulation::{Bound, ColumnKey, RowKey};
use crate::network::{Commitment, Contract, LaneId, Network, RuleSet, SiteId};

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands as it is.
    Stands,
    /// It asks for nothing: a duty that went with what is lost.
    Freed,
    /// What is given at the start is gone: its constant is zero.
    Emptied,
}

/// What is gone with a loss.
///
/// A lost site sells, makes, keeps, collects and ships nothing from the first day; its opening stock, and goods under way to it, are
/// gone. Duties that only it could meet fall with it: rules of its stocks, contracts that are served from it alone, amounts promised
/// from it alone. Owners that are open stay open, so nothing asks any longer whether they live from it. A demand that stands at a lost
/// site remains, and may be served from elsewhere.
#[derive(Debug)]
pub struct Gone<'n> {
    network: &'n Network,
    sites: Vec<bool>,
    lanes: Vec<bool>,
    contracts: Vec<bool>,
    commitments: Vec<bool>,
}

impl<'n> Gone<'n> {
    /// That of a loss.
    pub fn of(network: &'n Network, loss: &Loss) -> Self {
        let mut sites = vec![false; network.sites.len()];
        for id in &loss.sites {
            if let Some(flag) = sites.get_mut(id.index()) {
                *flag = true;
            }
        }
        let lost = |id: SiteId| sites.get(id.index()).copied().unwrap_or(false);
        let lanes = network.lanes.iter();
        let lanes: Vec<bool> = lanes
            .map(|lane| lost(lane.from) || loss.routes.contains(&lane.route))
            .collect();
        Self {
            contracts: network.contracts.iter().map(|contract| unserved(contract, &lanes)).collect(),
            commitments: network
                .commitments
                .iter()
                .map(|promise| unmet(network, promise, &sites))
                .collect(),
            network,
            sites,
            lanes,
        }
    }

    /// Whether a column can no longer be more than zero.
    pub fn takes(&self, column: &ColumnKey) -> bool {
        let network = self.network;
        let place = match *column {
            ColumnKey::Flow(lane, ..) | ColumnKey::Contracted(_, lane, ..) => return self.lane(lane),
            ColumnKey::Untaken(contract, _) => return flag(&self.contracts, contract.index()),
            ColumnKey::Supply(source, ..) => network.sources.get(source.index()).map(|source| source.site),
            ColumnKey::Activity(operation, ..) | ColumnKey::Tolerated(operation, ..) => {
                network.operations.get(operation.index()).map(|operation| operation.site)
            }
            ColumnKey::Run(line, _) | ColumnKey::Lots(line, _) | ColumnKey::Campaign(line, ..) => {
                network.lines.get(line.index()).map(|line| line.site)
            }
            ColumnKey::Stock(stock, ..) => network.stocks.get(stock.index()).map(|stock| stock.site),
            ColumnKey::Sell(market, ..) => network.byproducts.get(market.index()).map(|market| market.site),
            ColumnKey::Dispose(disposal, ..) => network.disposals.get(disposal.index()).map(|disposal| disposal.site),
            ColumnKey::Collect(back, ..) => network.returns.get(back.index()).map(|back| back.site),
            _ => None,
        };
        place.is_some_and(|site| self.site(site))
    }

    /// What becomes of a row.
    pub fn fate(&self, row: &RowKey) -> Fate {
        let freed = match *row {
            RowKey::Balance(site, ..) if self.site(site) => return Fate::Emptied,
            RowKey::StockTerminal(stock)
            | RowKey::StockRelease(stock, _)
            | RowKey::StockRefill(stock, _)
            | RowKey::StockMinimum(stock, _)
            | RowKey::StockRotation(stock, _) => {
                let stock = self.network.stocks.get(stock.index());
                stock.is_some_and(|stock| self.site(stock.site))
            }
            RowKey::ContractBand(contract, ..) => flag(&self.contracts, contract.index()),
            RowKey::Share(promise, Bound::LeastAmount, _) => flag(&self.commitments, promise.index()),
            RowKey::LinkMinimum(route, _) => self.lanes_of(route).all(|lane| self.lane(lane)),
            RowKey::Viability(..) => true,
            _ => false,
        };
        if freed { Fate::Freed } else { Fate::Stands }
    }

    fn site(&self, id: SiteId) -> bool {
        flag(&self.sites, id.index())
    }

    fn lane(&self, id: LaneId) -> bool {
        flag(&self.lanes, id.index())
    }

    fn lanes_of(&self, route: crate::network::RouteId) -> impl Iterator<Item = LaneId> + '_ {
        let lanes = self.network.lanes.iter().enumerate();
        lanes
            .filter(move |(_, lane)| lane.route == route)
            .map(|(index, _)| LaneId::new(index))
    }
}

fn flag(flags: &[bool], index: usize) -> bool {
    flags.get(index).copied().unwrap_or(false)
}

/// Whether every lane of a contract is gone.
fn unserved(contract: &Contract, lanes: &[bool]) -> bool {
    contract.terms.iter().all(|terms| flag(lanes, terms.lane.index()))
}

/// Whether every site that an amount could come from is gone.
fn unmet(network: &Network, promise: &Commitment, lost: &[bool]) -> bool {
    let ids = (0..network.sites.len()).map(SiteId::new);
    let mut from = ids.filter(|id| promise.whole.leaves(network, *id) && promise.part.leaves(network, *id));
    from.all(|id| flag(lost, id.index()))
}

/// Whether a column is a decision that stands when something is lost: what is open, built, qualified and signed.
pub fn is_committed(column: &ColumnKey) -> bool {
    matches!(
        column,
        ColumnKey::Open(..)
            | ColumnKey::Start(..)
            | ColumnKey::Stop(..)
            | ColumnKey::Build(..)
            | ColumnKey::Qualify(..)
            | ColumnKey::Sign(..)
    )
}

/// The supply chain whose demands no longer ask for some rules.
pub fn without_rules(network: &Network, rules: RuleSet) -> Network {
    let mut network = network.clone();
    for demand in &mut network.demands {
        for asked in demand.requires.iter_mut().chain(&mut demand.claims) {
            *asked = asked.without(rules);
        }
    }
    network
}
