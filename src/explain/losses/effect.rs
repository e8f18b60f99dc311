//! What the plan after a loss comes to, beside the plan before it.

use crate::network::{DemandId, LaneId, Network, OperationId, PeriodId, SourceId};
use crate::plan::Plan;
use serde::Serialize;
use std::collections::BTreeMap;

/// Tonnes below which a difference counts as rounding: a gram.
const GRAM: f64 = 1e-6;
/// Part of the larger amount below which a difference counts as rounding.
const ROUNDING: f64 = 1e-7;
/// Most replacements of each kind that are told.
const MOST: usize = 3;

/// Levels of a plan, and its shortages.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Standing {
    /// Values of the objective levels: tiers in order, then cost, then exposure.
    pub levels: Vec<f64>,
    /// How many of them are tiers: those that some demand counts in.
    pub tiers: usize,
    /// USD, discounted.
    pub cost: f64,
    /// Tonnes short by tier in order, then those of demands without a tier.
    pub shortages: Vec<f64>,
}

impl Standing {
    /// That of a plan.
    pub fn of(network: &Network, plan: &Plan) -> Self {
        let tiers = network.tiers.len();
        let mut shortages = vec![0.0; tiers + 1];
        for short in &plan.shortages {
            let tier = network.demands.get(short.of.0.index()).and_then(|demand| demand.tier);
            if let Some(sum) = shortages.get_mut(tier.unwrap_or(tiers)) {
                *sum += short.quantity;
            }
        }
        let levels: Vec<f64> = plan.levels.iter().map(|level| level.value).collect();
        Self {
            cost: levels.get(network.cost_level()).copied().unwrap_or(0.0),
            levels,
            tiers: network.cost_level(),
            shortages,
        }
    }

    /// Levels of shortage, then cost.
    pub fn first_levels(&self) -> &[f64] {
        self.levels.get(..=self.tiers).unwrap_or(&self.levels)
    }

    /// Whether a tier misses more than in another plan.
    pub fn is_shorter_than(&self, other: &Self) -> bool {
        let tiers = self.levels.iter().zip(&other.levels).take(self.tiers);
        let mut tiers = tiers.map(|(own, other)| own - other > GRAM.max(ROUNDING * other.abs()));
        tiers.any(|shorter| shorter)
    }
}

/// The first shortage that a loss brings.
#[derive(Clone, Debug, PartialEq)]
pub struct First {
    /// Period.
    pub period: String,
    /// Years from the start of the horizon to its first day.
    pub years: f64,
    /// Demand: of those of the first tier short in that period, the one that misses most.
    pub demand: String,
    /// Its tier; none where a penalty is charged.
    pub tier: Option<String>,
    /// Tonnes that it misses more than before, in that period.
    pub tonnes: f64,
}

/// What does more after a loss.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// Sales of a source: site and material.
    Supply(String, String),
    /// Activity: site and operation.
    Activity(String, String),
    /// Shipments: from, to, material.
    Flow(String, String, String),
}

impl Thing {
    /// Name of its kind, as in tables.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Supply(..) => "supply",
            Self::Activity(..) => "activity",
            Self::Flow(..) => "flow",
        }
    }

    /// Unit of its amounts.
    pub fn unit(&self) -> &'static str {
        match self {
            Self::Activity(..) => "units",
            _ => "t",
        }
    }

    /// In words.
    pub fn label(&self) -> String {
        match self {
            Self::Supply(site, what) | Self::Activity(site, what) => format!("{what} of {site}"),
            Self::Flow(from, to, what) => format!("{what} from {from} to {to}"),
        }
    }
}

/// An amount that grows with a loss, over the horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// What.
    pub thing: Thing,
    /// Before the loss.
    pub before: f64,
    /// After it.
    pub after: f64,
}

/// What a loss changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// Levels and shortages after it.
    pub after: Standing,
    /// The first shortage beyond those before; none where nobody misses more.
    pub first: Option<First>,
    /// What replaces it: the largest increases of sources, of activities, of shipments, in this order.
    pub replaced: Vec<Moved>,
}

