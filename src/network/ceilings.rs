//! The most that lanes can carry, for rows that switch: what follows from routes, senders and receivers.
//!
//! ```text
//! flow[i,j,m,t] <= min(capacity of the route, what i has of its own, what j can take)
//! ```
//!
//! A place that passes goods on, keeps what came before, or throws goods away sets no limit.

use super::{Facility, Lane, LaneId, LineId, MaterialId, Network, SiteId, SourceId};
use std::collections::BTreeMap;

impl Network {
    /// The most that lanes can carry together in a period, tonnes; infinite where nothing limits them.
    pub(super) fn ceiling(&self, lanes: &[LaneId], t: usize) -> f64 {
        let mut by_receiver: BTreeMap<(SiteId, MaterialId, Option<LaneId>), (f64, f64)> = BTreeMap::new();
        for id in lanes {
            let lane = &self.lanes[id.index()];
            // What arrives at different times does not share the room of one period.
            let at_once = lane.arrivals[t].len() == 1 && lane.arrivals[t][0].0.index() == t;
            let key = (lane.to, lane.material, (!at_once).then_some(*id));
            let (carried, room) = by_receiver.entry(key).or_insert((0.0, f64::INFINITY));
            *carried += self.routes[lane.route.index()].capacity[t].min(self.sent(lane, t));
            *room = room.min(self.room(lane, t));
        }
        by_receiver.values().map(|(carried, room)| carried.min(*room)).sum()
    }

    /// What the receiver can take of a shipment of a period.
    fn room(&self, lane: &Lane, t: usize) -> f64 {
        let arrivals = lane.arrivals[t].iter();
        let rooms = arrivals.map(|(period, share)| self.taken((lane.to, lane.material), period.index()) / share);
        rooms.fold(f64::INFINITY, f64::min)
    }

    /// What a place can take of a material in a period.
    fn taken(&self, here: (SiteId, MaterialId), t: usize) -> f64 {
        let passed_on = self.lanes.iter().any(|lane| (lane.from, lane.material) == here);
        let thrown_away = self
            .disposals
            .iter()
            .any(|disposal| (disposal.site, disposal.material) == here);
        if passed_on || thrown_away {
            return f64::INFINITY;
        }
        let demands = self.demands.iter().filter(|demand| demand.site == here.0);
        let wanted = demands.flat_map(|demand| {
            let accepts = demand.accepts.iter().filter(|(material, _)| *material == here.1);
            let quantity: f64 = demand.blocks.iter().map(|block| block.quantity[t]).sum();
            accepts.map(move |(_, rate)| quantity / rate)
        });
        let stocks = self.stocks.iter().filter(|stock| (stock.site, stock.material) == here);
        let markets = self.byproducts.iter().filter(|market| (market.site, market.material) == here);
        let kept: f64 = stocks
            .map(|stock| stock.room[t])
            .chain(markets.map(|market| market.limit[t]))
            .sum();
        wanted.sum::<f64>() + kept + self.worked(here, t, |operation| &operation.inputs)
    }

    /// What a place can send on a lane in a period.
    fn sent(&self, lane: &Lane, t: usize) -> f64 {
        let here = (lane.from, lane.material);
        let received = self.lanes.iter().any(|other| (other.to, other.material) == here);
        let kept = self.stocks.iter().any(|stock| (stock.site, stock.material) == here);
        let under_way = self.in_transit.iter().any(|goods| (goods.to, goods.material) == here);
        let comes_back = self.returns.iter().any(|back| (back.site, back.scrap) == here);
        if received || kept || under_way || comes_back {
            return f64::INFINITY;
        }
        let sources = self.sources.iter().enumerate();
        let own = sources.filter(|(_, source)| (source.site, source.material) == here);
        let mined = own.map(|(index, _)| self.most(Facility::Source(SourceId::new(index)), super::PeriodId::new(t)));
        mined.sum::<f64>() + self.worked(here, t, |operation| &operation.outputs)
    }

    /// What the lines of a place can draw or make of a material.
    fn worked(&self, here: (SiteId, MaterialId), t: usize, goods: impl Fn(&super::Operation) -> &Vec<(MaterialId, f64)>) -> f64 {
        let lines = self.lines.iter().enumerate().filter(|(_, line)| line.site == here.0);
        let amounts = lines.map(|(index, _)| {
            let id = LineId::new(index);
            let operations = self.operations.iter().filter(|operation| operation.line == id);
            let rates = operations.flat_map(|operation| goods(operation).iter().filter(|(material, _)| *material == here.1));
            let rate = rates.map(|(_, rate)| *rate).fold(0.0, f64::max);
            if rate > 0.0 {
                rate * self.most(Facility::Line(id), super::PeriodId::new(t))
            } else {
                0.0
            }
        });
        amounts.sum()
    }
}
