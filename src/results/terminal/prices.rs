//! Prices of demands, and of materials by origin class.

use super::style::{Grid, Style, number, per_kg};
use crate::network::{MaterialId, PeriodId, RuleSet, SiteId};
use crate::plan::{PriceRow, Priced};
use crate::results::{Answer, class_label};
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

/// Prices by class of one material at one place in one period, and whether goods of the class are traded there.
type ByPlace = BTreeMap<(SiteId, MaterialId, Option<PeriodId>), Vec<(RuleSet, f64, bool)>>;

/// Prices met, over places and periods.
#[derive(Clone, Debug, Default)]
struct Met {
    prices: Vec<f64>,
    premiums: Vec<f64>,
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

/// Where goods of a class are shipped from or delivered in the plan; prices elsewhere are of no trade.
fn traded(answer: &Answer) -> BTreeSet<(SiteId, MaterialId, RuleSet, PeriodId)> {
    let network = answer.network;
    let flows = answer.plan.flows.iter().map(|flow| {
        let lane = &network.lanes[flow.of.index()];
        (lane.from, lane.material, flow.class, flow.period)
    });
    let deliveries = answer.plan.deliveries.iter().map(|delivery| {
        let (demand, material) = delivery.of;
        (
            network.demands[demand.index()].site,
            material,
            delivery.class,
            delivery.period,
        )
    });
    flows.chain(deliveries).collect()
}

fn classes(answer: &Answer, cost: usize, style: Style) -> String {
    let traded = traded(answer);
    let mut by_place = ByPlace::new();
    let mut met: BTreeMap<(MaterialId, RuleSet), Met> = BTreeMap::new();
    for row in &answer.plan.prices {
        if let (Priced::Balance(site, material, class), Some(&price)) = (row.of, row.by_level.get(cost)) {
            let is_traded = row
                .period
                .is_some_and(|period| traded.contains(&(site, material, class, period)));
            if is_traded {
                met.entry((material, class)).or_default().add(row, cost);
            }
            let here = by_place.entry((site, material, row.period)).or_default();
            here.push((class, price, is_traded));
        }
    }
    for ((_, material, _), prices) in by_place {
        let Some(&(base, least, _)) = prices.iter().min_by_key(|(class, ..)| (class.0.count_ones(), class.0)) else {
            continue;
        };
        for (class, price, _) in prices
            .into_iter()
            .filter(|(class, _, is_traded)| *is_traded && *class != base)
        {
            met.entry((material, class)).or_default().premiums.push(price - least);
        }
    }
    let mut grid = Grid::new([
        "material",
        "origin class",
        ">least USD/kg",
        ">most USD/kg",
        ">t short per t",
        ">premium USD/kg",
    ]);
    let stage = |material: MaterialId| answer.network.materials[material.index()].stage;
    let mut met: Vec<((MaterialId, RuleSet), Met)> = met.into_iter().collect();
    met.sort_by(|((a, _), _), ((b, _), _)| stage(*b).cmp(&stage(*a)).then(a.cmp(b)));
    for ((material, class), met) in &met {
        let mut row = vec![
            answer.network.materials[material.index()].name.clone(),
            class_label(answer.network, *class),
        ];
        row.extend(met.cells(answer));
        let count = met.premiums.len();
        let mean = met.premiums.iter().sum::<f64>() / count.max(1) as f64;
        row.push(if count == 0 { String::new() } else { per_kg(mean) });
        grid.row(row);
    }
    if grid.is_empty() {
        String::new()
    } else {
        grid.show("Prices by origin class, where goods are traded", 30, style)
    }
}
