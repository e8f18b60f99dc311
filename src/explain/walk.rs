//! A price taken apart along the way that the goods come.
//!
//! ```text
//! a used column:  cost[j] - reduced[j] = sum over rows k of a[k,j] price[k]
//! so              price[i] = ( cost[j] - reduced[j] - sum over k != i of a[k,j] price[k] ) / a[i,j]
//! ```
//!
//! The price of a row is told by a used column that supplies it: its cost by family, the rents of the limits that it uses up, and the prices of
//! the balances that it draws from, which are told in the same way. What is left of a column that stands at a cap is the rent of the cap.
//! Where a column brings several goods, each bears what it costs in proportion to what it is worth; goods that are worth less than nothing
//! are a cost to the others:
//!
//! ```text
//! price[i] a[i,j] = worth[i] / sum of worth x ( cost[j] - reduced[j] - sum over rows k that are not goods of worth of a[k,j] price[k] )
//! ```
//!
//! So the parts sum to the price, whatever column is taken; the one that supplies most is.

use super::Case;
use crate::formulation::RowKey;
use std::collections::{BTreeMap, BTreeSet};

/// Balances on one way at most; beyond, goods are taken at their price.
const DEEPEST: usize = 400;
/// Balances on a way that is not taken, at most.
const FARTHEST: usize = 60;
/// Steps of one walk at most.
const LONGEST: usize = 20_000;
/// Prices below this are nothing: such goods are not followed.
const DUST: f64 = 1e-9;
/// Amounts below this are what rounding left.
const USED: f64 = 1e-7;

/// A level of the objective at an optimum.
#[derive(Clone, Debug)]
pub(crate) struct Prices<'a> {
    /// Case.
    pub case: Case<'a>,
    /// Value of each column.
    pub point: &'a [f64],
    /// Dual of each row in the level.
    pub duals: &'a [f64],
    /// Families of costs in the level, with the coefficient of each column.
    pub costs: &'a [(&'static str, Vec<f64>)],
    /// Entries by row: column and value.
    rows: Vec<Vec<(usize, f64)>>,
}

/// What a tonne would cost, and be worth, at balances where nothing comes, as far as it is known.
#[derive(Debug, Default)]
pub(crate) struct Known {
    costs: BTreeMap<usize, Option<f64>>,
    worths: BTreeMap<usize, Option<f64>>,
    depth: usize,
}

/// What a part of a price is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// A family of costs.
    Cost(&'static str),
    /// Rent of a limit, by row.
    Rent(usize),
    /// Rent of a cap, by column.
    Cap(usize),
    /// Worth of other goods that come with it, by row of their balance.
    Beside(usize),
    /// Worth of goods that no column supplies: given at the start, or in a circle; by row.
    Given(usize),
}

/// A price taken apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Apart {
    /// Parts, which sum to the price.
    pub parts: BTreeMap<Part, f64>,
    /// Columns of the way along what is worth most, from the customer to the mine.
    pub way: Vec<usize>,
    /// Balances on all ways, each with the column that supplies it.
    pub balances: BTreeMap<usize, usize>,
}