impl Effect {
    /// The difference of two plans; `network` holds for both.
    pub fn of(network: &Network, before: &Plan, after: &Plan) -> Self {
        let mut replaced = increases(&amounts(&before.supplies), &amounts(&after.supplies), |id| {
            source(network, id)
        });
        let made = (amounts(&before.activities), amounts(&after.activities));
        replaced.extend(increases(&made.0, &made.1, |id| operation(network, id)));
        let shipped = (amounts(&before.flows), amounts(&after.flows));
        replaced.extend(increases(&shipped.0, &shipped.1, |id| lane(network, id)));
        Self {
            after: Standing::of(network, after),
            first: first(network, before, after),
            replaced,
        }
    }
}

fn amounts<T: Copy + Ord>(list: &[crate::plan::Amount<T>]) -> BTreeMap<T, f64> {
    let mut sums = BTreeMap::new();
    for amount in list {
        *sums.entry(amount.of).or_default() += amount.quantity;
    }
    sums
}

fn moved(before: f64, after: f64) -> bool {
    after - before > GRAM.max(ROUNDING * before.max(after))
}

fn increases<T: Copy + Ord>(
    before: &BTreeMap<T, f64>,
    after: &BTreeMap<T, f64>,
    thing: impl Fn(T) -> Option<Thing>,
) -> Vec<Moved> {
    let known = |id: &T| before.get(id).copied().unwrap_or(0.0);
    let grown = after.iter().filter(|(id, amount)| moved(known(id), **amount));
    let mut grown: Vec<Moved> = grown
        .filter_map(|(id, amount)| {
            Some(Moved {
                thing: thing(*id)?,
                before: known(id),
                after: *amount,
            })
        })
        .collect();
    grown.sort_by(|a, b| (b.after - b.before).total_cmp(&(a.after - a.before)));
    grown.truncate(MOST);
    grown
}

fn source(network: &Network, id: SourceId) -> Option<Thing> {
    let source = network.sources.get(id.index())?;
    let material = network.materials.get(source.material.index())?;
    Some(Thing::Supply(site(network, source.site)?, material.name.clone()))
}

fn operation(network: &Network, id: OperationId) -> Option<Thing> {
    let operation = network.operations.get(id.index())?;
    Some(Thing::Activity(site(network, operation.site)?, operation.name.clone()))
}

fn lane(network: &Network, id: LaneId) -> Option<Thing> {
    let lane = network.lanes.get(id.index())?;
    let material = network.materials.get(lane.material.index())?;
    let (from, to) = (site(network, lane.from)?, site(network, lane.to)?);
    Some(Thing::Flow(from, to, material.name.clone()))
}

fn site(network: &Network, id: crate::network::SiteId) -> Option<String> {
    network.sites.get(id.index()).map(|site| site.name.clone())
}

/// The earliest period in which some demand misses more than before.
fn first(network: &Network, before: &Plan, after: &Plan) -> Option<First> {
    let (before, after) = (missing(before), missing(after));
    let known = |key: &(PeriodId, DemandId)| before.get(key).copied().unwrap_or(0.0);
    let more = after.iter().map(|(key, amount)| (*key, known(key), *amount));
    let more: Vec<_> = more.filter(|(_, known, amount)| moved(*known, *amount)).collect();
    let (period, _) = more.first()?.0;
    let tier = |id: DemandId| network.demands.get(id.index()).and_then(|demand| demand.tier);
    let place = |id: DemandId| tier(id).unwrap_or(network.tiers.len());
    let at_once = more.iter().filter(|((t, _), ..)| *t == period);
    let worst = at_once.min_by(|one, other| {
        let size = |(_, known, amount): &(_, f64, f64)| amount - known;
        place(one.0.1).cmp(&place(other.0.1)).then(size(other).total_cmp(&size(one)))
    })?;
    let passed = network.periods.iter().take(period.index());
    Some(First {
        period: network.periods.get(period.index())?.name.clone(),
        years: passed.map(|period| period.years).sum::<f64>() + 0.0,
        demand: network.demands.get(worst.0.1.index())?.name.clone(),
        tier: tier(worst.0.1).and_then(|tier| network.tiers.get(tier)).cloned(),
        tonnes: worst.2 - worst.1,
    })
}

fn missing(plan: &Plan) -> BTreeMap<(PeriodId, DemandId), f64> {
    let mut sums = BTreeMap::new();
    for short in &plan.shortages {
        *sums.entry((short.period, short.of.0)).or_default() += short.quantity;
    }
    sums
}
