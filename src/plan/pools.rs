//! The plan as a graph of pools: what came together at a place, in a class and a period, and where it went.
//!
//! A pool mixes all that comes to it, so whatever leaves it carries its costs and its origins in proportion.

use super::{Amount, Plan};
use crate::network::{
    CountryId, DemandId, LaneId, MaterialId, Network, OperationId, PeriodId, RuleSet, SiteId, SourceId, StockId,
};
use crate::origin::Labelled;

/// A pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pool {
    /// When.
    pub period: PeriodId,
    /// Where.
    pub site: SiteId,
    /// What.
    pub material: MaterialId,
    /// In which class.
    pub class: RuleSet,
}

/// Where goods of a pool come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Inflow {
    /// A source sold them.
    Supply(SourceId),
    /// They were in stock at the start.
    Opening(StockId),
    /// They were under way at the start.
    UnderWay,
    /// An operation made them: its position among the activities.
    Made(usize),
    /// They were in use, delivered from a pool; from none where that was before the start.
    Collected(Option<usize>),
    /// They came from another pool: stock kept, class given up, or shipped on a lane.
    From(usize, Option<LaneId>),
}

/// Where goods of a pool go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Outflow {
    /// To another pool.
    To(usize),
    /// Into an activity: its position.
    Into(usize),
    /// To a demand.
    Demand(DemandId),
    /// Left at the end.
    Left,
    /// Out of the chain: sold as by-product, thrown away.
    Ends,
}

/// An activity with what it drew and made, by pool.
#[derive(Clone, Debug)]
pub(super) struct Conversion {
    /// Operation.
    pub operation: OperationId,
    /// Pools drawn from, tonnes.
    pub drawn: Vec<(usize, f64)>,
    /// Pools made, tonnes.
    pub made: Vec<(usize, f64)>,
}

/// Pools with their inflows and outflows, in order of period, site, material and class.
#[derive(Debug, Default)]
pub(super) struct Pools {
    /// Pools.
    pub list: Vec<Pool>,
    /// Inflows of each pool, tonnes.
    pub inflows: Vec<Vec<(Inflow, f64)>>,
    /// Outflows of each pool, tonnes.
    pub outflows: Vec<Vec<(Outflow, f64)>>,
    /// Activities, in the order of the plan.
    pub conversions: Vec<Conversion>,
}

impl Pools {
    /// The pools of a plan.
    pub fn of(labelled: &Labelled<'_>, plan: &Plan) -> Self {
        let mut pools = Self::default();
        let mut links = Links::default();
        links.collect(labelled, plan);
        pools.list = links.pools();
        pools.inflows = vec![Vec::new(); pools.list.len()];
        pools.outflows = vec![Vec::new(); pools.list.len()];
        for (pool, inflow, tonnes) in &links.entering {
            pools.enters(*pool, *inflow, *tonnes);
        }
        for (from, to, lane, tonnes) in &links.moving {
            pools.moves(*from, *to, *lane, *tonnes);
        }
        for (pool, outflow, tonnes) in &links.leaving {
            pools.leaves(*pool, *outflow, *tonnes);
        }
        for conversion in &links.converting {
            pools.converts(conversion);
        }
        for (used, scrap, tonnes) in &links.collecting {
            let used = used.and_then(|used| pools.position(used));
            pools.enters(*scrap, Inflow::Collected(used), *tonnes);
        }
        pools
    }

    /// Position of a pool.
    pub fn position(&self, pool: Pool) -> Option<usize> {
        self.list.binary_search(&pool).ok()
    }

    /// Country of a pool's site.
    pub fn country(&self, network: &Network, pool: usize) -> CountryId {
        network.country_of(self.list[pool].site)
    }

    fn enters(&mut self, pool: Pool, inflow: Inflow, tonnes: f64) {
        if let Some(at) = self.position(pool) {
            self.inflows[at].push((inflow, tonnes));
        }
    }

    fn leaves(&mut self, pool: Pool, outflow: Outflow, tonnes: f64) {
        if let Some(at) = self.position(pool) {
            self.outflows[at].push((outflow, tonnes));
        }
    }

    fn moves(&mut self, from: Pool, to: Pool, lane: Option<LaneId>, tonnes: f64) {
        if let (Some(from), Some(to)) = (self.position(from), self.position(to)) {
            self.outflows[from].push((Outflow::To(to), tonnes));
            self.inflows[to].push((Inflow::From(from, lane), tonnes));
        }
    }

