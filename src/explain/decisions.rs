//! What a plan decides at a site: whether it is open, and what is built; and what comes of deciding otherwise.

use super::losses::Standing;
use super::spans::spans;
use crate::formulation::ColumnKey;
use crate::lp::Lp;
use crate::network::{Network, OptionId, PeriodId, SiteId};
use serde::Serialize;
use std::collections::BTreeSet;

/// Values of decisions above this count as yes.
const YES: f64 = 1e-6;

/// A decision of a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decision {
    /// Option that is built or not; none where a site is open or closed.
    pub option: Option<String>,
    /// Whether the plan opens or builds it, in some period.
    pub taken: bool,
    /// Periods in which it is open, or in which it is decided to build; none where they are all periods, or it is not taken.
    pub periods: Option<String>,
    /// Other decisions, each with what comes of it.
    pub otherwise: Vec<Otherwise>,
}

/// Another decision, planned anew.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Otherwise {
    /// How it is decided.
    pub forced: Forced,
    /// What changes; none where there is no such plan.
    pub change: Option<Difference>,
}

/// How something is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Forced {
    /// Closed throughout, or not built.
    Never,
    /// Open in one window or more, or built at some time.
    Sometime,
    /// Open throughout.
    Always,
}

/// By how much a plan differs from another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// Discounted USD more that buyers pay.
    pub cost: f64,
    /// Tonnes more that go unserved, by tier, where they differ; `penalised demand` is what has no tier.
    pub short: Vec<(String, f64)>,
}

impl Difference {
    /// Of a plan to the one before.
    pub fn of(network: &Network, (before, after): (&Standing, &Standing)) -> Self {
        let tiers = network.tiers.iter().map(String::as_str).chain(["penalised demand"]);
        let pairs = before.shortages.iter().zip(&after.shortages);
        let changes = pairs.map(|(before, after)| after - before);
        let short = tiers.map(String::from).zip(changes);
        Self {
            cost: after.cost - before.cost,
            short: short.filter(|(_, change)| change.abs() > YES).collect(),
        }
    }
}

/// A decision, the columns that hold it, and the other ways to decide.
pub struct Question {
    /// The decision, without what comes of others.
    pub decision: Decision,
    /// Its columns.
    pub columns: Vec<usize>,
    /// Other ways.
    pub others: &'static [Forced],
}

/// The decisions of a site: its opening first, then its options.
pub fn questions(network: &Network, (columns, point): (&[ColumnKey], &[f64]), site: SiteId) -> Vec<Question> {
    let look = |option: Option<OptionId>| {
        let of = |key: &ColumnKey| match (*key, option) {
            (ColumnKey::Open(at, t), None) if at == site => Some(t),
            (ColumnKey::Build(id, t), Some(option)) if id == option => Some(t),
            _ => None,
        };
        let held = columns.iter().enumerate().filter_map(|(k, key)| Some((k, of(key)?)));
        question(network, (site, option), &held.collect::<Vec<_>>(), point)
    };
    let options = network.options.iter().enumerate();
    let options = options
        .filter(|(_, option)| option.site == site)
        .map(|(k, _)| OptionId::new(k));
    [None].into_iter().chain(options.map(Some)).filter_map(look).collect()
}

fn question(
    network: &Network,
    (site, option): (SiteId, Option<OptionId>),
    held: &[(usize, PeriodId)],
    point: &[f64],
) -> Option<Question> {
    held.first()?;
    let is_yes = |(column, _): &&(usize, PeriodId)| point.get(*column).is_some_and(|value| *value > YES);
    let yes: Vec<PeriodId> = held.iter().filter(is_yes).map(|(_, t)| *t).collect();
    let others: &[Forced] = match (yes.is_empty(), option) {
        (true, _) => &[Forced::Sometime],
        (false, None) if yes.len() < held.len() => &[Forced::Never, Forced::Always],
        _ => &[Forced::Never],
    };
    let windows = network.opening_of(site).filter(|_| option.is_none());
    let within = |first: &PeriodId| {
        let window = windows.and_then(|opening| opening.windows.iter().find(|window| window.start == first.index()));
        window.cloned().unwrap_or(first.index()..first.index() + 1)
    };
    let periods: BTreeSet<PeriodId> = yes.iter().flat_map(within).map(PeriodId::new).collect();
    let option = option.map(|id| {
        network
            .options
            .get(id.index())
            .map(|option| option.name.clone())
            .unwrap_or_default()
    });
    Some(Question {
        decision: Decision {
            option,
            taken: !yes.is_empty(),
            periods: spans(network, &periods),
            otherwise: Vec::new(),
        },
        columns: held.iter().map(|(column, _)| *column).collect(),
        others,
    })
}

/// The program in which a decision is forced.
pub fn forced(lp: &Lp, columns: &[usize], how: Forced) -> Lp {
    let mut lp = lp.clone();
    match how {
        Forced::Never => set(&mut lp.column_upper, columns, 0.0),
        Forced::Always => set(&mut lp.column_lower, columns, 1.0),
        Forced::Sometime => lp.add_row(columns, (1.0, f64::INFINITY)),
    }
    lp
}

fn set(bounds: &mut [f64], columns: &[usize], value: f64) {
    for column in columns {
        bounds.get_mut(*column).into_iter().for_each(|bound| *bound = value);
    }
}
