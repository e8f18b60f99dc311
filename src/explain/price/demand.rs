//! The price of one demand over the periods in which it is served.

use super::is_delivery;
use super::nearest::{Alternative, alternatives};
use super::premium::{Premium, Unfit};
use crate::explain::walk::{Part, Prices};
use crate::explain::{family_words, limit_words};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{DemandId, Network};
use serde::Serialize;
use std::collections::BTreeMap;

/// What one tonne more costs a demand, USD a tonne, undiscounted: the mean over the periods, weighted by what is delivered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PriceOf {
    /// Demand.
    pub demand: String,
    /// Tonnes delivered in the periods that count.
    pub tonnes: f64,
    /// Price: the dual of the demand.
    pub price: f64,
    /// Least and largest price of a period.
    pub range: (f64, f64),
    /// Parts, which sum to the price; the largest first.
    pub parts: Vec<PricePart>,
    /// Part of the price that its rules of origin cause: the price less what a tonne of goods that break a rule would cost at its place; none where
    /// it requires no rule, or no such goods could come there.
    pub compliance_premium: Option<f64>,
    /// The way of most of it in its last period, from mine to customer.
    pub way: Vec<WayStep>,
    /// Ways not taken that are nearest to being taken, in that period.
    pub next_best: Vec<Alternative>,
}

/// A part of a price.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PricePart {
    /// Kind: a family of costs, `rent`, `cap`, `beside`, `given`, or `rounding`.
    pub kind: String,
    /// In words.
    pub what: String,
    /// USD a tonne.
    pub amount: f64,
}

/// A step of a way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WayStep {
    /// Where it is done, or leads to.
    pub site: String,
    /// What is done.
    pub does: String,
    /// Material after it.
    pub material: String,
}

/// The price of a demand, by the rows of its periods; nothing where it is served in none.
pub(super) fn price(prices: &Prices<'_>, id: DemandId, (rows, forbidden): (&[usize], &Unfit)) -> Option<PriceOf> {
    let network = prices.case.network;
    let mut sums: BTreeMap<(String, String), f64> = BTreeMap::new();
    let (mut tonnes, mut total, mut range) = (0.0, 0.0, (f64::INFINITY, f64::NEG_INFINITY));
    let (mut last, mut premium) = (None, Premium::default());
    for row in rows {
        let Some(first) = prices.supplier(*row, &|column| is_delivery(prices, column)) else {
            continue;
        };
        let delivered = served(prices, *row);
        let discount = prices
            .case
            .rows
            .get(*row)
            .and_then(RowKey::period)
            .and_then(|t| network.periods.get(t.index()));
        let discount = discount.map_or(1.0, |period| period.discount);
        let apart = prices.apart(*row, first);
        let here = prices.dual(*row) / discount;
        tonnes += delivered;
        total += delivered * here;
        premium.add(
            prices,
            forbidden.get(row).map_or(&[], Vec::as_slice),
            (here, delivered, discount),
        );
        range = (range.0.min(here), range.1.max(here));
        for (part, amount) in &apart.parts {
            *sums.entry(words(prices, *part)).or_default() += delivered * amount / discount;
        }
        last = Some((apart, discount));
    }
    let (apart, discount) = last?;
    Some(PriceOf {
        demand: network.demands.get(id.index())?.name.clone(),
        tonnes,
        price: total / tonnes,
        range,
        parts: parts(sums, tonnes),
        compliance_premium: premium.mean(),
        way: apart
            .way
            .iter()
            .rev()
            .filter_map(|column| step(network, prices.case.columns.get(*column)?))
            .collect(),
        next_best: alternatives(prices, (&apart.way, &apart.balances), discount),
    })
}

/// Tonnes of the demand that deliveries serve in a period.
fn served(prices: &Prices<'_>, row: usize) -> f64 {
    let entries = prices.entries(row).iter().filter(|(column, _)| is_delivery(prices, *column));
    entries.map(|(column, rate)| rate * prices.at(*column)).sum()
}

fn parts(sums: BTreeMap<(String, String), f64>, tonnes: f64) -> Vec<PricePart> {
    let mut parts: Vec<PricePart> = sums
        .into_iter()
        .map(|((kind, what), amount)| PricePart {
            kind,
            what,
            amount: amount / tonnes,
        })
        .collect();
    parts.sort_by(|one, other| other.amount.abs().total_cmp(&one.amount.abs()));
    parts
}

/// Kind and words of a part.
fn words(prices: &Prices<'_>, part: Part) -> (String, String) {
    let network = prices.case.network;
    let row = |row: usize| prices.case.rows.get(row);
    match part {
        Part::Cost("rounding") => ("rounding".into(), "what rounding left".into()),
        Part::Cost(family) => (family.into(), family_words(family).into()),
        Part::Rent(at) => (
            "rent".into(),
            row(at).map_or_else(String::new, |key| limit_words(network, key)),
        ),
        Part::Cap(column) => (
            "cap".into(),
            prices
                .case
                .columns
                .get(column)
                .map_or("", |key| family_words(key.family()))
                .into(),
        ),
        Part::Beside(at) => ("beside".into(), goods(network, row(at))),
        Part::Given(at) => ("given".into(), goods(network, row(at))),
    }
}

fn goods(network: &Network, row: Option<&RowKey>) -> String {
    let Some(RowKey::Balance(site, material, ..)) = row else {
        return String::new();
    };
    let material = network
        .materials
        .get(material.index())
        .map_or("?", |material| material.name.as_str());
    let site = network.sites.get(site.index()).map_or("?", |site| site.name.as_str());
    format!("{material} at {site}")
}

/// A column as a step of a way; what only waits or is told otherwise is none.
pub(super) fn step(network: &Network, key: &ColumnKey) -> Option<WayStep> {
    let site = |id: crate::network::SiteId| network.sites.get(id.index()).map_or("?", |site| site.name.as_str());
    let material = |id: crate::network::MaterialId| {
        network
            .materials
            .get(id.index())
            .map_or("?", |material| material.name.as_str())
    };
    let (at, does, what) = match *key {
        ColumnKey::Supply(id, ..) => {
            let source = network.sources.get(id.index())?;
            (site(source.site), "sells".to_owned(), material(source.material))
        }
        ColumnKey::Activity(id, ..) => {
            let operation = network.operations.get(id.index())?;
            let (output, _) = operation.outputs.first()?;
            (site(operation.site), operation.name.clone(), material(*output))
        }
        ColumnKey::Flow(id, ..) => {
            let lane = network.lanes.get(id.index())?;
            (site(lane.to), "arrives".into(), material(lane.material))
        }
        ColumnKey::Collect(id, ..) => {
            let back = network.returns.get(id.index())?;
            (site(back.site), "collected".into(), material(back.scrap))
        }
        _ => return None,
    };
    Some(WayStep {
        site: at.into(),
        does,
        material: what.into(),
    })
}
