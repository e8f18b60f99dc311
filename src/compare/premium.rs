//! Prices by material and class where goods are traded: red, blue, and the premium between.
//!
//! At each place, material and period with trade, **red** is the price of a tonne of the class with the fewest rules there, **blue** that of the class
//! with most; averages weigh by tonnes shipped and delivered there. Prices are duals of the cost level, undiscounted.

use super::{Figure, Topic, View};
use crate::network::{MaterialId, PeriodId, RuleSet, SiteId};
use crate::plan::Priced;
use std::collections::BTreeMap;

type Place = (SiteId, MaterialId, PeriodId);

/// Average red and blue price of each material traded, and the premium.
pub(super) fn figures(view: View<'_>) -> Vec<Figure> {
    let level = view.network.cost_level();
    let tonnes = traded(view);
    let mut prices: BTreeMap<Place, Vec<(RuleSet, f64)>> = BTreeMap::new();
    for row in &view.plan.prices {
        if let (Priced::Balance(site, material, class), Some(period), Some(price)) = (row.of, row.period, row.by_level.get(level))
        {
            prices.entry((site, material, period)).or_default().push((class, *price));
        }
    }
    let mut sums: BTreeMap<MaterialId, (f64, f64, f64)> = BTreeMap::new();
    for (place, tonnes) in &tonnes {
        let Some(classes) = prices.get(place) else { continue };
        let rules = |(class, _): &&(RuleSet, f64)| class.0.count_ones();
        if let (Some((_, red)), Some((_, blue))) = (classes.iter().min_by_key(rules), classes.iter().max_by_key(rules)) {
            let sum = sums.entry(place.1).or_default();
            *sum = (sum.0 + red * tonnes, sum.1 + blue * tonnes, sum.2 + tonnes);
        }
    }
    let told = sums.into_iter().flat_map(|(material, (red, blue, tonnes))| {
        let name = view.network.materials[material.index()].name.clone();
        let parts = [("red", red), ("blue", blue), ("premium", blue - red)];
        parts.map(|(part, sum)| Figure::new(Topic::Prices, (&name, part), "USD/t", sum / tonnes))
    });
    told.collect()
}

/// Tonnes shipped from or delivered at each place.
fn traded(view: View<'_>) -> BTreeMap<Place, f64> {
    let mut traded = BTreeMap::new();
    for flow in &view.plan.flows {
        let lane = &view.network.lanes[flow.of.index()];
        *traded.entry((lane.from, lane.material, flow.period)).or_default() += flow.quantity;
    }
    for delivery in &view.plan.deliveries {
        let (demand, material) = delivery.of;
        let site = view.network.demands[demand.index()].site;
        *traded.entry((site, material, delivery.period)).or_default() += delivery.quantity;
    }
    traded
}
