//! Whose a plan's doings are: the share of each country in what is sold, done, shipped, kept and delivered.
//!
//! Goods belong to the countries where they end, as their [costs](super::bearers) do, but by-products and waste, with what they took to make, belong to
//! those who have the other goods of the activity that made them. A delivery, and what it lacks, belongs to the country of its demand.

use super::bearers::{Bearers, Waste};
use super::pools::{Inflow, Pool, Pools};
use super::{Amount, Plan};
use crate::formulation::ColumnKey;
use crate::network::{CountryId, DemandId, LaneId, MaterialId, OperationId, PeriodId, ReturnId, RuleSet, SiteId, StockId};
use crate::origin::Labelled;
use std::collections::BTreeMap;

/// Shares of countries in a plan.
pub struct Shares<'a> {
    labelled: &'a Labelled<'a>,
    pools: Pools,
    bearers: Bearers,
    activities: BTreeMap<(OperationId, RuleSet, PeriodId), usize>,
}

impl<'a> Shares<'a> {
    /// The shares of a plan of a labelled network.
    pub fn of(labelled: &'a Labelled<'a>, plan: &Plan) -> Self {
        let pools = Pools::of(labelled, plan);
        let keyed = plan.activities.iter().enumerate();
        Self {
            labelled,
            bearers: Bearers::of(labelled.network, &pools, Waste::Follows),
            pools,
            activities: keyed.map(|(index, run)| ((run.of, run.class, run.period), index)).collect(),
        }
    }

    /// Countries and their shares in a column, summing to 1; none of what is no doing of anybody alone: decisions, changes of class, and
    /// what the plan leaves out.
    pub fn column(&self, key: ColumnKey) -> Vec<(CountryId, f64)> {
        let network = self.labelled.network;
        match key {
            ColumnKey::Supply(id, class, t) => {
                let source = &network.sources[id.index()];
                self.pool((source.site, source.material), class, t)
            }
            ColumnKey::Activity(id, class, t) => {
                let index = self.activities.get(&(id, class, t));
                index.map_or_else(Vec::new, |index| self.run_for(*index))
            }
            ColumnKey::Flow(lane, class, t) | ColumnKey::Tranche(lane, class, t) | ColumnKey::Supported(lane, class, t) => {
                self.arriving(lane, class, t)
            }
            ColumnKey::Stock(id, class, t) => self.kept(id, class, t),
            ColumnKey::Sell(id, class, t) => {
                let market = &network.byproducts[id.index()];
                self.made((market.site, market.material), class, t)
            }
            ColumnKey::Dispose(id, class, t) => {
                let permitted = &network.disposals[id.index()];
                self.made((permitted.site, permitted.material), class, t)
            }
            ColumnKey::Collect(id, used, class, t) => self.collected((id, used), class, t),
            ColumnKey::Deliver(demand, ..) | ColumnKey::Short(demand, ..) => self.wanted(demand),
            _ => Vec::new(),
        }
    }

    fn position(&self, (site, material): (SiteId, MaterialId), class: RuleSet, period: PeriodId) -> Option<usize> {
        self.pools.position(Pool {
            period,
            site,
            material,
            class,
        })
    }

    fn pool(&self, place: (SiteId, MaterialId), class: RuleSet, t: PeriodId) -> Vec<(CountryId, f64)> {
        let at = self.position(place, class, t);
        at.map_or_else(Vec::new, |at| self.or_at(self.bearers.pool(at).collect(), place.0))
    }

    /// Those for whom an activity runs.
    fn run_for(&self, index: usize) -> Vec<(CountryId, f64)> {
        let operation = self.pools.conversions[index].operation;
        let site = self.labelled.network.operations[operation.index()].site;
        self.or_at(self.bearers.activity(index).collect(), site)
    }

    /// What nobody has belongs to the country where it is.
    fn or_at(&self, shares: Vec<(CountryId, f64)>, site: SiteId) -> Vec<(CountryId, f64)> {
        if shares.is_empty() {
            vec![(self.labelled.network.country_of(site), 1.0)]
        } else {
            shares
        }
    }

    fn arriving(&self, lane: LaneId, class: RuleSet, period: PeriodId) -> Vec<(CountryId, f64)> {
        let flow = Amount {
            of: lane,
            class,
            period,
            quantity: 0.0,
        };
        let arriving = self.bearers.arriving(self.labelled, &self.pools, &flow);
        self.or_at(arriving, self.labelled.network.lanes[lane.index()].to)
    }

    /// Goods kept belong to those for whom they are later; what is left at the end to the country of its place.
    fn kept(&self, id: StockId, class: RuleSet, t: PeriodId) -> Vec<(CountryId, f64)> {
        let network = self.labelled.network;
        let stock = &network.stocks[id.index()];
        let next = PeriodId::new(t.index() + 1);
        if next.index() < network.periods.len() {
            self.pool((stock.site, stock.material), class, next)
        } else {
            vec![(network.country_of(stock.site), 1.0)]
        }
    }

    /// Those for whom the activities ran that made what is in a pool; where none did, those of the pool.
    fn made(&self, place: (SiteId, MaterialId), class: RuleSet, t: PeriodId) -> Vec<(CountryId, f64)> {
        let inflows = self.position(place, class, t).and_then(|at| self.pools.inflows.get(at));
        let making = inflows.into_iter().flatten().filter_map(|(inflow, tonnes)| match inflow {
            Inflow::Made(activity) => Some((*activity, *tonnes)),
            _ => None,
        });
        let making: Vec<(usize, f64)> = making.collect();
        let total: f64 = making.iter().map(|(_, tonnes)| tonnes).sum();
        if total <= 0.0 {
            return self.pool(place, class, t);
        }
        let part = |(activity, tonnes): &(usize, f64)| -> Vec<(CountryId, f64)> {
            let weight = tonnes / total;
            let shares = self.run_for(*activity).into_iter();
            shares.map(|(country, share)| (country, share * weight)).collect()
        };
        making.iter().flat_map(part).collect()
    }

    fn collected(&self, (id, used): (ReturnId, Option<MaterialId>), class: RuleSet, t: PeriodId) -> Vec<(CountryId, f64)> {
        let back = &self.labelled.network.returns[id.index()];
        let class = self.labelled.collected_class(id, used, class);
        self.pool((back.site, back.scrap), class, t)
    }

    fn wanted(&self, demand: DemandId) -> Vec<(CountryId, f64)> {
        let network = self.labelled.network;
        vec![(network.country_of(network.demands[demand.index()].site), 1.0)]
    }
}
