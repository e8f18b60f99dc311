//! The ways not taken that are nearest to being taken: what they would cost more.

use super::demand::step;
use crate::explain::walk::Prices;
use crate::formulation::ColumnKey;
use serde::Serialize;
use std::collections::BTreeMap;

/// Alternatives told at most.
const MOST: usize = 3;
/// Below this, USD a tonne, two ways cost the same.
const SAME: f64 = 1e-6;

/// Another way for goods at a place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Alternative {
    /// Where the goods would be had.
    pub site: String,
    /// What would be done for it.
    pub does: String,
    /// Goods.
    pub material: String,
    /// Where they come from, of what is shipped.
    pub from: Option<String>,
    /// USD a tonne of the goods that it costs more than the way taken; the plan would turn to it beyond.
    pub dearer: f64,
}

/// Alternatives along a way, given as its columns and the balances that they supply, the nearest first. Those that other goods would have to be
/// made for are left out, as there are no prices for these.
pub(super) fn alternatives(
    prices: &Prices<'_>,
    (way, balances): (&[usize], &BTreeMap<usize, usize>),
    discount: f64,
) -> Vec<Alternative> {
    let mut found: BTreeMap<(String, String, String, Option<String>), f64> = BTreeMap::new();
    for (row, _) in balances.iter().filter(|(_, column)| way.contains(column)) {
        for (column, brings) in prices.entries(*row).iter().filter(|(_, value)| *value > 0.0) {
            if prices.at(*column) > 0.0 || !is_traded(prices, *column) {
                continue;
            }
            let dearer = prices.reduced(*column) / brings / discount;
            if let (Some(key), true) = (told(prices, *column), dearer > SAME) {
                let known = found.entry(key).or_insert(dearer);
                *known = known.min(dearer);
            }
        }
    }
    let mut nearest: Vec<Alternative> = found
        .into_iter()
        .map(|((site, does, material, from), dearer)| Alternative {
            site,
            does,
            material,
            from,
            dearer,
        })
        .collect();
    nearest.sort_by(|one, other| one.dearer.total_cmp(&other.dearer));
    nearest.truncate(MOST);
    nearest
}

/// Whether the goods that a column draws are there, so that their prices mean something.
fn is_traded(prices: &Prices<'_>, column: usize) -> bool {
    let mut drawn = prices
        .case
        .lp
        .column(column)
        .filter(|(row, value)| *value < 0.0 && prices.is_balance(*row));
    drawn.all(|(row, _)| prices.supplier(row, &|_| true).is_some())
}

fn told(prices: &Prices<'_>, column: usize) -> Option<(String, String, String, Option<String>)> {
    let key = prices.case.columns.get(column)?;
    let step = step(prices.case.network, key)?;
    let from = match key {
        ColumnKey::Flow(lane, ..) => {
            let lane = prices.case.network.lanes.get(lane.index())?;
            Some(prices.case.network.sites.get(lane.from.index())?.name.clone())
        }
        _ => None,
    };
    Some((step.site, step.does, step.material, from))
}
