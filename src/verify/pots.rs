//! What came to each place and what went, by material and period, with what was claimed of it.

use super::lineage::Lineage;
use crate::network::{MaterialId, Network, PeriodId, RuleSet, SiteId};
use crate::plan::Plan;
use std::collections::BTreeMap;

/// A place, a material and a period.
pub(super) type Spot = (SiteId, MaterialId, PeriodId);

/// Goods that came and went at a spot: claim and tonnes.
#[derive(Clone, Debug, Default)]
pub(super) struct Pot {
    /// What came, with what it may claim.
    pub ins: Vec<(RuleSet, f64)>,
    /// What went, with what is claimed of it. A tolerated draw takes back a claim with a negative amount.
    pub outs: Vec<(RuleSet, f64)>,
}

impl Pot {
    /// Tonnes that came.
    pub fn came(&self) -> f64 {
        self.ins.iter().map(|(_, tonnes)| tonnes).sum()
    }

    /// Tonnes that went.
    pub fn went(&self) -> f64 {
        self.outs.iter().map(|(_, tonnes)| tonnes).sum()
    }
}

/// All spots at which something happens.
pub(super) fn pots(network: &Network, plan: &Plan, lineage: &Lineage<'_>) -> BTreeMap<Spot, Pot> {
    let mut pots = Pots {
        network,
        lineage,
        map: BTreeMap::new(),
    };
    pots.beginnings(plan);
    pots.shipments(plan);
    pots.stocks(plan);
    pots.conversions(plan);
    pots.credits(plan);
    pots.ends(plan);
    pots.scrap(plan);
    pots.map
}

struct Pots<'a> {
    network: &'a Network,
    lineage: &'a Lineage<'a>,
    map: BTreeMap<Spot, Pot>,
}

impl Pots<'_> {
    fn comes(&mut self, spot: Spot, claim: RuleSet, tonnes: f64) {
        self.map.entry(spot).or_default().ins.push((claim, tonnes));
    }

    fn goes(&mut self, spot: Spot, claim: RuleSet, tonnes: f64) {
        self.map.entry(spot).or_default().outs.push((claim, tonnes));
    }

    fn beginnings(&mut self, plan: &Plan) {
        for supply in &plan.supplies {
            let source = &self.network.sources[supply.of.index()];
            let claim = supply.class.and(self.lineage.declared(&source.lineage, Some(source.site)));
            self.comes((source.site, source.material, supply.period), claim, supply.quantity);
        }
        for stock in self.network.stocks.iter().filter(|stock| stock.opening > 0.0) {
            let claim = self.lineage.declared(&stock.lineage, None);
            self.comes((stock.site, stock.material, PeriodId(0)), claim, stock.opening);
        }
        for goods in &self.network.in_transit {
            let claim = self.lineage.declared(&goods.lineage, None);
            self.comes((goods.to, goods.material, goods.arrives), claim, goods.quantity);
        }
    }

    fn shipments(&mut self, plan: &Plan) {
        for flow in &plan.flows {
            let lane = &self.network.lanes[flow.of.index()];
            self.goes((lane.from, lane.material, flow.period), flow.class, flow.quantity);
            for (period, share) in &lane.arrivals[flow.period.index()] {
                self.comes((lane.to, lane.material, *period), flow.class, share * flow.quantity);
            }
        }
    }

    fn stocks(&mut self, plan: &Plan) {
        for kept in &plan.stocks {
            let stock = &self.network.stocks[kept.of.index()];
            self.goes((stock.site, stock.material, kept.period), kept.class, kept.quantity);
            let next = PeriodId::new(kept.period.index() + 1);
            if next.index() < self.network.periods.len() {
                self.comes((stock.site, stock.material, next), kept.class, kept.quantity);
            }
        }
    }

    fn conversions(&mut self, plan: &Plan) {
        for activity in &plan.activities {
            let operation = &self.network.operations[activity.of.index()];
            for (input, rate) in &operation.inputs {
                let claim = self.lineage.needed(operation, *input, activity.class);
                self.goes((operation.site, *input, activity.period), claim, rate * activity.quantity);
            }
            for (output, rate) in &operation.outputs {
                let claim = self.lineage.made(operation, *output, activity.class);
                self.comes((operation.site, *output, activity.period), claim, rate * activity.quantity);
            }
        }
        for tolerated in &plan.tolerated {
            let (operation, material, rule) = tolerated.of;
            let operation = &self.network.operations[operation.index()];
            let claim = self.lineage.needed(operation, material, tolerated.class);
            let spot = (operation.site, material, tolerated.period);
            self.goes(spot, claim, -tolerated.quantity);
            self.goes(spot, claim.without(RuleSet::of(rule)), tolerated.quantity);
        }
    }

    /// Credit moves a claim from goods that have it to goods that do not have it, later.
    fn credits(&mut self, plan: &Plan) {
        for credit in &plan.credits {
            let of = credit.of;
            let without = |class: RuleSet| class.without(RuleSet::of(of.rule));
            let (now, later) = ((of.site, of.material, credit.period), (of.site, of.material, of.later));
            self.goes(now, credit.class, credit.quantity);
            self.comes(now, without(credit.class), credit.quantity);
            self.goes(later, without(of.to), credit.quantity);
            self.comes(later, of.to, credit.quantity);
        }
    }

    /// Scrap claims what the goods claimed that it was; of goods in use at the start what their lineage says.
    fn scrap(&mut self, plan: &Plan) {
        for collection in &plan.collections {
            let (id, used) = collection.of;
            let back = &self.network.returns[id.index()];
            let claim = match used {
                Some(_) => collection.class.and(self.lineage.concerned(back.scrap)),
                None => self.lineage.declared(&back.lineage, None),
            };
            self.comes((back.site, back.scrap, collection.period), claim, collection.quantity);
        }
    }

    fn ends(&mut self, plan: &Plan) {
        for delivery in &plan.deliveries {
            let (demand, material) = delivery.of;
            let site = self.network.demands[demand.index()].site;
            self.goes((site, material, delivery.period), delivery.class, delivery.quantity);
        }
        for sale in &plan.sales {
            let market = &self.network.byproducts[sale.of.index()];
            self.goes((market.site, market.material, sale.period), sale.class, sale.quantity);
        }
        for disposal in &plan.disposals {
            let permitted = &self.network.disposals[disposal.of.index()];
            self.goes(
                (permitted.site, permitted.material, disposal.period),
                disposal.class,
                disposal.quantity,
            );
        }
    }
}
