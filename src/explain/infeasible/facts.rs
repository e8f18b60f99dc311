//! What may be taken away from a program: the facts that somebody wrote. What stays is the law: what comes to a place goes from it.

use crate::explain::{Case, limit_words};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{DemandId, LaneId, MaterialId, MeasureKind, OperationId, PeriodId, RuleId, RuleSet, SiteId};
use std::collections::{BTreeMap, BTreeSet};

/// A fact.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    /// What it says.
    pub what: What,
    /// Where it stands in the program, by period.
    pub parts: Vec<Part>,
}

/// What a fact says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum What {
    /// A limit; the row of its first period.
    Limit(RowKey),
    /// A rule that a demand requires.
    Requires(DemandId, RuleId),
    /// An input that a recipe takes; an operation of that recipe.
    Recipe(OperationId, MaterialId),
    /// Goods given at the start, in stock or under way.
    Given(SiteId, MaterialId),
    /// A ban; position of the measure.
    Ban(usize),
}

/// A part of a fact: what of the program goes when it is taken away.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part {
    /// Period; none of what concerns the end of the horizon.
    pub period: Option<PeriodId>,
    /// Rows that no longer hold.
    pub rows: Vec<usize>,
    /// Columns that are no longer capped.
    pub columns: Vec<usize>,
    /// Entries that are no longer there, by position in the values of the program.
    pub entries: Vec<usize>,
}

/// Facts in the making, by period.
#[derive(Default)]
struct Gathered {
    facts: Vec<(What, BTreeMap<Option<PeriodId>, Part>)>,
}

impl Gathered {
    fn part(&mut self, fact: usize, period: Option<PeriodId>) -> Option<&mut Part> {
        let (_, parts) = self.facts.get_mut(fact)?;
        Some(parts.entry(period).or_insert_with(|| Part {
            period,
            ..Part::default()
        }))
    }

    fn add(&mut self, what: What) -> usize {
        self.facts.push((what, BTreeMap::new()));
        self.facts.len() - 1
    }
}

/// A delivery that a required rule forbids: what a program with less rules would hold.
#[derive(Clone, Debug)]
pub(crate) struct Forbidden {
    /// Demand.
    pub demand: DemandId,
    /// Material.
    pub material: MaterialId,
    /// Rules of the demand that goods of the class do not hold.
    pub failing: RuleSet,
    /// Period.
    pub period: PeriodId,
    /// Row of the balance that it draws from.
    pub balance: usize,
}

/// All facts of a program, those of deliveries that rules forbid apart: they need columns that the program does not have.
pub(crate) fn facts(case: &Case<'_>) -> Vec<Fact> {
    let mut gathered = Gathered::default();
    limits(case, &mut gathered);
    recipes(case, &mut gathered);
    bans(case, &mut gathered);
    let whole = |(what, parts): (What, BTreeMap<_, Part>)| Fact {
        what,
        parts: parts.into_values().collect(),
    };
    gathered.facts.into_iter().map(whole).collect()
}

/// Rows by what they limit, and what is given at the start.
fn limits(case: &Case<'_>, gathered: &mut Gathered) {
    let mut by_words: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let mut given: BTreeMap<(SiteId, MaterialId), usize> = BTreeMap::new();
    for (row, key) in case.rows.iter().enumerate() {
        let fact = match *key {
            RowKey::NetDraw(..) => continue,
            RowKey::Balance(site, material, ..) if case.lp.row_lower.get(row) != Some(&0.0) => *given
                .entry((site, material))
                .or_insert_with(|| gathered.add(What::Given(site, material))),
            RowKey::Balance(..) => continue,
            _ => *by_words
                .entry((key.family(), limit_words(case.network, key)))
                .or_insert_with(|| gathered.add(What::Limit(*key))),
        };
        if let Some(part) = gathered.part(fact, key.period()) {
            part.rows.push(row);
        }
    }
}

