//! The chain of scarcity: what a tonne of a demand is worth, taken apart into the limits that it would use up.

use super::unserved::{Unserved, unserved};
use crate::explain::cut_off::why_cut_off;
use crate::explain::price::Solved;
use crate::explain::spans::spans;
use crate::explain::walk::{Part, Prices};
use crate::explain::written::{Written, limit_paths, measure_paths, written};
use crate::explain::{Case, limit_words};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{Demand, DemandId, MeasureId, MeasureKind, PeriodId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Tonnes below which nothing is short.
pub(super) const SHORT: f64 = 5e-7;

/// A demand that is short, counted by a tier.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Short {
    /// Demand.
    pub demand: String,
    /// Tier that counts it.
    pub tier: String,
    /// Tonnes short.
    pub tonnes: f64,
    /// Tonnes wanted in the periods in which it is short.
    pub of: f64,
    /// Periods in which it is short, where they are not all.
    pub periods: Option<String>,
    /// The limits in the way, strongest first.
    pub limits: Vec<Scarce>,
    /// Why nothing that satisfies its rules reaches it, where nothing does.
    pub cut_off: Option<String>,
}

/// A limit in the way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scarce {
    /// In words.
    pub limit: String,
    /// Its part of what keeps a tonne from being served; the parts of one demand sum to 1.
    pub share: f64,
    /// Path of its value.
    pub path: Option<String>,
    /// File and line where it was written.
    pub written: Option<String>,
}

/// The demands that are short, in order of tiers and of the network; those whose penalty is paid apart.
pub(super) fn short(case: &Case<'_>, solved: &Solved<'_>) -> (Vec<Short>, Vec<Unserved>) {
    let mut missing: BTreeMap<(usize, DemandId), BTreeMap<PeriodId, f64>> = BTreeMap::new();
    let mut penalised: BTreeMap<DemandId, BTreeMap<PeriodId, f64>> = BTreeMap::new();
    for (key, amount) in case.columns.iter().zip(solved.point) {
        let ColumnKey::Short(demand, _, period) = *key else { continue };
        if *amount > SHORT {
            let tier = case.network.demands.get(demand.index()).and_then(|demand| demand.tier);
            let periods = match tier {
                Some(tier) => missing.entry((tier, demand)).or_default(),
                None => penalised.entry(demand).or_default(),
            };
            *periods.entry(period).or_default() += amount;
        }
    }
    let mut by_level: BTreeMap<usize, Prices<'_>> = BTreeMap::new();
    let told = missing.into_iter().filter_map(|((tier, demand), periods)| {
        let level = case.network.tier_level(tier)?;
        let duals = solved.duals.get(level)?;
        // Serving adds nothing to the level of a tier: it counts what is short alone.
        let prices = by_level
            .entry(level)
            .or_insert_with(|| Prices::new(*case, (solved.point, duals), &[]));
        one(prices, (tier, demand), &periods)
    });
    (told.collect(), unserved(case, solved, &penalised))
}

fn one(prices: &Prices<'_>, (tier, id): (usize, DemandId), periods: &BTreeMap<PeriodId, f64>) -> Option<Short> {
    let (case, network) = (&prices.case, prices.case.network);
    let demand = network.demands.get(id.index())?;
    let (mut limits, mut whole): (BTreeMap<Limit, f64>, f64) = (BTreeMap::new(), 0.0);
    for (row, key) in case.rows.iter().enumerate() {
        let RowKey::Demand(of, period) = *key else { continue };
        let Some(amount) = periods.get(&period).filter(|_| of == id) else {
            continue;
        };
        let Some(first) = delivery(prices, row) else { continue };
        for (part, worth) in prices.apart(row, first).parts {
            if let Some(limit) = limit(prices, part).filter(|_| worth > 0.0) {
                *limits.entry(limit).or_default() += amount * worth;
                whole += amount * worth;
            }
        }
    }
    Some(Short {
        demand: demand.name.clone(),
        tier: network.tiers.get(tier)?.clone(),
        tonnes: periods.values().sum(),
        of: periods.keys().map(|t| wanted(demand, *t)).sum(),
        periods: spans(network, &periods.keys().copied().collect::<BTreeSet<_>>()),
        limits: ranked(limits, whole),
        cut_off: why_cut_off(network, (case.columns, case.rows), id),
    })
}

/// Tonnes that a demand wants in a period.
pub(super) fn wanted(demand: &Demand, t: PeriodId) -> f64 {
    demand.blocks.iter().filter_map(|block| block.quantity.get(t.index())).sum()
}

/// Words, path and place of a limit.
type Limit = (String, Option<String>, Option<String>);

fn ranked(limits: BTreeMap<Limit, f64>, whole: f64) -> Vec<Scarce> {
    let told = limits.into_iter().map(|((limit, path, written), worth)| Scarce {
        limit,
        share: worth / whole,
        path,
        written,
    });
    let mut told: Vec<Scarce> = told.filter(|scarce| scarce.share > 1e-6).collect();
    told.sort_by(|one, other| other.share.total_cmp(&one.share).then(one.limit.cmp(&other.limit)));
    told
}

/// The delivery by which a demand is served, or would be.
fn delivery(prices: &Prices<'_>, row: usize) -> Option<usize> {
    let is_delivery = |column: usize| matches!(prices.case.columns.get(column), Some(ColumnKey::Deliver(..)));
    prices.supplier(row, &is_delivery).or_else(|| {
        let deliveries = prices
            .entries(row)
            .iter()
            .map(|(column, _)| *column)
            .filter(|column| is_delivery(*column));
        deliveries.min_by(|one, other| prices.reduced(*one).total_cmp(&prices.reduced(*other)).then(one.cmp(other)))
    })
}

/// The limit that a part of a price stands for; none where it is a cost.
fn limit(prices: &Prices<'_>, part: Part) -> Option<Limit> {
    let (case, network) = (&prices.case, prices.case.network);
    let placed = |text: String, paths: &[String]| {
        let place = written(case, paths);
        let (path, place) = place.map(|Written { path, place }| (path, place)).unzip();
        Some((text, path, place))
    };
    match part {
        Part::Rent(row) => {
            let key = case.rows.get(row)?;
            placed(limit_words(network, key), &limit_paths(network, key))
        }
        Part::Cap(column) => {
            let ColumnKey::Flow(lane, class, period) = *case.columns.get(column)? else {
                return None;
            };
            let lane = network.lanes.get(lane.index())?;
            let bans = network
                .measures
                .iter()
                .filter(|measure| matches!(measure.kind, MeasureKind::Ban));
            let ban = bans
                .into_iter()
                .find(|ban| network.applies(ban, lane, period, |rule| class.has(rule)))?;
            let id = network.measures.iter().position(|measure| std::ptr::eq(measure, ban))?;
            placed(format!("ban {}", ban.name), &measure_paths(network, MeasureId::new(id)))
        }
        Part::Given(row) => {
            let RowKey::Balance(site, material, class, _) = *case.rows.get(row)? else {
                return None;
            };
            let site = &network.sites.get(site.index())?.name;
            let material = &network.materials.get(material.index())?.name;
            let class = network.class_label(class);
            placed(format!("{material} ({class}), which nothing brings to {site}"), &[])
        }
        Part::Cost(_) | Part::Beside(_) => None,
    }
}
