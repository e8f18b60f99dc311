//! What each measure that forbids or limits costs at the margin: what one tonne more let through would save the buyers.

use super::Case;
use super::price::Solved;
use super::walk::{Known, Prices};
use super::written::{Written, measure_paths, written};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{LaneId, MeasureId, MeasureKind, Network, PeriodId};
use serde::Serialize;
use std::collections::BTreeMap;

/// USD a tonne below which a measure costs nothing.
const DUST: f64 = 1e-3;

/// A measure that costs something at the margin.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Margin {
    /// Measure.
    pub measure: String,
    /// What one tonne more let through would save, USD, where and when that is most.
    pub saves: f64,
    /// Goods and way of that tonne; none of an amount that is limited over all ways.
    pub of: Option<String>,
    /// Period of that tonne; of a window its first.
    pub period: String,
    /// File and line where the measure was written.
    pub written: Option<String>,
}

/// Where a measure costs most: USD a tonne, the way, the period.
type Most = (f64, Option<LaneId>, PeriodId);

/// Measures that cost something at the margin, the dearest first.
pub fn margins(case: &Case<'_>, solved: &Solved<'_>) -> Vec<Margin> {
    let Some(duals) = solved.duals.get(case.network.cost_level()) else {
        return Vec::new();
    };
    let prices = Prices::new(*case, (solved.point, duals), solved.costs);
    let mut most: BTreeMap<MeasureId, Most> = BTreeMap::new();
    limits(&prices, &mut most);
    bans(&prices, &mut most);
    let mut told: Vec<Margin> = most.into_iter().filter_map(|(id, most)| told(case, id, most)).collect();
    told.sort_by(|one, other| other.saves.total_cmp(&one.saves));
    told
}

fn limits(prices: &Prices<'_>, most: &mut BTreeMap<MeasureId, Most>) {
    for (row, key) in prices.case.rows.iter().enumerate() {
        if let RowKey::Quota(id, t) | RowKey::ExportLimit(id, t) | RowKey::TrancheVolume(id, t) = *key {
            keep(most, id, (-prices.dual(row) / discount(prices.case.network, t), None, t));
        }
    }
}

fn bans(prices: &Prices<'_>, most: &mut BTreeMap<MeasureId, Most>) {
    let network = prices.case.network;
    let mut known = Known::default();
    for (column, key) in prices.case.columns.iter().enumerate() {
        let ColumnKey::Flow(id, class, t) = *key else { continue };
        let Some(lane) = network
            .lanes
            .get(id.index())
            .filter(|_| prices.case.lp.column_upper.get(column) == Some(&0.0))
        else {
            continue;
        };
        let measures = network.measures.iter().enumerate();
        let mut bans = measures.filter(|(_, measure)| matches!(measure.kind, MeasureKind::Ban));
        let Some((ban, _)) = bans.find(|(_, ban)| network.applies(ban, lane, t, |rule| class.has(rule))) else {
            continue;
        };
        if let Some(saves) = saving(prices, column, &mut known) {
            keep(most, MeasureId::new(ban), (saves / discount(network, t), Some(id), t));
        }
    }
}

/// What a unit of a forbidden flow would save: what the goods would be worth where it leads to, less all that they cost.
fn saving(prices: &Prices<'_>, column: usize, known: &mut Known) -> Option<f64> {
    let mut saves = -prices.costs.iter().filter_map(|(_, costs)| costs.get(column)).sum::<f64>();
    for (row, value) in prices.case.lp.column(column) {
        let price = match prices.is_balance(row) {
            true if value < 0.0 => prices.cost_there(row, known)?,
            true => prices.worth_there(row, known)?,
            false => prices.dual(row),
        };
        saves += value * price;
    }
    Some(saves)
}

fn keep(most: &mut BTreeMap<MeasureId, Most>, id: MeasureId, here: Most) {
    let known = most.get(&id).is_some_and(|(saves, ..)| *saves >= here.0);
    if here.0 > DUST && !known {
        most.insert(id, here);
    }
}

fn discount(network: &Network, t: PeriodId) -> f64 {
    network.periods.get(t.index()).map_or(1.0, |period| period.discount)
}

fn told(case: &Case<'_>, id: MeasureId, (saves, lane, t): Most) -> Option<Margin> {
    let network = case.network;
    let way = lane.and_then(|lane| {
        let lane = network.lanes.get(lane.index())?;
        let material = &network.materials.get(lane.material.index())?.name;
        let (from, to) = (network.sites.get(lane.from.index())?, network.sites.get(lane.to.index())?);
        Some(format!("{material} from {} to {}", from.name, to.name))
    });
    Some(Margin {
        measure: network.measures.get(id.index())?.name.clone(),
        saves,
        of: way,
        period: network.periods.get(t.index())?.name.clone(),
        written: written(case, &measure_paths(network, id)).map(|Written { place, .. }| place),
    })
}