/// Entries by which activities draw their inputs, by recipe and input.
fn recipes(case: &Case<'_>, gathered: &mut Gathered) {
    let mut known: BTreeMap<(&str, MaterialId), usize> = BTreeMap::new();
    for (column, key) in case.columns.iter().enumerate() {
        let ColumnKey::Activity(id, _, period) = *key else { continue };
        let Some(operation) = case.network.operations.get(id.index()) else {
            continue;
        };
        let start = case.lp.starts.get(column).copied().unwrap_or(0);
        for (entry, (row, _)) in case.lp.column(column).enumerate().filter(|(_, (_, value))| *value < 0.0) {
            let Some(RowKey::Balance(_, material, ..)) = case.rows.get(row).copied() else {
                continue;
            };
            let fact = *known
                .entry((operation.name.as_str(), material))
                .or_insert_with(|| gathered.add(What::Recipe(id, material)));
            if let Some(part) = gathered.part(fact, Some(period)) {
                part.entries.push(start + entry);
            }
        }
    }
}

/// Columns that bans cap. Where two measures forbid the same flow, it is the first's.
fn bans(case: &Case<'_>, gathered: &mut Gathered) {
    let network = case.network;
    let measures = network.measures.iter().enumerate();
    let bans: Vec<usize> = measures
        .filter(|(_, measure)| matches!(measure.kind, MeasureKind::Ban))
        .map(|(k, _)| k)
        .collect();
    let mut known: BTreeMap<usize, usize> = BTreeMap::new();
    for (column, key) in case.columns.iter().enumerate() {
        let ColumnKey::Flow(lane, class, period) = *key else {
            continue;
        };
        let forbids = |k: &&usize| forbids(case, **k, (lane, class, period));
        let Some(ban) = bans.iter().find(forbids).copied() else {
            continue;
        };
        let fact = *known.entry(ban).or_insert_with(|| gathered.add(What::Ban(ban)));
        if let Some(part) = gathered.part(fact, Some(period)) {
            part.columns.push(column);
        }
    }
}

fn forbids(case: &Case<'_>, measure: usize, (lane, class, period): (LaneId, RuleSet, PeriodId)) -> bool {
    let lane = case.network.lanes.get(lane.index());
    let measure = case.network.measures.get(measure);
    lane.zip(measure)
        .is_some_and(|(lane, measure)| case.network.applies(measure, lane, period, |rule| class.has(rule)))
}

/// Deliveries that required rules forbid: of classes that come to a demand's place and that the program does not deliver.
pub(crate) fn forbidden(case: &Case<'_>) -> Vec<Forbidden> {
    let network = case.network;
    let mut demands: BTreeMap<SiteId, Vec<DemandId>> = BTreeMap::new();
    for (k, demand) in network.demands.iter().enumerate() {
        demands.entry(demand.site).or_default().push(DemandId::new(k));
    }
    let delivered: BTreeSet<(DemandId, MaterialId, RuleSet, PeriodId)> = case
        .columns
        .iter()
        .filter_map(|key| match *key {
            ColumnKey::Deliver(demand, material, class, period) => Some((demand, material, class, period)),
            _ => None,
        })
        .collect();
    let mut found = Vec::new();
    for (balance, key) in case.rows.iter().enumerate() {
        let RowKey::Balance(site, material, class, period) = *key else {
            continue;
        };
        for demand in demands.get(&site).into_iter().flatten() {
            if delivered.contains(&(*demand, material, class, period)) || !accepts(case, *demand, material) {
                continue;
            }
            let failing = failing(case, *demand, (material, class, period));
            if failing != RuleSet::default() {
                found.push(Forbidden {
                    demand: *demand,
                    material,
                    failing,
                    period,
                    balance,
                });
            }
        }
    }
    found
}

fn accepts(case: &Case<'_>, demand: DemandId, material: MaterialId) -> bool {
    let demand = case.network.demands.get(demand.index());
    demand.is_some_and(|demand| demand.accepts.iter().any(|(accepted, _)| *accepted == material))
}

/// Rules of a demand that goods of a class do not hold.
fn failing(case: &Case<'_>, demand: DemandId, (material, class, period): (MaterialId, RuleSet, PeriodId)) -> RuleSet {
    let network = case.network;
    let required = network
        .demands
        .get(demand.index())
        .and_then(|demand| demand.requires.get(period.index()));
    let required = required.copied().unwrap_or_default();
    let holds = |rule: RuleId| {
        let by_mine = network.rules.get(rule.index()).is_some_and(|rule| rule.identity);
        class.has(rule) || !network.concerns(rule, material) || by_mine && network.mines_known((material, class), rule)
    };
    let rules = (0..network.rules.len()).map(RuleId::new);
    let failing = rules.filter(|rule| required.has(*rule) && !holds(*rule));
    failing.fold(RuleSet::default(), |set, rule| set.or(RuleSet::of(rule)))
}
