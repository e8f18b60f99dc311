//! What goods cost: all that was paid for them up to the place where they stand, by pool.
//!
//! ```text
//! value[pool]     = sum over inflows of known value of tonnes x value / sum of their tonnes
//! value[sold]     = offer in the country of the source
//! value[arrived]  = value[pool left] + offer at the destination above that at home + contract price above it + freight + border charges
//! value[kept]     = value[pool left] + holding
//! cost[activity]  = fee + sum over inputs of tonnes x value - earned by outputs that bear nothing
//! value[output]   = cost x weight / tonnes                                                    weight: as in bearers, 0 for scrap
//! earned[output]  = tonnes x (revenue of by-products - cost of disposal in its pool) / tonnes that came into the pool
//! ```
//!
//! Opening stocks and goods under way have no known value and take the average of the others; a pool with nothing else has
//! none, nor has what is made of it. Goods in a circle are followed round by round; what does not settle has no value.

use super::bearers::{downstream_first, weights};
use super::contracts::above_asked;
use super::pools::{Inflow, Pool, Pools};
use super::{Amount, Plan};
use crate::network::{LaneId, MaterialId, Network, Operation, OperationId, PeriodId, RuleSet, SiteId, Source, border_charges};
use std::collections::{BTreeMap, BTreeSet};

/// What a tonne in a pool cost, USD.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Value {
    /// All that was paid.
    pub paid: f64,
    /// What had been paid at the last seller: without freight, charges and holding since.
    pub at_seller: f64,
}

/// Values of all pools.
pub(super) struct Values {
    pools: Vec<Option<Value>>,
}

/// Sweeps over the pools of one period at most.
const SWEEPS: usize = 500;
/// Values that change by less, as a share of themselves, have settled.
const SETTLED: f64 = 1e-13;
/// Values that still change by more after the last sweep are not told.
const TOLD: f64 = 1e-9;

/// How goods come into a pool.
enum Coming {
    /// At a known value.
    Bought(Value),
    /// At no known value.
    Given,
    /// By an activity.
    Made(usize),
    /// From another pool, with what is paid on the way.
    From(usize, Value),
}

/// What an activity costs beside its inputs, USD, and the share of each output.
struct Work {
    fixed: f64,
    shares: Vec<(usize, f64)>,
}

struct Sums<'a> {
    pools: &'a Pools,
    coming: Vec<Vec<(Coming, f64)>>,
    works: Vec<Work>,
    sells: Vec<bool>,
    values: Vec<Option<Value>>,
}

impl Values {
    /// Values of the pools of a plan, from the first period to the last.
    pub fn of(network: &Network, plan: &Plan, pools: &Pools) -> Self {
        let terms = Terms::of(network, plan, pools);
        let count = pools.list.len();
        let mut sums = Sums {
            pools,
            coming: (0..count).map(|pool| terms.coming(pool)).collect(),
            works: terms.works(plan),
            sells: pools.list.iter().map(|pool| terms.sells(pool)).collect(),
            values: vec![None; count],
        };
        let mut start = 0;
        while let Some(first) = pools.list.get(start) {
            let end = pools.list.partition_point(|pool| pool.period <= first.period);
            let mut order = downstream_first(network, pools, start..end);
            order.reverse();
            sums.settle(&order);
            start = end;
        }
        Self { pools: sums.values }
    }

    /// Value of a pool, where known.
    pub fn pool(&self, pool: usize) -> Option<Value> {
        self.pools.get(pool).copied().flatten()
    }
}

impl Sums<'_> {
    fn settle(&mut self, order: &[usize]) {
        for _ in 0..SWEEPS {
            let changes = order.iter().map(|pool| self.visit(*pool));
            if changes.fold(0.0, f64::max) < SETTLED {
                return;
            }
        }
        for pool in order {
            if self.visit(*pool) > TOLD {
                self.values[*pool] = None;
            }
        }
    }

    /// Renews the value of a pool; the change as a share of it.
    fn visit(&mut self, pool: usize) -> f64 {
        let (mut known, mut paid, mut at_seller) = (0.0, 0.0, 0.0);
        for (coming, tonnes) in &self.coming[pool] {
            let value = match coming {
                Coming::Bought(value) => Some(*value),
                Coming::Given => None,
                Coming::Made(activity) => self.made(*activity, pool, *tonnes),
                Coming::From(from, way) => self.values[*from].map(|value| value.plus(*way)),
            };
            if let Some(value) = value {
                known += tonnes;
                paid += tonnes * value.paid;
                at_seller += tonnes * value.at_seller;
            }
        }
        let renewed = (known > 0.0).then(|| Value {
            paid: paid / known,
            at_seller: if self.sells[pool] { paid } else { at_seller } / known,
        });
        let old = std::mem::replace(&mut self.values[pool], renewed);
        match (old, renewed) {
            (Some(old), Some(new)) => change(old.paid, new.paid).max(change(old.at_seller, new.at_seller)),
            (None, None) => 0.0,
            _ => 1.0,
        }
    }

    /// Value of what an activity makes for a pool; none where the value of an input is not known.
    fn made(&self, activity: usize, pool: usize, tonnes: f64) -> Option<Value> {
        let work = &self.works[activity];
        let mut cost = work.fixed;
        for (input, drawn) in &self.pools.conversions[activity].drawn {
            cost += drawn * self.values[*input]?.paid;
        }
        let (_, share) = work.shares.iter().find(|(output, _)| *output == pool)?;
        Some(Value::bought(cost * share / tonnes))
    }
}

