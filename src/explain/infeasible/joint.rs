//! Changes that help only together, the smallest sets first, each verified by a solve.
//!
//! Where there is no plan however much one fact gives way, another contradiction stands without that fact, and what repairs it must change
//! one of its facts too. These are tried beside the first, breadth first, so no set is told that holds a smaller one that would do.

use super::elastic::Atom;
use super::filter::Filter;
use super::repairs::{Proposal, Scene};
use super::settings::Remedy;
use crate::lp::Level;
use std::collections::{BTreeSet, VecDeque};

/// Facts that change together at most.
const MOST: usize = 3;
/// Sets told of one contradiction.
const TOLD: usize = 3;
/// Sets tried, and further contradictions sought, of one contradiction.
const TRIED: usize = 12;
/// Part of a limit below which a move of it is what rounding left.
const ROUNDING: f64 = 1e-9;

type Set = BTreeSet<usize>;

/// Sets of facts that end a contradiction together, of which one at least is of the `first`; without those that do `alone`.
pub(super) fn proposals(scene: &Scene<'_>, first: &Set, alone: &Set) -> Vec<Proposal> {
    let mut search = Search {
        scene,
        alone,
        tried: 0,
        found: Vec::new(),
        queue: first.iter().map(|fact| Set::from([*fact])).collect(),
    };
    scene.hands.many(&scene.elastic.lp, &mut |minimise| {
        search.run(&mut Filter::new(scene.elastic, minimise));
    });
    search.found.into_iter().map(|(_, proposal)| proposal).collect()
}

struct Search<'s> {
    scene: &'s Scene<'s>,
    alone: &'s Set,
    tried: usize,
    found: Vec<(Set, Proposal)>,
    queue: VecDeque<Set>,
}

impl Search<'_> {
    fn run(&mut self, filter: &mut Filter<'_, '_>) {
        let mut seen: BTreeSet<Set> = BTreeSet::new();
        while let Some(set) = self.queue.pop_front() {
            if self.tried >= TRIED || self.found.len() >= TOLD {
                return;
            }
            let holds_smaller = self.found.iter().any(|(known, _)| known.is_subset(&set));
            if holds_smaller || self.helps(&set) || set.len() == MOST {
                continue;
            }
            self.tried += 1;
            for fact in self.others(filter, &set) {
                let more: Set = set.iter().copied().chain([fact]).collect();
                if seen.insert(more.clone()) {
                    self.queue.push_back(more);
                }
            }
        }
    }

    /// Whether a set of two or more ends the contradiction, and no part of it does; it is noted.
    fn helps(&mut self, set: &Set) -> bool {
        if set.len() < 2 {
            return false;
        }
        self.tried += 1;
        let Some(proposal) = together(self.scene, set) else {
            return false;
        };
        let without = |fact: &usize| -> Set { set.iter().copied().filter(|other| other != fact).collect() };
        let mut parts = set.iter().map(without);
        if parts.all(|part| together(self.scene, &part).is_none()) {
            self.found.push((set.clone(), proposal));
        }
        true
    }

    /// Facts of a contradiction that stands without a set, of those that may change and do not help alone.
    fn others(&self, filter: &mut Filter<'_, '_>, set: &Set) -> Set {
        let gone = |atom: &Atom| set.contains(&atom.0) || self.scene.eased.contains(atom);
        let left = self.scene.elastic.atoms().filter(|atom| !gone(atom)).collect();
        let facts = filter.irreducible(&left).into_iter().flatten().map(|atom| atom.0);
        facts
            .filter(|fact| self.scene.may_change(*fact) && !self.alone.contains(fact))
            .collect()
    }
}

/// Facts changed together by as little as can be, each in proportion to what it is; none where there is no plan even so.
fn together(scene: &Scene<'_>, facts: &Set) -> Option<Proposal> {
    let goes = |atom: &Atom| facts.contains(&atom.0) && scene.movable(atom.0).is_none();
    let mut lp = scene.program(&|atom| !goes(&atom) && !scene.eased.contains(&atom));
    let mut moved = Vec::new();
    for fact in facts {
        if let Some((row, rows)) = scene.movable(*fact) {
            let column = scene.relieve(&mut lp, (&row, &rows));
            moved.push((*fact, column, scene.size(&rows)));
        }
    }
    let mut coefficients = vec![0.0; lp.columns()];
    for (_, column, size) in &moved {
        coefficients.get_mut(*column).into_iter().for_each(|cost| *cost = 1.0 / size);
    }
    lp.levels = vec![Level {
        name: "relief".into(),
        coefficients,
        offset: 0.0,
    }];
    let optimum = scene.hands.minimise(&lp)?;
    let mut remedies = Vec::new();
    for fact in facts {
        remedies.push(match moved.iter().find(|(of, ..)| of == fact) {
            Some((_, column, size)) => {
                let least = optimum.point.get(*column).copied().filter(|least| *least > ROUNDING * size)?;
                lp.column_lower.get_mut(*column).into_iter().for_each(|lower| *lower = least);
                scene.relieved(*fact, (least, &optimum.point))?
            }
            None => scene.removed(*fact)?,
        });
    }
    Some(Proposal {
        remedy: Remedy::all(&remedies),
        facts: facts.clone(),
        program: Some(lp),
    })
}