impl<'a> Prices<'a> {
    /// Of a level.
    pub fn new(case: Case<'a>, (point, duals): (&'a [f64], &'a [f64]), costs: &'a [(&'static str, Vec<f64>)]) -> Self {
        let mut rows = vec![Vec::new(); case.lp.height()];
        for column in 0..case.lp.columns() {
            for (row, value) in case.lp.column(column) {
                rows.get_mut(row)
                    .into_iter()
                    .for_each(|entries| entries.push((column, value)));
            }
        }
        Self {
            case,
            point,
            duals,
            costs,
            rows,
        }
    }

    /// Dual of a row.
    pub fn dual(&self, row: usize) -> f64 {
        self.duals.get(row).copied().unwrap_or(0.0)
    }

    /// Value of a column.
    pub fn at(&self, column: usize) -> f64 {
        self.point.get(column).copied().unwrap_or(0.0)
    }

    /// Entries of a row: column and value.
    pub fn entries(&self, row: usize) -> &[(usize, f64)] {
        self.rows.get(row).map_or(&[], Vec::as_slice)
    }

    /// What a column costs in the level beyond what its rows are worth: 0 of columns between their bounds.
    pub fn reduced(&self, column: usize) -> f64 {
        let cost: f64 = self.costs.iter().filter_map(|(_, costs)| costs.get(column)).sum();
        cost - self
            .case
            .lp
            .column(column)
            .map(|(row, value)| value * self.dual(row))
            .sum::<f64>()
    }

    /// Takes the price of a row apart, beginning with a column that supplies it.
    pub fn apart(&self, row: usize, first: usize) -> Apart {
        let mut walk = Walk {
            prices: self,
            apart: Apart::default(),
            under_way: BTreeSet::new(),
            steps: 0,
        };
        walk.by(row, first, 1.0);
        walk.apart.way = self.way(first, &walk.apart.balances);
        walk.apart
    }

    /// The column that supplies most of a row; of those that `fit`.
    pub fn supplier(&self, row: usize, fit: &dyn Fn(usize) -> bool) -> Option<usize> {
        let supplies = |entry: &&(usize, f64)| entry.1 > 0.0 && self.at(entry.0) > USED && fit(entry.0);
        let most = |one: &&(usize, f64), other: &&(usize, f64)| {
            let amount = |entry: &(usize, f64)| entry.1 * self.at(entry.0);
            amount(one).total_cmp(&amount(other)).then(other.0.cmp(&one.0))
        };
        self.entries(row).iter().filter(supplies).max_by(most).map(|entry| entry.0)
    }

    /// Of a row that nothing supplies, the column that would if it could: one that a cap holds back, or that would cost nothing more.
    pub fn wanted(&self, row: usize) -> Option<usize> {
        let size = self.dual(row).abs();
        let supplies = self.entries(row).iter().filter(|(_, value)| *value > 0.0);
        let gains = supplies.map(|(column, value)| (*column, self.reduced(*column) / value));
        let least = gains.min_by(|one, other| one.1.total_cmp(&other.1).then(one.0.cmp(&other.0)));
        least
            .filter(|(_, gain)| size > 0.0 && *gain <= 1e-9 * size)
            .map(|(column, _)| column)
    }

    /// What a tonne more costs at a balance, though nothing may come there in the plan: by the cheapest way, with prices taken where there are
    /// any. Nothing where no way was found.
    pub fn cost_there(&self, row: usize, known: &mut Known) -> Option<f64> {
        if self.supplier(row, &|_| true).is_some() {
            return Some(self.dual(row));
        }
        if let Some(cost) = known.costs.get(&row) {
            return *cost;
        }
        if known.depth == FARTHEST {
            return None;
        }
        // A way that comes back to where it is asked for is none.
        known.costs.insert(row, None);
        known.depth += 1;
        let open = |column: usize| self.case.lp.column_upper.get(column).is_some_and(|upper| *upper > 0.0);
        let supplies = self
            .entries(row)
            .iter()
            .filter(|(column, value)| *value > 0.0 && open(*column));
        let costs: Vec<(usize, f64)> = supplies.copied().collect();
        let costs = costs
            .into_iter()
            .filter_map(|(column, brings)| Some(self.cost_by(row, column, known)? / brings));
        let least = costs.min_by(f64::total_cmp);
        known.costs.insert(row, least);
        known.depth -= 1;
        least
    }

    /// What a tonne more would be worth at a balance, though nothing may come there in the plan: by the best use of it. Nothing where no use was
    /// found.
    pub fn worth_there(&self, row: usize, known: &mut Known) -> Option<f64> {
        if self.supplier(row, &|_| true).is_some() {
            return Some(self.dual(row));
        }
        if let Some(worth) = known.worths.get(&row) {
            return *worth;
        }
        if known.depth == FARTHEST {
            return None;
        }
        known.worths.insert(row, None);
        known.depth += 1;
        let open = |column: usize| self.case.lp.column_upper.get(column).is_some_and(|upper| *upper > 0.0);
        let draws = self
            .entries(row)
            .iter()
            .filter(|(column, value)| *value < 0.0 && open(*column));
        let draws: Vec<(usize, f64)> = draws.copied().collect();
        let worths = draws
            .into_iter()
            .filter_map(|(column, draws)| Some(self.worth_by(row, column, known)? / -draws));
        let most = worths.max_by(f64::total_cmp);
        known.worths.insert(row, most);
        known.depth -= 1;
        most
    }

    /// What a unit of a column is worth, beside what it draws from a row.
    fn worth_by(&self, row: usize, column: usize, known: &mut Known) -> Option<f64> {
        let mut worth = -self.costs.iter().filter_map(|(_, costs)| costs.get(column)).sum::<f64>();
        for (other, value) in self.case.lp.column(column).filter(|(other, _)| *other != row) {
            let price = match self.is_balance(other) {
                true if value > 0.0 => self.worth_there(other, known)?,
                true => self.cost_there(other, known)?,
                false => self.dual(other),
            };
            worth += value * price;
        }
        Some(worth)
    }

    /// What a unit of a column costs, with all that it draws and uses up, less what it brings beside a row.
    fn cost_by(&self, row: usize, column: usize, known: &mut Known) -> Option<f64> {
        let mut cost: f64 = self.costs.iter().filter_map(|(_, costs)| costs.get(column)).sum();
        for (other, value) in self.case.lp.column(column).filter(|(other, _)| *other != row) {
            let price = match self.is_balance(other) {
                true if value < 0.0 => self.cost_there(other, known)?,
                true if self.supplier(other, &|_| true).is_none() => 0.0,
                _ => self.dual(other),
            };
            cost -= value * price;
        }
        Some(cost)
    }

    /// From a column on, along the balance whose goods are worth most.
    fn way(&self, first: usize, balances: &BTreeMap<usize, usize>) -> Vec<usize> {
        let mut way = vec![first];
        let mut seen = BTreeSet::new();
        while let Some(column) = way.last() {
            let drawn = self
                .case
                .lp
                .column(*column)
                .filter(|(row, value)| *value < 0.0 && self.is_balance(*row));
            let worth = drawn.map(|(row, value)| (row, -value * self.dual(row)));
            let next = worth.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)));
            match next
                .and_then(|(row, _)| balances.get(&row))
                .filter(|column| seen.insert(**column))
            {
                Some(column) => way.push(*column),
                None => break,
            }
        }
        way
    }

    /// Whether a row is a balance.
    pub fn is_balance(&self, row: usize) -> bool {
        matches!(self.case.rows.get(row), Some(RowKey::Balance(..)))
    }
}

