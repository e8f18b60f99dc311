//! Limits that could give: what one more unit serves, what that costs, and what a new solve says of it.

use super::chain::SHORT;
use crate::explain::price::Solved;
use crate::explain::remedy::{ceiling, scaled};
use crate::explain::spans::spans;
use crate::explain::written::{Written, limit_paths, written};
use crate::explain::{Case, Solve, limit_words};
use crate::formulation::{ColumnKey, RowKey};
use crate::lp::Lp;
use crate::network::{DemandId, PeriodId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Reliefs told as tried.
const TOLD: usize = 3;
/// Reliefs tried at most, as some serve nothing alone.
const TRIED: usize = 8;
/// Part of a shortage below which a change of it is what rounding left.
const ROUNDING: f64 = 1e-6;
/// Prices below this are what rounding left.
const DUST: f64 = 1e-9;

/// A limit of which one more unit would serve more.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Relief {
    /// In words.
    pub limit: String,
    /// Its family.
    pub family: String,
    /// Tier that would be less short.
    pub tier: String,
    /// Tonnes (weighted) less short for one more unit, in the period where that is most.
    pub serves: f64,
    /// USD that serving such a tonne costs, the relief itself not counted; undiscounted, the mean of its periods.
    pub cost_per_tonne: f64,
    /// Periods in which it binds so, where they are not all.
    pub periods: Option<String>,
    /// Path of its value.
    pub path: Option<String>,
    /// File and line where it was written.
    pub written: Option<String>,
}

/// A relief tried by a new solve.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trial {
    /// The limit.
    pub limit: String,
    /// Its family.
    pub family: String,
    /// Tier that lacks.
    pub tier: String,
    /// By how much it was moved in all: in its own unit (mostly tonnes); over the periods in which it binds, or all where there are settings.
    pub by: f64,
    /// The move as settings of the input, of which the plan is told; none where no single value of it would do.
    pub settings: Vec<String>,
    /// Tonnes (weighted) short in its tier before and after.
    pub short: (f64, f64),
    /// Discounted USD more than before that buyers pay, the relief itself not counted.
    pub cost: f64,
}

impl Trial {
    /// Whether less is short after it.
    pub fn helps(&self) -> bool {
        let (before, after) = self.short;
        before - after > ROUNDING * before.abs()
    }
}

/// What a relief moves: tier level, and rows with tonnes less short for one more unit.
pub(super) type Rows = (usize, Vec<(usize, f64)>);
/// A limit: tier level, family, words.
type Limit<'a> = (usize, &'a str, String);

/// Limits whose relief would lessen a shortage, the cheapest per tonne served first, each with its rows.
pub(super) fn reliefs(case: &Case<'_>, solved: &Solved<'_>) -> Vec<(Relief, Rows)> {
    let cost = case.network.cost_level();
    let mut gathered: BTreeMap<Limit<'_>, Vec<(usize, f64)>> = BTreeMap::new();
    for (level, duals) in solved.duals.iter().enumerate().take(cost) {
        for (row, (key, dual)) in case.rows.iter().zip(duals).enumerate() {
            if dual.abs() > DUST && can_give(key) {
                let rows = gathered
                    .entry((level, key.family(), limit_words(case.network, key)))
                    .or_default();
                rows.push((row, dual.abs()));
            }
        }
    }
    let told = gathered.into_iter().map(|((level, family, limit), rows)| {
        let relief = told(case, solved, (level, family, limit), &rows);
        (relief, (level, rows))
    });
    let mut reliefs: Vec<(Relief, Rows)> = told.collect();
    reliefs.sort_by(|(one, _), (other, _)| {
        let by_cost = one.cost_per_tonne.total_cmp(&other.cost_per_tonne);
        by_cost.then(other.serves.total_cmp(&one.serves))
    });
    reliefs
}

/// Whether a limit is one that could be another; what links amounts to decisions or to each other has no unit of its own to give.
fn can_give(key: &RowKey) -> bool {
    crate::explain::infeasible::is_given(key) && !matches!(key, RowKey::Demand(..))
}

fn told(case: &Case<'_>, solved: &Solved<'_>, (level, family, limit): (usize, &str, String), rows: &[(usize, f64)]) -> Relief {
    let network = case.network;
    let duals = solved.duals.get(network.cost_level());
    let price = |row: usize| {
        let period = case
            .rows
            .get(row)
            .and_then(RowKey::period)
            .and_then(|t| network.periods.get(t.index()));
        let dual = duals.and_then(|duals| duals.get(row)).copied().unwrap_or(0.0);
        dual * sign(case, row) / period.map_or(1.0, |period| period.discount)
    };
    let per_tonne: f64 = rows.iter().map(|(row, serves)| price(*row) / serves).sum();
    let periods: BTreeSet<PeriodId> = rows.iter().filter_map(|(row, _)| case.rows.get(*row)?.period()).collect();
    let key = rows.first().and_then(|(row, _)| case.rows.get(*row));
    let place = key.and_then(|key| written(case, &limit_paths(network, key)));
    let (path, written) = place.map(|Written { path, place }| (path, place)).unzip();
    Relief {
        limit,
        family: family.into(),
        tier: network.level_names().get(level).cloned().unwrap_or_default(),
        serves: rows.iter().fold(0.0, |most: f64, (_, serves)| most.max(*serves)),
        cost_per_tonne: per_tonne / rows.len() as f64,
        periods: spans(network, &periods),
        path,
        written,
    }
}