    fn converts(&mut self, converting: &Converting) {
        let at = self.conversions.len();
        let place = |pools: &Self, list: &[(Pool, f64)]| -> Vec<(usize, f64)> {
            let found = list.iter().filter(|(_, tonnes)| *tonnes > 0.0);
            found
                .filter_map(|(pool, tonnes)| Some((pools.position(*pool)?, *tonnes)))
                .collect()
        };
        let (drawn, made) = (place(self, &converting.drawn), place(self, &converting.made));
        for (pool, tonnes) in &drawn {
            self.outflows[*pool].push((Outflow::Into(at), *tonnes));
        }
        for (pool, tonnes) in &made {
            self.inflows[*pool].push((Inflow::Made(at), *tonnes));
        }
        self.conversions.push(Conversion {
            operation: converting.operation,
            drawn,
            made,
        });
    }
}

/// An activity whose pools have no positions yet.
struct Converting {
    operation: OperationId,
    drawn: Vec<(Pool, f64)>,
    made: Vec<(Pool, f64)>,
}

/// Everything that happens in a plan, before pools have positions.
#[derive(Default)]
struct Links {
    entering: Vec<(Pool, Inflow, f64)>,
    moving: Vec<(Pool, Pool, Option<LaneId>, f64)>,
    leaving: Vec<(Pool, Outflow, f64)>,
    converting: Vec<Converting>,
    collecting: Vec<(Option<Pool>, Pool, f64)>,
}

fn pool((site, material): (SiteId, MaterialId), class: RuleSet, period: PeriodId) -> Pool {
    Pool {
        period,
        site,
        material,
        class,
    }
}

impl Links {
    fn collect(&mut self, labelled: &Labelled<'_>, plan: &Plan) {
        self.sources(labelled, plan);
        self.flows(labelled, plan);
        self.stocks(labelled.network, plan);
        self.activities(labelled, plan);
        self.ends(labelled.network, plan);
        self.collections(labelled, plan);
    }

    fn sources(&mut self, labelled: &Labelled<'_>, plan: &Plan) {
        let network = labelled.network;
        for supply in &plan.supplies {
            let source = &network.sources[supply.of.index()];
            let at = pool((source.site, source.material), supply.class, supply.period);
            self.entering.push((at, Inflow::Supply(supply.of), supply.quantity));
        }
        for (index, stock) in network.stocks.iter().enumerate().filter(|(_, stock)| stock.opening > 0.0) {
            let id = StockId::new(index);
            let at = pool((stock.site, stock.material), labelled.opening_class(id), PeriodId(0));
            self.entering.push((at, Inflow::Opening(id), stock.opening));
        }
        for (index, goods) in network
            .in_transit
            .iter()
            .enumerate()
            .filter(|(_, goods)| goods.quantity > 0.0)
        {
            let at = pool((goods.to, goods.material), labelled.in_transit_class(index), goods.arrives);
            self.entering.push((at, Inflow::UnderWay, goods.quantity));
        }
    }

    fn flows(&mut self, labelled: &Labelled<'_>, plan: &Plan) {
        for flow in &plan.flows {
            let lane = &labelled.network.lanes[flow.of.index()];
            let from = pool((lane.from, lane.material), flow.class, flow.period);
            let class = labelled.arrival_class(flow.of, flow.class);
            for (period, share) in &lane.arrivals[flow.period.index()] {
                let to = pool((lane.to, lane.material), class, *period);
                self.moving.push((from, to, Some(flow.of), flow.quantity * share));
            }
        }
        for down in &plan.downgrades {
            let (site, material, lesser) = down.of;
            let [from, to] = [down.class, lesser].map(|class| pool((site, material), class, down.period));
            self.moving.push((from, to, None, down.quantity));
        }
        for credit in &plan.credits {
            let of = credit.of;
            let at = |class: RuleSet, t: PeriodId| pool((of.site, of.material), class, t);
            let without = |class: RuleSet| class.without(RuleSet::of(of.rule));
            let given = (at(credit.class, credit.period), at(without(credit.class), credit.period));
            let used = (at(without(of.to), of.later), at(of.to, of.later));
            for (from, to) in [given, used] {
                self.moving.push((from, to, None, credit.quantity));
            }
        }
    }

    fn stocks(&mut self, network: &Network, plan: &Plan) {
        for kept in &plan.stocks {
            let stock = &network.stocks[kept.of.index()];
            let place = (stock.site, stock.material);
            let from = pool(place, kept.class, kept.period);
            let next = kept.period.index() + 1;
            if next < network.periods.len() {
                let to = pool(place, kept.class, PeriodId::new(next));
                self.moving.push((from, to, None, kept.quantity));
            } else {
                self.leaving.push((from, Outflow::Left, kept.quantity));
            }
        }
    }

