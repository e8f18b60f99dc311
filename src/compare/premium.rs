//! Prices by material and class where goods are traded: red, blue, and the premium between.
//!
//! At each place, material and period with trade, **blue** is the price of a tonne of the class that holds every rule of allied origin that matters
//! there, **red** that of the class with the fewest rules, all of which blue holds too; averages weigh by tonnes shipped and delivered there, blue and
//! the premium only where both classes exist. Prices are duals of the cost level, undiscounted. Where a tonne would change a shortage its worth is
//! tonnes of a tier, not money: such places do not count.

use super::{Figure, Topic, View};
use crate::network::{MaterialId, Network, PeriodId, RuleId, RuleSet, SiteId};
use crate::plan::Priced;
use std::collections::{BTreeMap, BTreeSet};

/// Tonnes short by a tonne that are rounding.
const SHORTAGE: f64 = 1e-9;

type Place = (SiteId, MaterialId, PeriodId);

/// Average red and blue price of each material traded, and the premium.
pub(super) fn figures(view: View<'_>) -> Vec<Figure> {
    let mut sums: BTreeMap<MaterialId, Sums> = BTreeMap::new();
    let prices = prices(view);
    for (place, tonnes) in &traded(view) {
        if let Some(classes) = prices.get(place) {
            sums.entry(place.1).or_default().add(view.network, classes, *tonnes);
        }
    }
    let mut sums: Vec<(MaterialId, Sums)> = sums.into_iter().filter(|(_, sums)| sums.all > 0.0).collect();
    sums.sort_by(|(_, a), (_, b)| b.red.abs().total_cmp(&a.red.abs()));
    sums.iter()
        .flat_map(|(material, sums)| sums.figures(&view.network.materials[material.index()].name))
        .collect()
}

/// Price times tonnes, and tonnes, of a material.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    red: f64,
    all: f64,
    blue: f64,
    premium: f64,
    both: f64,
}

impl Sums {
    fn add(&mut self, network: &Network, classes: &[(RuleSet, f64)], tonnes: f64) {
        let rules = |(class, _): &&(RuleSet, f64)| (class.0.count_ones(), class.0);
        let Some((lowest, red)) = classes.iter().min_by_key(rules) else {
            return;
        };
        self.red += red * tonnes;
        self.all += tonnes;
        let allied =
            |(class, _): &&(RuleSet, f64)| class != lowest && class.covers(*lowest) && is_allied(network, *class, classes);
        if let Some((_, blue)) = classes.iter().filter(allied).max_by_key(rules) {
            self.blue += blue * tonnes;
            self.premium += (blue - red) * tonnes;
            self.both += tonnes;
        }
    }

    fn figures(&self, material: &str) -> Vec<Figure> {
        let figure = |part, value| Figure::new(Topic::Prices, (material, part), "USD/t", value);
        let mut figures = vec![figure("red", self.red / self.all)];
        if self.both > 0.0 {
            figures.push(figure("blue", self.blue / self.both));
            figures.push(figure("premium", self.premium / self.both));
        }
        figures
    }
}

/// Whether a class holds every rule of allied origin that some class there holds, and one at least.
fn is_allied(network: &Network, class: RuleSet, classes: &[(RuleSet, f64)]) -> bool {
    let strictest = network.exposure.iter().filter_map(|group| group.steps.last());
    let told: Vec<RuleId> = strictest
        .map(|(rule, _)| *rule)
        .filter(|rule| classes.iter().any(|(class, _)| class.has(*rule)))
        .collect();
    !told.is_empty() && told.iter().all(|rule| class.has(*rule))
}

/// Prices in money by place and class; none where a tonne changes a shortage.
fn prices(view: View<'_>) -> BTreeMap<Place, Vec<(RuleSet, f64)>> {
    let level = view.network.cost_level();
    let mut prices: BTreeMap<Place, Vec<(RuleSet, f64)>> = BTreeMap::new();
    let mut short: BTreeSet<Place> = BTreeSet::new();
    for row in &view.plan.prices {
        if let (Priced::Balance(site, material, class), Some(period), Some(price)) = (row.of, row.period, row.by_level.get(level))
        {
            let place = (site, material, period);
            if row.by_level.iter().take(level).any(|worth| worth.abs() > SHORTAGE) {
                short.insert(place);
            }
            prices.entry(place).or_default().push((class, *price));
        }
    }
    prices.retain(|place, _| !short.contains(place));
    prices
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
