//! A program in which every limit may be broken at a price, so that there is always a point: what it must break is what is wrong.
//!
//! ```text
//! minimise  sum of over[i] + under[i]
//!           row[i] lower <= sum of terms + under[i] - over[i] <= row[i] upper
//! ```
//!
//! It also holds the deliveries that required rules forbid, at an upper bound of 0, so that a rule can be taken away like a limit.

use super::facts::{Fact, Forbidden, Part, What, facts, forbidden};
use crate::explain::Case;
use crate::formulation::RowKey;
use crate::lp::{Level, Lp};
use crate::network::{DemandId, PeriodId, RuleId, RuleSet};
use std::collections::BTreeMap;

/// A part of a fact: positions of both.
pub(crate) type Atom = (usize, usize);

/// The elastic program of a case.
#[derive(Clone, Debug)]
pub(crate) struct Elastic {
    /// All facts.
    pub facts: Vec<Fact>,
    /// The program with all facts in force.
    pub lp: Lp,
    /// Row of each slack, and whether it lets the row fall under its lower bound; in order of columns from `first_slack` on.
    pub slacks: Vec<(usize, bool)>,
    /// Column of the first slack.
    pub first_slack: usize,
    /// Column of each forbidden delivery, with the parts that forbid it.
    opened: Vec<(usize, Vec<Atom>)>,
}

impl Elastic {
    /// Of a case; whole numbers may be left out of account.
    pub fn of(case: &Case<'_>, relaxed: bool) -> Self {
        let mut lp = case.lp.clone();
        if relaxed {
            lp.integer.iter_mut().for_each(|whole| *whole = false);
        }
        let mut facts = facts(case);
        let mut opened = Vec::new();
        let rows = served_rows(case);
        let mut known: BTreeMap<(DemandId, u32), usize> = BTreeMap::new();
        for delivery in forbidden(case) {
            let column = open(&mut lp, case, (&rows, &delivery));
            let rules = (0..case.network.rules.len()).map(RuleId::new);
            let forbid = rules.filter(|rule| delivery.failing.has(*rule));
            let atoms = forbid.map(|rule| {
                let fact = *known.entry((delivery.demand, rule.0)).or_insert_with(|| {
                    let what = What::Requires(delivery.demand, rule);
                    facts.push(Fact { what, parts: Vec::new() });
                    facts.len() - 1
                });
                (fact, part_of(&mut facts, fact, delivery.period))
            });
            opened.push((column, atoms.collect()));
        }
        let first_slack = lp.columns();
        let slacks = add_slacks(&mut lp);
        lp.levels = vec![violation(lp.columns(), first_slack)];
        Self {
            facts,
            lp,
            slacks,
            first_slack,
            opened,
        }
    }

    /// Every part of every fact.
    pub fn atoms(&self) -> impl Iterator<Item = Atom> + '_ {
        let facts = self.facts.iter().enumerate();
        facts.flat_map(|(fact, of)| (0..of.parts.len()).map(move |part| (fact, part)))
    }

    /// A part of a fact.
    pub fn part(&self, (fact, part): Atom) -> Option<&Part> {
        self.facts.get(fact)?.parts.get(part)
    }

    /// The program with only some parts in force.
    pub fn keeping(&self, kept: &dyn Fn(Atom) -> bool) -> Lp {
        let mut lp = self.lp.clone();
        let gone = self.atoms().filter(|atom| !kept(*atom)).filter_map(|atom| self.part(atom));
        let gone: Vec<&Part> = gone.collect();
        for part in &gone {
            for row in &part.rows {
                free(&mut lp, *row);
            }
            for column in &part.columns {
                uncap(&mut lp, *column);
            }
        }
        for entry in gone.iter().flat_map(|part| &part.entries) {
            undrawn(&mut lp, *entry);
        }
        for (column, atoms) in &self.opened {
            if !atoms.iter().any(|atom| kept(*atom)) {
                uncap(&mut lp, *column);
            }
        }
        lp
    }

    /// Takes the slacks away, so that limits hold or there is no point.
    pub fn rigid(&self, mut lp: Lp) -> Lp {
        let columns = self.first_slack;
        let entries = lp.starts.get(columns).copied().unwrap_or(lp.rows.len());
        lp.starts.truncate(columns + 1);
        lp.rows.truncate(entries);
        lp.values.truncate(entries);
        lp.column_lower.truncate(columns);
        lp.column_upper.truncate(columns);
        lp.integer.truncate(columns);
        lp.levels = vec![Level {
            name: "any".into(),
            coefficients: vec![0.0; columns],
            offset: 0.0,
        }];
        lp
    }

    /// The program of some parts alone: rigid, without rows and entries that say nothing.
    pub fn alone(&self, kept: &dyn Fn(Atom) -> bool) -> Lp {
        let whole = self.rigid(self.keeping(kept));
        let bounds = || whole.row_lower.iter().zip(&whole.row_upper);
        let says = |(lower, upper): (&f64, &f64)| lower.is_finite() || upper.is_finite();
        let mut rows = 0..;
        let place: Vec<Option<u32>> = bounds().map(|bounds| if says(bounds) { rows.next() } else { None }).collect();
        let mut lp = Lp {
            starts: vec![0],
            rows: Vec::new(),
            values: Vec::new(),
            row_lower: bounds().filter(|bounds| says(*bounds)).map(|(lower, _)| *lower).collect(),
            row_upper: bounds().filter(|bounds| says(*bounds)).map(|(_, upper)| *upper).collect(),
            ..whole.clone()
        };
        for column in 0..whole.columns() {
            for (row, value) in whole.column(column).filter(|(_, value)| *value != 0.0) {
                if let Some(Some(row)) = place.get(row) {
                    lp.rows.push(*row);
                    lp.values.push(value);
                }
            }
            lp.starts.push(lp.rows.len());
        }
        lp
    }

    /// Columns of forbidden deliveries, with the parts that forbid them.
    pub fn opened(&self) -> &[(usize, Vec<Atom>)] {
        &self.opened
    }
}

