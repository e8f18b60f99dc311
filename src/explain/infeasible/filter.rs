//! From all facts to a few that cannot hold together, none of which could be left out.
//!
//! A deletion filter: a group of facts goes when the rest still contradict each other. The duals of each contradiction are a proof of
//! it by themselves (Farkas), so facts that have no part in the proof go at once.

use super::elastic::{Atom, Elastic};
use crate::explain::Minimise;
use crate::lp::Lp;
use std::collections::BTreeSet;

/// Part of a row's bounds, at least of 1, by which it must be broken to count.
pub(super) const VIOLATION: f64 = 1e-7;
/// Duals below this are what rounding left.
const DUST: f64 = 1e-9;

/// Facts that contradict each other.
pub(crate) struct Filter<'f, 'm> {
    elastic: &'f Elastic,
    minimise: &'f mut Minimise<'m>,
    by_duals: bool,
}

impl<'f, 'm> Filter<'f, 'm> {
    /// Of an elastic program.
    pub fn new(elastic: &'f Elastic, minimise: &'f mut Minimise<'m>) -> Self {
        Self {
            elastic,
            minimise,
            by_duals: true,
        }
    }

    /// Facts among those given that contradict each other, such that without any one of them they no longer do; nothing where they do
    /// not contradict each other.
    pub fn irreducible(&mut self, among: &BTreeSet<Atom>) -> Option<BTreeSet<Atom>> {
        self.by_duals = true;
        let found = self.thinned(among)?;
        if self.contradiction(&found).is_some() {
            return Some(found);
        }
        self.by_duals = false;
        self.thinned(among)
    }

    /// Whether there is a point that satisfies some facts.
    pub fn holds(&mut self, facts: &BTreeSet<Atom>) -> bool {
        self.contradiction(facts).is_none()
    }

    fn thinned(&mut self, among: &BTreeSet<Atom>) -> Option<BTreeSet<Atom>> {
        let mut kept = self.contradiction(among)?;
        let mut facts: Vec<Vec<Atom>> = vec![Vec::new(); self.elastic.facts.len()];
        for atom in &kept {
            facts.get_mut(atom.0).into_iter().for_each(|atoms| atoms.push(*atom));
        }
        facts.retain(|atoms| !atoms.is_empty());
        facts.sort_by_key(|atoms| atoms.first().map(|atom| self.elastic.rank(*atom)));
        self.thin(&mut kept, &facts);
        let single: Vec<Vec<Atom>> = kept.iter().map(|atom| vec![*atom]).collect();
        self.thin(&mut kept, &single);
        Some(kept)
    }

    /// Takes groups away as far as a contradiction stays.
    fn thin(&mut self, kept: &mut BTreeSet<Atom>, groups: &[Vec<Atom>]) {
        let here: BTreeSet<Atom> = groups.iter().flatten().copied().filter(|atom| kept.contains(atom)).collect();
        if here.is_empty() {
            return;
        }
        let rest = kept.difference(&here).copied().collect();
        if let Some(less) = self.contradiction(&rest) {
            *kept = less;
        } else if groups.len() > 1 {
            let (one, other) = groups.split_at(groups.len() / 2);
            self.thin(kept, one);
            self.thin(kept, other);
        }
    }

    /// Those of the facts that the proof of their contradiction needs; nothing where there is a point that satisfies them.
    fn contradiction(&mut self, kept: &BTreeSet<Atom>) -> Option<BTreeSet<Atom>> {
        let lp = self.elastic.keeping(&|atom| kept.contains(&atom));
        let optimum = (self.minimise)(&lp)?;
        if self.elastic.broken(&lp, &optimum.point).is_empty() {
            return None;
        }
        let duals = optimum.duals.first().filter(|_| self.by_duals && !lp.is_mixed_integer());
        Some(match duals {
            Some(duals) => needed(self.elastic, &lp, (kept, duals)),
            None => kept.clone(),
        })
    }
}

/// Facts without which the duals would prove nothing.
fn needed(elastic: &Elastic, lp: &Lp, (kept, duals): (&BTreeSet<Atom>, &[f64])) -> BTreeSet<Atom> {
    let dual = |row: usize| duals.get(row).copied().unwrap_or(0.0);
    let price = |column: usize| -> f64 { lp.column(column).map(|(row, value)| -dual(row) * value).sum() };
    let mut columns = vec![0; lp.entries()];
    for column in 0..lp.columns() {
        let range = lp.starts.get(column).zip(lp.starts.get(column + 1));
        let range = range.map_or(0..0, |(start, end)| *start..*end);
        columns.get_mut(range).into_iter().flatten().for_each(|at| *at = column);
    }
    // An input counts where the output would be free without what its recipe takes, or where goods have nowhere else to go.
    let takes = |entry: &usize| {
        let (row, value) = (lp.rows.get(*entry), lp.values.get(*entry));
        let cost = row.zip(value).map_or(0.0, |(row, value)| -dual(*row as usize) * value);
        let column = columns.get(*entry).copied().unwrap_or(0);
        let others: f64 = lp.column(column).map(|(row, value)| (dual(row) * value).max(0.0)).sum();
        let is_burden = row.is_some_and(|row| dual(*row as usize) < -DUST);
        is_burden || cost > DUST && others > DUST
    };
    let counts = |atom: &&Atom| {
        let Some(part) = elastic.part(**atom) else { return false };
        part.rows.iter().any(|row| dual(*row).abs() > DUST)
            || part.columns.iter().any(|column| price(*column) < -DUST)
            || part.entries.iter().any(takes)
    };
    let mut found: BTreeSet<Atom> = kept.iter().filter(counts).copied().collect();
    for (_, atoms) in elastic.opened().iter().filter(|(column, _)| price(*column) < -DUST) {
        found.extend(atoms.iter().filter(|atom| kept.contains(atom)));
    }
    found
}

impl Elastic {
    /// Row, and by how much it is broken: above 0 where it lacks something, below where it is too much.
    pub fn broken(&self, lp: &Lp, point: &[f64]) -> Vec<(usize, f64)> {
        let slacks = self.slacks.iter().zip(point.iter().skip(self.first_slack));
        let size = |row: usize| {
            let bounds = [lp.row_lower.get(row), lp.row_upper.get(row)].into_iter().flatten();
            bounds
                .filter(|bound| bound.is_finite())
                .fold(1.0, |most: f64, bound| most.max(bound.abs()))
        };
        let broken = slacks.filter(|((row, _), amount)| **amount > VIOLATION * size(*row));
        broken
            .map(|((row, under), amount)| (*row, if *under { *amount } else { -amount }))
            .collect()
    }
}