    fn activities(&mut self, labelled: &Labelled<'_>, plan: &Plan) {
        let network = labelled.network;
        for activity in &plan.activities {
            let operation = &network.operations[activity.of.index()];
            let drawn = operation.inputs.iter().map(|(input, rate)| {
                let class = labelled.drawn_class(activity.of, *input, activity.class);
                (
                    pool((operation.site, *input), class, activity.period),
                    rate * activity.quantity,
                )
            });
            let made = operation.outputs.iter().map(|(output, rate)| {
                let class = labelled.output_class(activity.of, *output, activity.class);
                (
                    pool((operation.site, *output), class, activity.period),
                    rate * activity.quantity,
                )
            });
            self.converting.push(Converting {
                operation: activity.of,
                drawn: drawn.collect(),
                made: made.collect(),
            });
        }
        for tolerated in &plan.tolerated {
            self.tolerate(network, tolerated);
        }
    }

    /// Goods drawn under a tolerance enter the claimed pool from the other one.
    fn tolerate(&mut self, network: &Network, tolerated: &Amount<(OperationId, MaterialId, crate::network::RuleId)>) {
        let (operation, material, rule) = tolerated.of;
        let place = (network.operations[operation.index()].site, material);
        let from = pool(place, tolerated.class.without(RuleSet::of(rule)), tolerated.period);
        let to = pool(place, tolerated.class, tolerated.period);
        self.moving.push((from, to, None, tolerated.quantity));
    }

    fn ends(&mut self, network: &Network, plan: &Plan) {
        for delivery in &plan.deliveries {
            let (demand, material) = delivery.of;
            let place = (network.demands[demand.index()].site, material);
            let at = pool(place, delivery.class, delivery.period);
            self.leaving.push((at, Outflow::Demand(demand), delivery.quantity));
        }
        for sale in &plan.sales {
            let market = &network.byproducts[sale.of.index()];
            let at = pool((market.site, market.material), sale.class, sale.period);
            self.leaving.push((at, Outflow::Ends, sale.quantity));
        }
        for disposal in &plan.disposals {
            let permitted = &network.disposals[disposal.of.index()];
            let at = pool((permitted.site, permitted.material), disposal.class, disposal.period);
            self.leaving.push((at, Outflow::Ends, disposal.quantity));
        }
    }

    /// Scrap of the deliveries whose life ends, in proportion to what comes back of each.
    fn collections(&mut self, labelled: &Labelled<'_>, plan: &Plan) {
        for collection in &plan.collections {
            let (id, used) = collection.of;
            let back = &labelled.network.returns[id.index()];
            let class = labelled.collected_class(id, used, collection.class);
            let scrap = pool((back.site, back.scrap), class, collection.period);
            let deliveries = plan.deliveries.iter().filter(|delivery| {
                Some(delivery.of.1) == used && delivery.of.0 == back.demand && delivery.class == collection.class
            });
            let coming = deliveries.flat_map(|delivery| {
                let shares = back.back[delivery.period.index()].iter();
                let ending = shares.filter(|(period, _)| *period == collection.period);
                let at = pool((back.site, delivery.of.1), delivery.class, delivery.period);
                ending.map(move |(_, share)| (at, share * delivery.quantity))
            });
            let coming: Vec<(Pool, f64)> = coming.collect();
            let total: f64 = coming.iter().map(|(_, tonnes)| tonnes).sum();
            for (at, tonnes) in &coming {
                self.collecting.push((Some(*at), scrap, collection.quantity * tonnes / total));
            }
            if coming.is_empty() {
                self.collecting.push((None, scrap, collection.quantity));
            }
        }
    }

    fn pools(&self) -> Vec<Pool> {
        let entering = self.entering.iter().map(|(pool, ..)| *pool);
        let moving = self.moving.iter().flat_map(|(from, to, ..)| [*from, *to]);
        let leaving = self.leaving.iter().map(|(pool, ..)| *pool);
        let ends = |conversion: &Converting| -> Vec<Pool> {
            conversion
                .drawn
                .iter()
                .chain(&conversion.made)
                .map(|(pool, _)| *pool)
                .collect()
        };
        let converting = self.converting.iter().flat_map(ends);
        let collecting = self.collecting.iter().map(|(_, scrap, _)| *scrap);
        let entering = entering.chain(collecting);
        let mut pools: Vec<Pool> = entering.chain(moving).chain(leaving).chain(converting).collect();
        pools.sort_unstable();
        pools.dedup();
        pools
    }
}
