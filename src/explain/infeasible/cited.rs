//! A fact as it is cited: in words, with the place where it was written.

use super::elastic::{Atom, Elastic};
use super::facts::{Part, What};
use crate::explain::spans::spans;
use crate::explain::units::{amount, is_level};
use crate::explain::written::{Written, demand_path, limit_paths, measure_paths, recipe_paths, rule_path, written};
use crate::explain::{Case, family_words, limit_words, number};
use crate::formulation::RowKey;
use crate::network::{DemandId, MaterialId, MeasureId, Network, OperationId, PeriodId, RuleId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Rates of one limit told at most.
const RATES: usize = 4;

/// A fact that takes part in a contradiction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cited {
    /// What kind of fact: the family of a limit, `requires`, `recipe`, `given` or `ban`.
    pub kind: String,
    /// What it says, in a sentence.
    pub says: String,
    /// Periods in which it takes part, where they are not all.
    pub periods: Option<String>,
    /// Path of its value in the input.
    pub path: Option<String>,
    /// File and line where it was written.
    pub written: Option<String>,
}

/// The facts of a contradiction, each once: what is asked for first, then rules, then limits, then recipes.
pub(super) fn cited(case: &Case<'_>, elastic: &Elastic, atoms: &BTreeSet<Atom>) -> Vec<Cited> {
    let mut parts: BTreeMap<usize, Vec<&Part>> = BTreeMap::new();
    for atom in atoms {
        parts.entry(atom.0).or_default().extend(elastic.part(*atom));
    }
    let order = |fact: &usize| usize::MAX - elastic.rank((*fact, 0));
    let mut facts: Vec<usize> = parts.keys().copied().collect();
    facts.sort_by_key(|fact| (!atoms.iter().any(|atom| atom.0 == *fact && elastic.asks(*atom)), order(fact)));
    let told = |fact: usize| {
        let (what, parts) = (elastic.facts.get(fact)?.what, parts.get(&fact)?);
        Some(one(case, elastic, what, parts))
    };
    facts.into_iter().filter_map(told).collect()
}

fn one(case: &Case<'_>, elastic: &Elastic, what: What, parts: &[&Part]) -> Cited {
    let network = case.network;
    let periods: BTreeSet<PeriodId> = parts.iter().filter_map(|part| part.period).collect();
    let (kind, says, paths) = match what {
        What::Limit(row) => (
            row.family().to_owned(),
            limit(network, &row, told(network, elastic, (&row, parts))),
            limit_paths(network, first(case, parts).unwrap_or(&row)),
        ),
        What::Requires(demand, rule) => (
            "requires".into(),
            requires(network, demand, rule),
            required_at(network, demand, rule),
        ),
        What::Recipe(operation, material) => recipe(network, operation, material),
        What::Given(site, material) => {
            let (site, material) = (name_of_site(network, site.index()), name_of(network, material));
            let says = format!("goods are given at the start: {material} at {site}");
            (
                "given".into(),
                says,
                vec![format!("sites.{site}.stocks.{material}.opening"), "in_transit".into()],
            )
        }
        What::Ban(measure) => ban(network, measure),
    };
    let place = written(case, &paths);
    Cited {
        kind,
        says,
        periods: spans(network, &periods),
        path: place.as_ref().map(|place| place.path.clone()),
        written: place.map(|Written { place, .. }| place),
    }
}

/// Row of the first period cited.
fn first<'c>(case: &Case<'c>, parts: &[&Part]) -> Option<&'c RowKey> {
    case.rows.get(*parts.first()?.rows.first()?)
}

/// What a limit comes to in the periods cited.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bound {
    /// Whether it is a least amount.
    pub least: bool,
    /// Amount: in each year where it is the same rate in all of them, else in all; the strictest of a level or a number.
    pub amount: f64,
    /// What time it is for.
    pub per: Per,
}

/// What time an amount is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Per {
    /// Each year.
    Year,
    /// All periods together.
    All,
    /// Each moment: a level, or a number.
    Moment,
}

impl Per {
    /// What follows the unit.
    pub fn words(self) -> &'static str {
        match self {
            Self::Year => " a year",
            Self::All => " in all",
            Self::Moment => "",
        }
    }
}

/// The bound of the rows of some parts; none where there is none to tell.
pub(super) fn bound(network: &Network, elastic: &Elastic, (key, parts): (&RowKey, &[&Part])) -> Option<Bound> {
    let lp = &elastic.lp;
    let rows = parts.iter().flat_map(|part| part.rows.iter().map(|row| (part.period, *row)));
    let mut amounts: Vec<f64> = Vec::new();
    let mut rates: Vec<f64> = Vec::new();
    let mut least = None;
    for (period, row) in rows {
        let (lower, upper) = (*lp.row_lower.get(row)?, *lp.row_upper.get(row)?);
        let is_least = lower.is_finite();
        if *least.get_or_insert(is_least) != is_least {
            return None;
        }
        let asked = if is_least { lower } else { upper };
        amounts.push(asked);
        let years = period.and_then(|t| network.periods.get(t.index())).map(|period| period.years);
        rates.extend(years.map(|years| asked / years));
    }
    let least = least?;
    let first = rates.first().copied();
    let yearly = first.filter(|first| rates.iter().all(|rate| (rate - first).abs() <= 1e-9 * first.abs()));
    let strictest = amounts.iter().copied().reduce(if least { f64::max } else { f64::min });
    let (amount, per) = match (yearly, strictest.filter(|_| is_level(key.family()))) {
        (_, Some(level)) => (level, Per::Moment),
        (Some(rate), _) => (rate, Per::Year),
        _ => (amounts.iter().sum(), Per::All),
    };
    Some(Bound { least, amount, per })
}

