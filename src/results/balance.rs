//! Where a watched element comes from and where it goes, by period.

use super::Answer;
use crate::network::{ElementId, MaterialId, Network, PeriodId, SiteId};
use crate::plan::Plan;

/// Items of a balance: the first four sum to what is available, the last four to where it goes.
pub(super) const ITEMS: [&str; 9] = [
    "from allied sources",
    "from other sources",
    "collected as scrap",
    "out of stock and transit (+)",
    "available",
    "delivered",
    "sold as by-product",
    "thrown away",
    "lost in processing",
];

/// Tonnes of an element below which there are none.
pub(super) const NOTHING: f64 = 5e-7;

/// Tonnes of an element by item, in the order of [`ITEMS`], and period.
pub(super) fn balance(answer: &Answer, element: ElementId) -> Vec<Vec<f64>> {
    let network = answer.network;
    let mut values: Vec<Vec<f64>> = ITEMS.iter().map(|_| vec![0.0; network.periods.len()]).collect();
    let mut tally = |item: usize, period: PeriodId, quantity: f64| {
        if let Some(value) = values.get_mut(item).and_then(|row| row.get_mut(period.index())) {
            *value += quantity;
        }
    };
    let content = |material: MaterialId| {
        network.materials[material.index()]
            .content
            .get(element.index())
            .copied()
            .unwrap_or(0.0)
    };
    sources(network, answer.plan, &content, &mut tally);
    stocks(network, answer.plan, &content, &mut tally);
    uses(network, answer.plan, &content, &mut tally);
    values
}

type Content<'a> = &'a dyn Fn(MaterialId) -> f64;
type Tally<'a> = &'a mut dyn FnMut(usize, PeriodId, f64);

fn sources(network: &Network, plan: &Plan, content: Content, tally: Tally) {
    let ally = |site: SiteId| network.countries[network.sites[site.index()].country.index()].ally;
    for supply in &plan.supplies {
        let source = &network.sources[supply.of.index()];
        let quantity = supply.quantity * content(source.material);
        tally(usize::from(!ally(source.site)), supply.period, quantity);
        tally(4, supply.period, quantity);
    }
    for collection in &plan.collections {
        let quantity = collection.quantity * content(network.returns[collection.of.0.index()].scrap);
        tally(2, collection.period, quantity);
        tally(4, collection.period, quantity);
    }
}

/// What leaves stock or arrives from under way, less what enters.
fn stocks(network: &Network, plan: &Plan, content: Content, tally: Tally) {
    let mut out = |period, quantity| {
        tally(3, period, quantity);
        tally(4, period, quantity);
    };
    let first = PeriodId::new(0);
    for stock in &network.stocks {
        out(first, stock.opening * content(stock.material));
    }
    for goods in &network.in_transit {
        out(goods.arrives, goods.quantity * content(goods.material));
    }
    for held in &plan.stocks {
        let quantity = held.quantity * content(network.stocks[held.of.index()].material);
        out(held.period, -quantity);
        let next = PeriodId::new(held.period.index() + 1);
        if next.index() < network.periods.len() {
            out(next, quantity);
        }
    }
    for flow in &plan.flows {
        let lane = &network.lanes[flow.of.index()];
        let quantity = flow.quantity * content(lane.material);
        for &(arrival, share) in lane.arrivals.get(flow.period.index()).into_iter().flatten() {
            out(arrival, share * quantity);
            out(flow.period, -share * quantity);
        }
    }
}

fn uses(network: &Network, plan: &Plan, content: Content, tally: Tally) {
    for delivery in &plan.deliveries {
        tally(5, delivery.period, delivery.quantity * content(delivery.of.1));
    }
    for sale in &plan.sales {
        tally(
            6,
            sale.period,
            sale.quantity * content(network.byproducts[sale.of.index()].material),
        );
    }
    for disposal in &plan.disposals {
        tally(
            7,
            disposal.period,
            disposal.quantity * content(network.disposals[disposal.of.index()].material),
        );
    }
    for activity in &plan.activities {
        let operation = &network.operations[activity.of.index()];
        let mass = |parts: &[(MaterialId, f64)]| {
            parts
                .iter()
                .map(|&(material, per_unit)| per_unit * content(material))
                .sum::<f64>()
        };
        tally(
            8,
            activity.period,
            activity.quantity * (mass(&operation.inputs) - mass(&operation.outputs)),
        );
    }
}