/// A balance that need not hold what is given at the start holds any part of it; any other row holds nothing.
fn free(lp: &mut Lp, row: usize) {
    let (Some(lower), Some(upper)) = (lp.row_lower.get_mut(row), lp.row_upper.get_mut(row)) else {
        return;
    };
    let given = *lower < 0.0 && *lower == *upper;
    (*lower, *upper) = if given {
        (*lower, 0.0)
    } else {
        (f64::NEG_INFINITY, f64::INFINITY)
    };
}

/// Takes away what an activity draws. What it drew may be left over then, else goods would be stuck that the recipe uses up.
fn undrawn(lp: &mut Lp, entry: usize) {
    lp.values.get_mut(entry).into_iter().for_each(|value| *value = 0.0);
    let row = lp.rows.get(entry).map(|row| *row as usize);
    if let Some(upper) = row.and_then(|row| lp.row_upper.get_mut(row)) {
        *upper = f64::INFINITY;
    }
}

fn uncap(lp: &mut Lp, column: usize) {
    if let Some(upper) = lp.column_upper.get_mut(column) {
        *upper = f64::INFINITY;
    }
}

fn part_of(facts: &mut [Fact], fact: usize, period: PeriodId) -> usize {
    let Some(fact) = facts.get_mut(fact) else { return 0 };
    let known = fact.parts.iter().position(|part| part.period == Some(period));
    known.unwrap_or_else(|| {
        fact.parts.push(Part {
            period: Some(period),
            ..Part::default()
        });
        fact.parts.len() - 1
    })
}

/// Rows that count what is delivered to a demand: its own, and its least delivery.
fn served_rows(case: &Case<'_>) -> BTreeMap<(DemandId, PeriodId), Vec<usize>> {
    let mut rows: BTreeMap<(DemandId, PeriodId), Vec<usize>> = BTreeMap::new();
    for (row, key) in case.rows.iter().enumerate() {
        if let RowKey::Demand(demand, period) | RowKey::DeliveryFloor(demand, period) = *key {
            rows.entry((demand, period)).or_default().push(row);
        }
    }
    rows
}

/// Adds the column of a forbidden delivery, at an upper bound of 0.
fn open(lp: &mut Lp, case: &Case<'_>, (rows, delivery): (&BTreeMap<(DemandId, PeriodId), Vec<usize>>, &Forbidden)) -> usize {
    let demand = case.network.demands.get(delivery.demand.index());
    let accepted = demand.and_then(|demand| demand.accepts.iter().find(|(material, _)| *material == delivery.material));
    let rate = accepted.map_or(0.0, |(_, rate)| *rate);
    let mut entries = vec![(delivery.balance, -1.0)];
    let served = rows.get(&(delivery.demand, delivery.period)).into_iter().flatten();
    entries.extend(served.map(|row| (*row, rate)));
    column(lp, entries, 0.0)
}

/// Adds a column from 0 to an upper bound.
pub(crate) fn column(lp: &mut Lp, mut entries: Vec<(usize, f64)>, upper: f64) -> usize {
    entries.sort_by_key(|(row, _)| *row);
    for (row, value) in entries {
        lp.rows.push(u32::try_from(row).unwrap_or(u32::MAX));
        lp.values.push(value);
    }
    lp.starts.push(lp.rows.len());
    lp.column_lower.push(0.0);
    lp.column_upper.push(upper);
    lp.integer.push(false);
    lp.levels.iter_mut().for_each(|level| level.coefficients.push(0.0));
    lp.columns() - 1
}

fn add_slacks(lp: &mut Lp) -> Vec<(usize, bool)> {
    let bounds: Vec<(f64, f64)> = lp.row_lower.iter().copied().zip(lp.row_upper.iter().copied()).collect();
    let mut slacks = Vec::new();
    for (row, (lower, upper)) in bounds.into_iter().enumerate() {
        for (bound, under) in [(lower, true), (upper, false)] {
            if bound.is_finite() {
                column(lp, vec![(row, if under { 1.0 } else { -1.0 })], f64::INFINITY);
                slacks.push((row, under));
            }
        }
    }
    slacks
}

fn violation(columns: usize, first_slack: usize) -> Level {
    let cost = |column: usize| if column < first_slack { 0.0 } else { 1.0 };
    Level {
        name: "violation".into(),
        coefficients: (0..columns).map(cost).collect(),
        offset: 0.0,
    }
}

/// Rules of a set, as ids.
pub(crate) fn rules_of(set: RuleSet) -> impl Iterator<Item = RuleId> {
    (0..64).map(RuleId::new).filter(move |rule| set.has(*rule))
}
