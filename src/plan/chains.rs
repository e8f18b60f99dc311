//! Supply chains from mine to customer: what each delivery is made of, and the way it came.
//!
//! A pool mixes what comes to it, so a delivery consists of the ways of its pool in proportion; an activity passes on each
//! element in proportion to what its inputs bring of it. Ways are followed by watched element, by gross mass where the goods
//! have none. Waiting in stock and giving up a class are no steps of a way, and a round in a circle is left out.

use super::pools::{Inflow, Pools};
use super::{Plan, origins};
use crate::network::{DemandId, ElementId, LaneId, MaterialId, Network, OperationId, PeriodId, SiteId};
use crate::origin;
use std::collections::BTreeMap;

/// A supply chain: one way by which an element, or goods without any, came to a demand in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// Element; none where the goods contain no watched element.
    pub element: Option<ElementId>,
    /// Demand served.
    pub demand: DemandId,
    /// Material delivered.
    pub material: MaterialId,
    /// Period of delivery.
    pub period: PeriodId,
    /// Tonnes of the element delivered, or of the goods.
    pub quantity: f64,
    /// Steps from the beginning to the site that delivers; empty for the rest: all ways too small to be told apart.
    pub steps: Vec<Step>,
}

/// A step of a supply chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// Where.
    pub site: SiteId,
    /// What happened there.
    pub kind: StepKind,
    /// Material after the step.
    pub material: MaterialId,
}

/// Kind of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepKind {
    /// Sold by a source.
    Sold,
    /// In stock at the start.
    Opening,
    /// Under way at the start.
    UnderWay,
    /// Collected after use, as scrap.
    Collected,
    /// Made by an operation.
    Made(OperationId),
    /// Arrived on a lane.
    Arrived(LaneId),
}

/// The supply chains of a plan, by demand, period, element, the largest first.
pub fn chains(network: &Network, plan: &Plan) -> Vec<Chain> {
    let labelled = origin::label(network);
    let pools = Pools::of(&labelled, plan);
    let mut amounts: BTreeMap<(DemandId, PeriodId, MaterialId, Option<ElementId>, usize), f64> = BTreeMap::new();
    let mut ways = origins::Ways::default();
    for element in followed(network, plan) {
        let mixes = ways.mixes(network, &pools, element);
        for delivery in &plan.deliveries {
            let (demand, material) = delivery.of;
            let Some(mass) = mass(network, material, element) else {
                continue;
            };
            let place = network.demands[demand.index()].site;
            for (way, share) in mixes.at(&pools, (place, material), (delivery.class, delivery.period)) {
                let key = (demand, delivery.period, material, element, *way);
                *amounts.entry(key).or_default() += delivery.quantity * mass * share;
            }
        }
    }
    let mut chains: Vec<Chain> = amounts
        .into_iter()
        .map(|(key, quantity)| chain(&ways, key, quantity))
        .collect();
    chains.sort_by(|a, b| {
        let of = |chain: &Chain| (chain.demand, chain.period, chain.material, chain.element);
        of(a).cmp(&of(b)).then(b.quantity.total_cmp(&a.quantity))
    });
    chains
}

fn chain(
    ways: &origins::Ways,
    (demand, period, material, element, way): (DemandId, PeriodId, MaterialId, Option<ElementId>, usize),
    quantity: f64,
) -> Chain {
    Chain {
        element,
        demand,
        material,
        period,
        quantity,
        steps: ways.steps(way),
    }
}

/// Elements that some delivered material contains, and `None` where one contains none.
fn followed(network: &Network, plan: &Plan) -> Vec<Option<ElementId>> {
    let elements = (0..network.elements.len()).map(|element| Some(ElementId::new(element)));
    let delivered = |element: &Option<ElementId>| {
        plan.deliveries
            .iter()
            .any(|delivery| mass(network, delivery.of.1, *element).is_some())
    };
    elements.chain([None]).filter(delivered).collect()
}

/// Tonnes of an element in a tonne of a material, or a tonne of goods without elements; none where it does not count.
pub(super) fn mass(network: &Network, material: MaterialId, element: Option<ElementId>) -> Option<f64> {
    let content = &network.materials[material.index()].content;
    match element {
        Some(element) => Some(content[element.index()]).filter(|share| *share > 0.0),
        None => content.iter().all(|share| *share == 0.0).then_some(1.0),
    }
}

/// The step by which goods come into a pool, if coming is a step.
pub(super) fn step(pools: &Pools, pool: usize, inflow: Inflow) -> Option<Step> {
    let kind = match inflow {
        Inflow::Supply(_) => StepKind::Sold,
        Inflow::Opening(_) => StepKind::Opening,
        Inflow::UnderWay => StepKind::UnderWay,
        Inflow::Collected(_) => StepKind::Collected,
        Inflow::Made(activity) => StepKind::Made(pools.conversions[activity].operation),
        Inflow::From(_, Some(lane)) => StepKind::Arrived(lane),
        Inflow::From(_, None) => return None,
    };
    let at = &pools.list[pool];
    Some(Step {
        site: at.site,
        kind,
        material: at.material,
    })
}