struct Walk<'w, 'a> {
    prices: &'w Prices<'a>,
    apart: Apart,
    under_way: BTreeSet<usize>,
    steps: usize,
}

impl Walk<'_, '_> {
    fn add(&mut self, part: Part, amount: f64) {
        if amount != 0.0 {
            *self.apart.parts.entry(part).or_default() += amount;
        }
    }

    /// So many times the price of a balance.
    fn of(&mut self, row: usize, times: f64) {
        self.steps += 1;
        let price = self.prices.dual(row);
        if price <= DUST {
            return self.add(Part::Given(row), times * price);
        }
        let supplier = self.prices.supplier(row, &|_| true).or_else(|| self.prices.wanted(row));
        let supplier =
            supplier.filter(|_| self.steps < LONGEST && self.under_way.len() < DEEPEST && !self.under_way.contains(&row));
        match supplier {
            Some(column) => {
                self.apart.balances.insert(row, column);
                self.under_way.insert(row);
                self.by(row, column, times);
                self.under_way.remove(&row);
            }
            None => self.add(Part::Given(row), times * price),
        }
    }

    /// So many times the price of a row, by a column that supplies it.
    fn by(&mut self, row: usize, column: usize, times: f64) {
        let prices = self.prices;
        let entries: Vec<(usize, f64)> = prices.case.lp.column(column).collect();
        let Some((_, brings)) = entries.iter().find(|(at, _)| *at == row) else {
            return;
        };
        let worth = |(at, value): &(usize, f64)| {
            let worth = value * prices.dual(*at);
            if *at == row || *value > 0.0 && worth > 0.0 && prices.is_balance(*at) {
                worth
            } else {
                0.0
            }
        };
        let all: f64 = entries.iter().map(worth).sum();
        let joint = brings * prices.dual(row) > 0.0 && prices.is_balance(row);
        let scale = if joint {
            times * prices.dual(row) / all
        } else {
            times / brings
        };
        for (family, costs) in prices.costs {
            self.add(Part::Cost(family), scale * costs.get(column).copied().unwrap_or(0.0));
        }
        let reduced = prices.reduced(column);
        let size = entries
            .iter()
            .fold(0.0, |most: f64, (row, value)| most.max((value * prices.dual(*row)).abs()));
        if reduced.abs() > 1e-9 * size {
            self.add(Part::Cap(column), -scale * reduced);
        } else {
            self.add(Part::Cost("rounding"), -scale * reduced);
        }
        for (other, value) in entries.into_iter().filter(|(other, _)| *other != row) {
            match prices.is_balance(other) {
                true if value < 0.0 => self.of(other, -scale * value),
                true if joint && prices.dual(other) > 0.0 => {}
                true => self.add(Part::Beside(other), -scale * value * prices.dual(other)),
                false => self.add(Part::Rent(other), -scale * value * prices.dual(other)),
            }
        }
    }
}
