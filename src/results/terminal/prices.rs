//! Prices of demands, and of materials by origin class.

use super::style::{Grid, Style, number, per_kg};
use crate::network::{CountryId, MaterialId, PeriodId, RuleSet, SiteId};
use crate::plan::{PriceRow, Priced};
use crate::results::Answer;
use std::collections::{BTreeMap, BTreeSet};

/// Two tables: what one more tonne costs each demand, and what a tonne of each class is worth.
pub(super) fn section(answer: &Answer, style: Style) -> String {
    let Some(cost) = answer.level_position("cost") else {
        return String::new();
    };
    let tables = [demands(answer, cost, style), classes(answer, cost, style)];
    tables
        .into_iter()
        .filter(|table| !table.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Prices met, over places and periods.
#[derive(Clone, Debug, Default)]
struct Met {
    prices: Vec<f64>,
    shortage: Option<(usize, f64)>,
}

impl Met {
    fn add(&mut self, row: &PriceRow, cost: usize) {
        self.prices.extend(row.by_level.get(cost));
        let worst = row
            .by_level
            .iter()
            .take(cost)
            .enumerate()
            .find(|(_, value)| value.abs() > 1e-9);
        if let Some((level, &value)) = worst.filter(|(level, _)| self.shortage.is_none_or(|(known, _)| *level <= known)) {
            let known = self
                .shortage
                .filter(|(known, _)| *known == level)
                .map_or(0.0, |(_, value)| value);
            self.shortage = Some((level, if value.abs() > known.abs() { value } else { known }));
        }
    }

    /// Range of the prices and what a tonne does to the shortage of the highest tier it touches.
    fn cells(&self, answer: &Answer) -> Vec<String> {
        let least = self.prices.iter().copied().fold(f64::INFINITY, f64::min);
        let most = self.prices.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let shortage = self
            .shortage
            .and_then(|(level, value)| Some((&answer.plan.levels.get(level)?.name, value)));
        let shortage = shortage.map_or(String::new(), |(tier, value)| format!("{} {tier}", number(value, 3)));
        vec![per_kg(least), per_kg(most), shortage]
    }
}

fn demands(answer: &Answer, cost: usize, style: Style) -> String {
    let mut met: BTreeMap<_, Met> = BTreeMap::new();
    for row in &answer.plan.prices {
        if let Priced::Demand(demand) = row.of {
            met.entry(demand).or_default().add(row, cost);
        }
    }
    let mut grid = Grid::new(["demand", ">least USD/kg", ">most USD/kg", ">t short per t"]);
    for (demand, met) in &met {
        let mut row = vec![answer.network.demands[demand.index()].name.clone()];
        row.extend(met.cells(answer));
        grid.row(row);
    }
    if grid.is_empty() {
        String::new()
    } else {
        grid.show("What a tonne more or less costs each demand", 20, style)
    }
}

/// Goods shipped or delivered in the plan: where, what, in which class and when, with tonnes. Prices elsewhere are of no trade.
fn traded(answer: &Answer) -> BTreeMap<(SiteId, MaterialId, RuleSet, PeriodId), f64> {
    let network = answer.network;
    let flows = answer.plan.flows.iter().map(|flow| {
        let lane = &network.lanes[flow.of.index()];
        ((lane.from, lane.material, flow.class, flow.period), flow.quantity)
    });
    let deliveries = answer.plan.deliveries.iter().map(|delivery| {
        let (demand, material) = delivery.of;
        let place = network.demands[demand.index()].site;
        ((place, material, delivery.class, delivery.period), delivery.quantity)
    });
    let mut traded = BTreeMap::new();
    for (key, tonnes) in flows.chain(deliveries) {
        *traded.entry(key).or_default() += tonnes;
    }
    traded
}

/// Prices of what is delivered in one country: of each class the sum of price times tonnes, and of tonnes.
type Market = BTreeMap<RuleSet, (f64, f64)>;

/// What goods of a class cost more than those of the least class delivered in the same country and period, weighted by tonnes.
fn premiums(markets: &BTreeMap<(CountryId, MaterialId, PeriodId), Market>) -> BTreeMap<(MaterialId, RuleSet), f64> {
    let mut sums: BTreeMap<(MaterialId, RuleSet), (f64, f64)> = BTreeMap::new();
    for ((_, material, _), market) in markets {
        let Some((base, (value, tonnes))) = market.iter().min_by_key(|(class, _)| (class.0.count_ones(), class.0)) else {
            continue;
        };
        for (class, (own, amount)) in market.iter().filter(|(class, _)| *class != base) {
            let sum = sums.entry((*material, *class)).or_default();
            sum.0 += own - value / tonnes * amount;
            sum.1 += amount;
        }
    }
    sums.into_iter().map(|(key, (value, tonnes))| (key, value / tonnes)).collect()
}

fn classes(answer: &Answer, cost: usize, style: Style) -> String {
    let network = answer.network;
    let traded = traded(answer);
    let customers: BTreeSet<SiteId> = network.demands.iter().map(|demand| demand.site).collect();
    let mut markets: BTreeMap<(CountryId, MaterialId, PeriodId), Market> = BTreeMap::new();
    let mut met: BTreeMap<(MaterialId, RuleSet), Met> = BTreeMap::new();
    for row in &answer.plan.prices {
        let (Priced::Balance(site, material, class), Some(period), Some(price)) = (row.of, row.period, row.by_level.get(cost))
        else {
            continue;
        };
        let Some(tonnes) = traded.get(&(site, material, class, period)) else {
            continue;
        };
        met.entry((material, class)).or_default().add(row, cost);
        if customers.contains(&site) {
            let market = markets.entry((network.country_of(site), material, period)).or_default();
            let sum = market.entry(class).or_default();
            *sum = (sum.0 + price * tonnes, sum.1 + tonnes);
        }
    }
    let premiums = premiums(&markets);
    let heads = [
        "material",
        "origin class",
        ">least USD/kg",
        ">most USD/kg",
        ">t short per t",
        ">premium USD/kg",
    ];
    let mut grid = Grid::new(heads);
    let stage = |material: MaterialId| network.materials[material.index()].stage;
    let mut met: Vec<((MaterialId, RuleSet), Met)> = met.into_iter().collect();
    met.sort_by(|((a, _), _), ((b, _), _)| stage(*b).cmp(&stage(*a)).then(a.cmp(b)));
    for (key, met) in &met {
        let mut row = vec![network.materials[key.0.index()].name.clone(), network.class_label(key.1)];
        row.extend(met.cells(answer));
        row.push(premiums.get(key).map_or(String::new(), |premium| per_kg(*premium)));
        grid.row(row);
    }
    if grid.is_empty() {
        String::new()
    } else {
        grid.show("Prices by origin class, where goods are traded", 30, style)
    }
}