impl Bound {
    /// In words: `50 t a year`.
    pub fn words(&self, family: &str) -> String {
        format!("{}{}", amount(family, self.amount), self.per.words())
    }
}

/// A bound in words.
fn told(network: &Network, elastic: &Elastic, of: (&RowKey, &[&Part])) -> Option<(Bound, String)> {
    let bound = bound(network, elastic, of)?;
    let words = by_period(network, elastic, of).filter(|_| bound.per == Per::All);
    Some((bound, words.unwrap_or_else(|| bound.words(of.0.family()))))
}

/// Rates in the periods of some parts, where they differ: `nothing in 2026, 10.00 t a year in 2027 to 2028`; none where they are many.
pub(super) fn by_period(network: &Network, elastic: &Elastic, (key, parts): (&RowKey, &[&Part])) -> Option<String> {
    let mut rates: Vec<(f64, BTreeSet<PeriodId>)> = Vec::new();
    for (part, row) in parts.iter().flat_map(|part| part.rows.iter().map(move |row| (part, row))) {
        let period = part.period?;
        let (lower, upper) = (*elastic.lp.row_lower.get(*row)?, *elastic.lp.row_upper.get(*row)?);
        let rate = (if lower.is_finite() { lower } else { upper }) / network.periods.get(period.index())?.years;
        let is_same = |known: f64| (known - rate).abs() <= 1e-9 * known.abs();
        match rates.iter_mut().find(|(known, _)| is_same(*known)) {
            Some((_, periods)) => periods.extend([period]),
            None => rates.push((rate, BTreeSet::from([period]))),
        }
    }
    let words = |(rate, periods): &(f64, BTreeSet<PeriodId>)| {
        let much = match *rate {
            0.0 => "nothing".to_owned(),
            rate => format!("{} a year", amount(key.family(), rate)),
        };
        Some(format!("{much} in {}", spans(network, periods)?))
    };
    let few = (2..=RATES).contains(&rates.len()) && !is_level(key.family());
    let words: Option<Vec<String>> = rates.iter().filter(|_| few).map(words).collect();
    words.filter(|words| !words.is_empty()).map(|words| words.join(", "))
}

fn limit(network: &Network, row: &RowKey, told: Option<(Bound, String)>) -> String {
    match (*row, told) {
        (RowKey::DeliveryFloor(id, _), Some((_, amount))) => {
            format!("{} must receive at least {amount}", name_of_demand(network, id))
        }
        // What is not served is short, without a bound: a demand only limits what is delivered.
        (RowKey::Demand(id, _), Some((_, amount))) => format!("{} takes no more than {amount}", name_of_demand(network, id)),
        (RowKey::SourceCapacity(id, _), Some((bound, amount))) if bound.amount != 0.0 => {
            let source = network.sources.get(id.index());
            let (site, material) = source.map_or(("?", "?"), |source| {
                (name_of_site(network, source.site.index()), name_of(network, source.material))
            });
            format!("{site} has at most {amount} of {material}")
        }
        (RowKey::SourceCapacity(..) | RowKey::LineCapacity(..), Some((bound, _))) if bound.amount == 0.0 => {
            format!("{}: nothing, as it is closed", limit_words(network, row))
        }
        (_, Some((bound, amount))) if bound.amount != 0.0 => {
            let side = if bound.least { "at least" } else { "at most" };
            format!("{}: {side} {amount}", limit_words(network, row))
        }
        _ => format!("{}: {}", limit_words(network, row), family_words(row.family())),
    }
}

fn requires(network: &Network, demand: DemandId, rule: RuleId) -> String {
    let rule = network.rules.get(rule.index()).map_or("?", |rule| rule.name.as_str());
    format!("{} takes only goods that satisfy {rule}", name_of_demand(network, demand))
}

fn required_at(network: &Network, demand: DemandId, rule: RuleId) -> Vec<String> {
    vec![demand_path(network, demand, "requires"), rule_path(network, rule)]
}

fn recipe(network: &Network, id: OperationId, material: MaterialId) -> (String, String, Vec<String>) {
    let operation = network.operations.get(id.index());
    let name = operation.map_or("?", |operation| operation.name.as_str());
    let input = operation.and_then(|operation| operation.inputs.iter().find(|(input, _)| *input == material));
    let outputs: Vec<&str> = operation
        .iter()
        .flat_map(|o| o.outputs.iter().map(|(output, _)| name_of(network, *output)))
        .collect();
    let says = format!(
        "{name} takes {} t of {} for each tonne of activity, which makes {}",
        exact(input.map_or(0.0, |(_, rate)| *rate)),
        name_of(network, material),
        if outputs.is_empty() {
            "nothing".into()
        } else {
            outputs.join(" and ")
        }
    );
    ("recipe".into(), says, recipe_paths(network, name, material))
}

fn ban(network: &Network, measure: usize) -> (String, String, Vec<String>) {
    let name = network.measures.get(measure).map_or("?", |measure| measure.name.as_str());
    let says = format!("{name} lets nothing pass");
    ("ban".into(), says, measure_paths(network, MeasureId::new(measure)))
}

/// A rate with as many digits as it has, up to six.
fn exact(rate: f64) -> String {
    let text = number(rate, 6);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub(super) fn name_of(network: &Network, material: MaterialId) -> &str {
    network
        .materials
        .get(material.index())
        .map_or("?", |material| material.name.as_str())
}

pub(super) fn name_of_site(network: &Network, site: usize) -> &str {
    network.sites.get(site).map_or("?", |site| site.name.as_str())
}

pub(super) fn name_of_demand(network: &Network, demand: DemandId) -> &str {
    network.demands.get(demand.index()).map_or("?", |demand| demand.name.as_str())
}
