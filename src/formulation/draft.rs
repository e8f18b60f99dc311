//! A program in the making, as families see it.

use super::{ColumnKey, Model, RowKey};
use crate::lp::Builder;
use crate::network::{Network, PeriodId};
use crate::origin::Labelled;

/// Columns and rows so far, with their keys.
pub struct Draft<'a> {
    labelled: &'a Labelled<'a>,
    columns: Vec<ColumnKey>,
    rows: Vec<RowKey>,
    builder: Builder,
}

/// A row without its terms.
pub(super) struct Row {
    key: RowKey,
    lower: f64,
    upper: f64,
}

impl Row {
    /// Sum of terms <= limit.
    pub fn at_most(key: RowKey, limit: f64) -> Self {
        let lower = f64::NEG_INFINITY;
        Self {
            key,
            lower,
            upper: limit,
        }
    }

    /// Sum of terms <= limit; no row where the limit is infinite.
    pub fn limit(key: RowKey, limit: f64) -> Option<Self> {
        (limit < f64::INFINITY).then(|| Self::at_most(key, limit))
    }

    /// Sum of terms >= least.
    pub fn at_least(key: RowKey, least: f64) -> Self {
        let upper = f64::INFINITY;
        Self {
            key,
            lower: least,
            upper,
        }
    }

    /// Sum of terms = amount.
    pub fn equal(key: RowKey, amount: f64) -> Self {
        let (lower, upper) = (amount, amount);
        Self { key, lower, upper }
    }
}

/// What a column brings into rows: slot and coefficient.
pub(super) type Terms<'t> = &'t mut dyn FnMut(usize, f64);

impl<'a> Draft<'a> {
    /// Nothing yet.
    pub(super) fn new(labelled: &'a Labelled<'a>) -> Self {
        Self {
            labelled,
            columns: Vec::new(),
            rows: Vec::new(),
            builder: Builder::new(labelled.network.level_names()),
        }
    }

    /// The network with its classes.
    pub(super) fn labelled(&self) -> &'a Labelled<'a> {
        self.labelled
    }

    /// The network.
    pub(super) fn network(&self) -> &'a Network {
        self.labelled.network
    }

    /// Number of periods.
    pub(super) fn horizon(&self) -> usize {
        self.network().periods.len()
    }

    /// Periods in order.
    pub(super) fn periods(&self) -> impl Iterator<Item = PeriodId> + use<> {
        (0..self.horizon()).map(PeriodId::new)
    }

    /// Adds a column from 0 to `upper`.
    pub(super) fn column(&mut self, key: ColumnKey, upper: f64) {
        self.columns.push(key);
        self.builder.column(0.0, upper);
    }

    /// Adds a column of whole numbers from 0 to `upper`.
    pub(super) fn whole(&mut self, key: ColumnKey, upper: f64) {
        self.columns.push(key);
        self.builder.whole(0.0, upper);
    }

    /// Adds rows. Each has a slot below `slots`; `terms` says what a column brings into which slots, `row` what the row of a
    /// slot is, in order of slots, and whether there is one. Slots without terms get no row.
    pub(super) fn rows(&mut self, slots: usize, terms: impl Fn(ColumnKey, Terms<'_>), row: impl Fn(usize) -> Option<Row>) {
        self.rows_where(slots, terms, |slot, used| if used { row(slot) } else { None });
    }

    /// As [`rows`](Self::rows), but `row` is asked for every slot, and told whether it has terms.
    pub(super) fn rows_where(
        &mut self,
        slots: usize,
        terms: impl Fn(ColumnKey, Terms<'_>),
        row: impl Fn(usize, bool) -> Option<Row>,
    ) {
        let mut entries = Vec::new();
        let mut used = vec![false; slots];
        for (column, key) in self.columns.iter().enumerate() {
            terms(*key, &mut |slot, value| {
                used[slot] = true;
                entries.push((slot, column, value));
            });
        }
        let positions: Vec<Option<usize>> = (0..slots)
            .map(|slot| row(slot, used[slot]).map(|row| self.row(&row)))
            .collect();
        for (slot, column, value) in entries {
            if let Some(position) = positions[slot] {
                self.builder.entry(position, column, value);
            }
        }
    }

    fn row(&mut self, row: &Row) -> usize {
        self.rows.push(row.key);
        self.builder.row(row.lower, row.upper)
    }

    /// Caps columns where `cap` gives a bound.
    pub(super) fn cap(&mut self, cap: impl Fn(ColumnKey) -> Option<f64>) {
        for (column, key) in self.columns.iter().enumerate() {
            if let Some(upper) = cap(*key) {
                self.builder.cap(column, upper);
            }
        }
    }

    /// Charges columns in the level of cost: period and USD per unit, to be discounted.
    pub(super) fn charge(&mut self, price: impl Fn(ColumnKey) -> Option<(PeriodId, f64)>) {
        let network = self.network();
        let level = network.cost_level();
        self.weigh(|key| {
            let (period, price) = price(key)?;
            Some((level, price * network.periods[period.index()].discount))
        });
    }

    /// Adds to levels: level and coefficient.
    pub(super) fn weigh(&mut self, weight: impl Fn(ColumnKey) -> Option<(usize, f64)>) {
        for (column, key) in self.columns.iter().enumerate() {
            if let Some((level, value)) = weight(*key) {
                self.builder.cost(level, column, value);
            }
        }
    }

    /// Coefficients of the level of cost so far, which begins anew.
    pub(super) fn take_costs(&mut self) -> Vec<f64> {
        let level = self.network().cost_level();
        self.builder.take_level(level)
    }

    /// The program.
    pub(super) fn finish(self) -> Model {
        Model {
            lp: self.builder.finish(),
            columns: self.columns,
            rows: self.rows,
        }
    }
}