/// 1 of a limit that gives by rising, -1 of one that gives by falling.
fn sign(case: &Case<'_>, row: usize) -> f64 {
    match case.lp.row_lower.get(row) {
        Some(lower) if lower.is_finite() => -1.0,
        _ => 1.0,
    }
}

/// The first reliefs, each moved by what its tier lacks, and solved anew, until enough of them are found to help.
pub(super) fn trials(case: &Case<'_>, solved: &Solved<'_>, (reliefs, hands): (&[(Relief, Rows)], &dyn Solve)) -> Vec<Trial> {
    let before: Vec<f64> = case.lp.levels.iter().map(|level| level.at(solved.point)).collect();
    let mut trials = Vec::new();
    hands.many(case.lp, &mut |minimise| {
        for (relief, (level, rows)) in reliefs.iter().take(TRIED) {
            if trials.iter().filter(|trial: &&Trial| trial.helps()).count() >= TOLD {
                return;
            }
            let moves = moves(case, rows, &short_periods(case, solved, *level));
            let moved = set((case, hands), &moves).unwrap_or_else(|| moved(case, &moves));
            let Some(optimum) = minimise(&moved.lp) else { continue };
            let of = |levels: &[f64], level: usize| levels.get(level).copied().unwrap_or(0.0);
            let cost = case.network.cost_level();
            trials.push(Trial {
                limit: relief.limit.clone(),
                family: relief.family.clone(),
                tier: relief.tier.clone(),
                by: moved.by,
                settings: moved.settings,
                short: (of(&before, *level), of(&optimum.levels, *level)),
                cost: of(&optimum.levels, cost) - of(&before, cost),
            });
        }
    });
    trials
}

/// Tonnes short in each period of the demands that a level counts.
fn short_periods(case: &Case<'_>, solved: &Solved<'_>, level: usize) -> BTreeMap<PeriodId, f64> {
    let mut short = BTreeMap::new();
    for (key, amount) in case.columns.iter().zip(solved.point) {
        if let ColumnKey::Short(demand, _, period) = *key
            && *amount > SHORT
            && level_of(case, demand) == Some(level)
        {
            *short.entry(period).or_default() += amount;
        }
    }
    short
}

fn level_of(case: &Case<'_>, demand: DemandId) -> Option<usize> {
    case.network.tier_level(case.network.demands.get(demand.index())?.tier?)
}

/// A program with a limit moved, the sum of the moves, and the settings that move it so.
struct Moved {
    lp: Lp,
    by: f64,
    settings: Vec<String>,
}

/// By how much each row must move to serve what is short in its period.
fn moves(case: &Case<'_>, rows: &[(usize, f64)], short: &BTreeMap<PeriodId, f64>) -> Vec<(usize, f64)> {
    let all: f64 = short.values().sum();
    let lacking = |row: usize| match case.rows.get(row).and_then(RowKey::period) {
        Some(period) => short.get(&period).copied().unwrap_or(0.0),
        None => all,
    };
    rows.iter().map(|(row, serves)| (*row, lacking(*row) / serves)).collect()
}

/// The program of the instance with the number of a limit raised so far that each row moves as it must; none where it is not one number.
fn set((case, hands): (&Case<'_>, &dyn Solve), moves: &[(usize, f64)]) -> Option<Moved> {
    let key = case.rows.get(moves.first()?.0)?;
    let bound = |row: usize| {
        case.lp
            .row_upper
            .get(row)
            .copied()
            .filter(|bound| bound.is_finite() && *bound > 0.0)
    };
    let mut factor = 1.0_f64;
    for (row, by) in moves.iter().filter(|(_, by)| *by > 0.0) {
        factor = factor.max(1.0 + by / bound(*row)?);
    }
    let scaled = scaled((case, hands), key, (factor, ceiling))?;
    let settings = vec![scaled.setting];
    let lp = hands.program(case, &settings)?;
    let limit = limit_words(case.network, key);
    let same = |(_, other): &(usize, &RowKey)| other.family() == key.family() && limit_words(case.network, other) == limit;
    let rows = case.rows.iter().enumerate().filter(same).map(|(row, _)| row);
    let by = rows.filter_map(|row| Some(lp.row_upper.get(row)? - bound(row)?)).sum();
    Some(Moved { lp, by, settings })
}

/// The program with each row moved.
fn moved(case: &Case<'_>, moves: &[(usize, f64)]) -> Moved {
    let mut lp = case.lp.clone();
    for (row, by) in moves {
        let bounds = if sign(case, *row) > 0.0 {
            &mut lp.row_upper
        } else {
            &mut lp.row_lower
        };
        if let Some(bound) = bounds.get_mut(*row) {
            *bound += sign(case, *row) * by;
        }
    }
    Moved {
        lp,
        by: moves.iter().map(|(_, by)| by).sum(),
        settings: Vec::new(),
    }
}