impl Value {
    fn bought(paid: f64) -> Self {
        Self { paid, at_seller: paid }
    }

    fn plus(self, way: Self) -> Self {
        Self {
            paid: self.paid + way.paid,
            at_seller: self.at_seller + way.at_seller,
        }
    }
}

fn change(old: f64, new: f64) -> f64 {
    let size = old.abs().max(new.abs());
    if size > 0.0 { (new - old).abs() / size } else { 0.0 }
}

/// Terms of payment, read once for each inflow.
struct Terms<'a> {
    network: &'a Network,
    pools: &'a Pools,
    sellers: BTreeSet<(SiteId, MaterialId)>,
    holding: BTreeMap<(SiteId, MaterialId), &'a [f64]>,
    left: BTreeMap<usize, f64>,
    contracts: BTreeMap<(LaneId, RuleSet, PeriodId), f64>,
}

impl<'a> Terms<'a> {
    fn of(network: &'a Network, plan: &Plan, pools: &'a Pools) -> Self {
        let holding = network.stocks.iter();
        Self {
            network,
            pools,
            sellers: sellers(network),
            holding: holding
                .map(|stock| ((stock.site, stock.material), stock.holding.as_slice()))
                .collect(),
            left: left(network, plan, pools),
            contracts: above_asked(network, plan),
        }
    }

    fn sells(&self, pool: &Pool) -> bool {
        self.sellers.contains(&(pool.site, pool.material))
    }

    fn coming(&self, pool: usize) -> Vec<(Coming, f64)> {
        let at = &self.pools.list[pool];
        let inflows = self.pools.inflows[pool].iter().filter(|(_, tonnes)| *tonnes > 0.0);
        let coming = |inflow: Inflow| match inflow {
            Inflow::Supply(source) => {
                let source = &self.network.sources[source.index()];
                Coming::Bought(Value::bought(asked(self.network, source, source.site, at.period)))
            }
            Inflow::Opening(_) | Inflow::UnderWay => Coming::Given,
            Inflow::Collected(_) => Coming::Bought(Value::bought(self.scrap(at))),
            Inflow::Made(activity) => Coming::Made(activity),
            Inflow::From(from, Some(lane)) => Coming::From(from, self.shipped(from, lane)),
            Inflow::From(from, None) => Coming::From(from, self.kept(from, at.period)),
        };
        inflows.map(|(inflow, tonnes)| (coming(*inflow), *tonnes)).collect()
    }

    /// Price of scrap at its place: it starts anew.
    fn scrap(&self, at: &Pool) -> f64 {
        let here = |back: &&crate::network::Return| (back.site, back.scrap) == (at.site, at.material);
        let back = self.network.returns.iter().find(here);
        back.map_or(0.0, |back| back.offer[at.period.index()])
    }

    fn shipped(&self, from: usize, lane: LaneId) -> Value {
        let Pool { period, class, .. } = self.pools.list[from];
        let way = &self.network.lanes[lane.index()];
        let charges = border_charges(self.network, lane, |rule| class.has(rule), period);
        let agreed = self.contracts.get(&(lane, class, period)).copied().unwrap_or_default();
        let above = above(self.network, lane, period) + agreed;
        Value {
            paid: above + way.freight[period.index()] + charges.total(),
            at_seller: above,
        }
    }

    fn kept(&self, from: usize, until: PeriodId) -> Value {
        let at = &self.pools.list[from];
        let holding = self.holding.get(&(at.site, at.material)).filter(|_| until > at.period);
        Value {
            paid: holding.map_or(0.0, |holding| holding[at.period.index()]),
            at_seller: 0.0,
        }
    }

