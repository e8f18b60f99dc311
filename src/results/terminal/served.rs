//! Where each demand is served from.

use super::style::{Grid, Style, tonnes};
use crate::network::{DemandId, MaterialId, PeriodId, SiteId};
use crate::plan::{Chain, StepKind};
use crate::results::Answer;
use std::collections::BTreeMap;

/// One row for each demand: wanted, served, short, and its suppliers.
pub(super) fn section(answer: &Answer, style: Style) -> String {
    let network = answer.network;
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
            suppliers(answer, id),
        ]);
    }
    grid.show("Where each demand is served from", 30, style)
}

/// The largest suppliers with the tonnes that come from each: where the delivered material was made or sold, by the supply
/// chains of the demand.
fn suppliers(answer: &Answer, demand: DemandId) -> String {
    let network = answer.network;
    let mut delivered: BTreeMap<(PeriodId, MaterialId), f64> = BTreeMap::new();
    for delivery in answer.plan.deliveries.iter().filter(|delivery| delivery.of.0 == demand) {
        *delivered.entry((delivery.period, delivery.of.1)).or_default() += delivery.quantity;
    }
    let mut from: BTreeMap<SiteId, f64> = BTreeMap::new();
    for ((period, material), tonnes) in delivered {
        let of_lot = |chain: &&Chain| (chain.demand, chain.period, chain.material) == (demand, period, material);
        let lot: Vec<&Chain> = answer.chains.iter().filter(of_lot).collect();
        // Every element of a lot came from the same makers in the same proportions: one tells.
        let Some(first) = lot.first().map(|chain| chain.element) else {
            continue;
        };
        let lot: Vec<&Chain> = lot.into_iter().filter(|chain| chain.element == first).collect();
        let whole: f64 = lot.iter().map(|chain| chain.quantity).sum();
        for chain in lot {
            if let Some(site) = maker(chain) {
                *from.entry(site).or_default() += tonnes * chain.quantity / whole;
            }
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

/// Site where the delivered material was made, sold, or in store from the start; none for the rest of a demand's chains.
fn maker(chain: &Chain) -> Option<SiteId> {
    let begins = chain
        .steps
        .iter()
        .rev()
        .find(|step| !matches!(step.kind, StepKind::Arrived(_)));
    begins.map(|step| step.site)
}
