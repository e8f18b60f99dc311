//! Where each demand is served from.

use super::style::{Grid, Style, tonnes};
use crate::network::{DemandId, MaterialId, Network, SiteId};
use crate::plan::Plan;
use crate::results::Answer;
use std::collections::BTreeMap;

/// Tonnes that come into a place, by material and by the place they come from.
type Inflows = BTreeMap<(SiteId, MaterialId), BTreeMap<SiteId, f64>>;

/// One row for each demand: wanted, served, short, and its suppliers.
pub(super) fn section(answer: &Answer, style: Style) -> String {
    let network = answer.network;
    let inflows = inflows(network, answer.plan);
    let mut grid = Grid::new(["demand", "tier", ">wanted t", ">served t", ">short t", "served from"]);
    let mut order: Vec<usize> = (0..network.demands.len()).collect();
    order.sort_by_key(|&k| network.demands[k].tier.unwrap_or(network.tiers.len()));
    for k in order {
        let demand = &network.demands[k];
        let wanted: f64 = demand.blocks.iter().flat_map(|block| &block.quantity).sum();
        let id = DemandId::new(k);
        let short: f64 = answer
            .plan
            .shortages
            .iter()
            .filter(|short| short.of.0 == id)
            .map(|short| short.quantity)
            .sum();
        let tier = demand
            .tier
            .and_then(|tier| network.tiers.get(tier))
            .map_or("-", String::as_str);
        grid.row(vec![
            demand.name.clone(),
            tier.into(),
            tonnes(wanted),
            tonnes(wanted - short),
            tonnes(short),
            suppliers(answer, id, &inflows),
        ]);
    }
    grid.show("Where each demand is served from", 30, style)
}

fn inflows(network: &Network, plan: &Plan) -> Inflows {
    let mut inflows = Inflows::new();
    let mut add = |to, material, from, quantity| *inflows.entry((to, material)).or_default().entry(from).or_default() += quantity;
    for flow in &plan.flows {
        let lane = &network.lanes[flow.of.index()];
        add(lane.to, lane.material, lane.from, flow.quantity);
    }
    for supply in &plan.supplies {
        let source = &network.sources[supply.of.index()];
        add(source.site, source.material, source.site, supply.quantity);
    }
    for activity in &plan.activities {
        let operation = &network.operations[activity.of.index()];
        for &(material, per_unit) in &operation.outputs {
            add(operation.site, material, operation.site, per_unit * activity.quantity);
        }
    }
    inflows
}

/// The largest suppliers with the tonnes that come from each, in the proportions of what comes into the demand's place.
fn suppliers(answer: &Answer, demand: DemandId, inflows: &Inflows) -> String {
    let network = answer.network;
    let place = network.demands[demand.index()].site;
    let mut from: BTreeMap<SiteId, f64> = BTreeMap::new();
    for delivery in answer.plan.deliveries.iter().filter(|delivery| delivery.of.0 == demand) {
        let Some(parts) = inflows.get(&(place, delivery.of.1)) else {
            continue;
        };
        let whole: f64 = parts.values().sum();
        for (&site, part) in parts.iter().filter(|_| whole > 0.0) {
            *from.entry(site).or_default() += delivery.quantity * part / whole;
        }
    }
    let mut from: Vec<(SiteId, f64)> = from.into_iter().collect();
    from.sort_by(|a, b| b.1.total_cmp(&a.1));
    let named = |&(id, quantity): &(SiteId, f64)| {
        let site = &network.sites[id.index()];
        format!(
            "{} ({}) {}",
            site.name,
            network.countries[site.country.index()].name,
            tonnes(quantity)
        )
    };
    let mut text = from.iter().take(3).map(named).collect::<Vec<_>>().join(", ");
    if from.len() > 3 {
        text += &format!(", {} more", from.len() - 3);
    }
    text
}
