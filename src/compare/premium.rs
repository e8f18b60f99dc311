//! Prices by material where goods are traded: red, blue, and the premium between.
//!
//! Goods are **blue** where they hold every rule of allied origin that matters to them, else **red**. Prices are those of shipments and deliveries in their own
//! class, averaged by tonnes; they are duals of the cost level, undiscounted. Prices where goods are shipped from and where they are delivered, freight and charges
//! included, are told apart. The premium is what blue goods cost more than red ones traded in the same country and period, averaged by blue tonnes. Where a tonne would change a shortage its worth is tonnes of a tier, not money, and does not count.

use super::{Figure, Topic, View};
use crate::network::{CountryId, MaterialId, Network, PeriodId, RuleSet, SiteId};
use crate::plan::Priced;
use std::collections::BTreeMap;

/// Tonnes short by a tonne that are rounding.
const SHORTAGE: f64 = 1e-9;

type Goods = (SiteId, MaterialId, RuleSet, PeriodId);

/// Where goods are traded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Trade {
    /// Where they are shipped from: freight and charges of the way are not in the price.
    Gate,
    /// Where they are delivered.
    Delivered,
}

impl Trade {
    const ALL: [Self; 2] = [Self::Gate, Self::Delivered];

    /// Names of the prices of red and of blue goods, and of the premium.
    fn names(self) -> [&'static str; 3] {
        match self {
            Self::Gate => ["red", "blue", "premium"],
            Self::Delivered => ["red delivered", "blue delivered", "premium delivered"],
        }
    }
}

/// Price times tonnes, and tonnes.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    value: f64,
    tonnes: f64,
}

impl Sum {
    fn add(&mut self, value: f64, tonnes: f64) {
        self.value += value;
        self.tonnes += tonnes;
    }

    fn mean(self) -> Option<f64> {
        (self.tonnes > 0.0).then(|| self.value / self.tonnes)
    }
}

/// Red and blue goods of one market, or of all.
#[derive(Clone, Copy, Debug, Default)]
struct Market {
    red: Sum,
    blue: Sum,
}

/// Average red and blue price of each material traded, and the premium, at the gate and delivered; the materials worth most first.
pub(super) fn figures(view: View<'_>) -> Vec<Figure> {
    let mut all: BTreeMap<MaterialId, [(Market, Sum); 2]> = BTreeMap::new();
    for ((_, material, _, trade), market) in markets(view) {
        let (sum, premium) = &mut all.entry(material).or_default()[trade as usize];
        sum.red.add(market.red.value, market.red.tonnes);
        sum.blue.add(market.blue.value, market.blue.tonnes);
        if let (Some(red), Some(blue)) = (market.red.mean(), market.blue.mean()) {
            premium.add((blue - red) * market.blue.tonnes, market.blue.tonnes);
        }
    }
    let mut all: Vec<_> = all.into_iter().collect();
    let worth = |of: &[(Market, Sum); 2]| {
        of.iter()
            .map(|(market, _)| market.red.value + market.blue.value)
            .sum::<f64>()
            .abs()
    };
    all.sort_by(|(_, a), (_, b)| worth(b).total_cmp(&worth(a)));
    let mut figures = Vec::new();
    for (material, of) in all {
        let name = view.network.materials[material.index()].name.as_str();
        for (trade, (market, premium)) in Trade::ALL.into_iter().zip(of) {
            let means = [market.red.mean(), market.blue.mean(), premium.mean()];
            let told = trade.names().into_iter().zip(means);
            figures.extend(told.filter_map(|(part, mean)| Some(Figure::new(Topic::Prices, (name, part), "USD/t", mean?))));
        }
    }
    figures
}

/// Average price of red and of blue goods of each material traded in each period, at the gate and delivered: material, period, side, USD/t.
pub fn prices_by_period(view: View<'_>) -> Vec<(MaterialId, PeriodId, &'static str, f64)> {
    let mut all: BTreeMap<(MaterialId, PeriodId, Trade), Market> = BTreeMap::new();
    for ((_, material, period, trade), market) in markets(view) {
        let sum = all.entry((material, period, trade)).or_default();
        sum.red.add(market.red.value, market.red.tonnes);
        sum.blue.add(market.blue.value, market.blue.tonnes);
    }
    let sides = |((material, period, trade), market): ((MaterialId, PeriodId, Trade), Market)| {
        let [red, blue, _] = trade.names();
        let sides = [(red, market.red.mean()), (blue, market.blue.mean())];
        sides
            .into_iter()
            .filter_map(move |(side, mean)| Some((material, period, side, mean?)))
    };
    all.into_iter().flat_map(sides).collect()
}

fn markets(view: View<'_>) -> BTreeMap<(CountryId, MaterialId, PeriodId, Trade), Market> {
    let (network, level) = (view.network, view.network.cost_level());
    let traded = traded(view);
    let mut markets: BTreeMap<(CountryId, MaterialId, PeriodId, Trade), Market> = BTreeMap::new();
    for row in &view.plan.prices {
        let (Priced::Balance(site, material, class), Some(period), Some(price)) = (row.of, row.period, row.by_level.get(level))
        else {
            continue;
        };
        let in_money = row.by_level.iter().take(level).all(|worth| worth.abs() <= SHORTAGE);
        for trade in Trade::ALL.into_iter().filter(|_| in_money) {
            let Some(tonnes) = traded.get(&((site, material, class, period), trade)) else {
                continue;
            };
            let at = (network.country_of(site), material, period, trade);
            let market = markets.entry(at).or_default();
            let side = if is_blue(network, material, class) {
                &mut market.blue
            } else {
                &mut market.red
            };
            side.add(price * tonnes, *tonnes);
        }
    }
    markets
}

/// Whether goods hold every rule of allied origin that matters to them, and one does.
fn is_blue(network: &Network, material: MaterialId, class: RuleSet) -> bool {
    let strictest = network.exposure.iter().filter_map(|group| group.steps.last());
    let mut matter = strictest
        .map(|(rule, _)| *rule)
        .filter(|rule| network.concerns(*rule, material))
        .peekable();
    matter.peek().is_some() && matter.all(|rule| class.has(rule))
}

/// Tonnes shipped from and delivered at each place, by class.
fn traded(view: View<'_>) -> BTreeMap<(Goods, Trade), f64> {
    let mut traded = BTreeMap::new();
    for flow in &view.plan.flows {
        let lane = &view.network.lanes[flow.of.index()];
        let goods = (lane.from, lane.material, flow.class, flow.period);
        *traded.entry((goods, Trade::Gate)).or_default() += flow.quantity;
    }
    for delivery in &view.plan.deliveries {
        let (demand, material) = delivery.of;
        let goods = (
            view.network.demands[demand.index()].site,
            material,
            delivery.class,
            delivery.period,
        );
        *traded.entry((goods, Trade::Delivered)).or_default() += delivery.quantity;
    }
    traded
}