    fn works(&self, plan: &Plan) -> Vec<Work> {
        let works = self.pools.conversions.iter().zip(&plan.activities);
        works
            .map(|(conversion, activity)| {
                let shares = self.without_scrap(weights(self.network, self.pools, conversion));
                Work {
                    fixed: fee(self.network, activity) - self.earned(&conversion.made, &shares),
                    shares,
                }
            })
            .collect()
    }

    /// Shares of the outputs of an activity, with nothing for scrap beside goods: whoever makes goods pays for them, and scrap starts
    /// anew (the cut-off rule of life-cycle accounts).
    fn without_scrap(&self, shares: Vec<(usize, f64)>) -> Vec<(usize, f64)> {
        let goods = |pool: usize| !is_scrap(self.network, self.pools.list[pool].material);
        let total: f64 = shares.iter().filter(|(pool, _)| goods(*pool)).map(|(_, share)| share).sum();
        if total <= 0.0 {
            return shares;
        }
        let cut = |(pool, share): (usize, f64)| (pool, if goods(pool) { share / total } else { 0.0 });
        shares.into_iter().map(cut).collect()
    }

    /// What outputs that bear nothing bring.
    fn earned(&self, made: &[(usize, f64)], shares: &[(usize, f64)]) -> f64 {
        let free = made.iter().zip(shares).filter(|(_, (_, share))| *share == 0.0);
        free.map(|((pool, tonnes), _)| tonnes * self.left.get(pool).copied().unwrap_or(0.0))
            .sum()
    }
}

/// Whether a material only goes back: to recycling, or to a stage before its own.
fn is_scrap(network: &Network, material: MaterialId) -> bool {
    let own = network.materials[material.index()].stage;
    let takes = |operation: &&Operation| operation.inputs.iter().any(|(input, _)| *input == material);
    let mut users = network.operations.iter().filter(takes).peekable();
    users.peek().is_some() && users.all(|user| network.stages[user.stage.index()].recycling || user.stage < own)
}

fn fee(network: &Network, activity: &Amount<OperationId>) -> f64 {
    network.operations[activity.of.index()].fee[activity.period.index()] * activity.quantity
}

/// Places that sell a material: sources, makers, and those that declare its customs value.
fn sellers(network: &Network) -> BTreeSet<(SiteId, MaterialId)> {
    let sources = network.sources.iter().map(|source| (source.site, source.material));
    let made = network.operations.iter().flat_map(|operation| {
        let outputs = operation.outputs.iter();
        outputs.map(|(material, _)| (operation.site, *material))
    });
    let declared = network.sites.iter().enumerate().flat_map(|(site, of)| {
        let values = of.customs_values.iter();
        values.map(move |value| (SiteId::new(site), value.material))
    });
    let scrap = network.returns.iter().map(|back| (back.site, back.scrap));
    sources.chain(made).chain(declared).chain(scrap).collect()
}

/// Revenue of by-products less cost of disposal, USD per tonne that came into a pool.
fn left(network: &Network, plan: &Plan, pools: &Pools) -> BTreeMap<usize, f64> {
    let mut left = BTreeMap::new();
    let mut add = |(site, material): (SiteId, MaterialId), class: RuleSet, period: PeriodId, amount: f64| {
        let at = Pool {
            period,
            site,
            material,
            class,
        };
        if let Some(pool) = pools.position(at) {
            let came: f64 = pools.inflows[pool].iter().map(|(_, tonnes)| tonnes).sum();
            *left.entry(pool).or_default() += amount / came;
        }
    };
    for sale in &plan.sales {
        let market = &network.byproducts[sale.of.index()];
        let revenue = market.price[sale.period.index()] * sale.quantity;
        add((market.site, market.material), sale.class, sale.period, revenue);
    }
    for disposal in &plan.disposals {
        let permitted = &network.disposals[disposal.of.index()];
        let cost = permitted.cost[disposal.period.index()] * disposal.quantity;
        add((permitted.site, permitted.material), disposal.class, disposal.period, -cost);
    }
    left
}

/// Offer of a source at the country of a place, USD/t.
pub(super) fn asked(network: &Network, source: &Source, at: SiteId, period: PeriodId) -> f64 {
    source.offer[network.country_of(at).index()][period.index()]
}

/// What a source asks at the end of a lane above what it asks at home, USD/t; 0 where the lane leaves from no source.
pub(super) fn above(network: &Network, lane: LaneId, period: PeriodId) -> f64 {
    let lane = &network.lanes[lane.index()];
    let source = network
        .sources
        .iter()
        .find(|source| (source.site, source.material) == (lane.from, lane.material));
    source.map_or(0.0, |source| {
        asked(network, source, lane.to, period) - asked(network, source, lane.from, period)
    })
}
