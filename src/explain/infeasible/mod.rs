//! Why there is no plan: what is missing, which facts contradict each other, what would repair it.

mod cited;
mod elastic;
pub(crate) mod facts;
mod filter;
mod joint;
mod missing;
mod rank;
mod repairs;
mod settings;
mod trace;

pub use cited::Cited;
pub use missing::Missing;
pub use repairs::Repair;
pub use trace::{Trace, Unfit};

use super::{Case, Solve};
use crate::formulation::RowKey;
use crate::lp::Lp;
use elastic::{Atom, Elastic};
use filter::Filter;
use serde::Serialize;
use std::collections::BTreeSet;

/// Contradictions of different facts told at most.
const MOST: usize = 4;
/// Contradictions looked for at most, those of the same facts in other periods included.
const SOUGHT: usize = 60;

/// Why there is no plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Infeasible {
    /// Whether the whole numbers of the plan were left out of account: the contradiction stands without them.
    pub without_whole_numbers: bool,
    /// Least that would have to give way, where hard facts give way last.
    pub missing: Vec<Missing>,
    /// Facts that contradict each other.
    pub contradictions: Vec<Contradiction>,
    /// The way to each demand among their facts, as far as it goes.
    pub traces: Vec<Trace>,
    /// Whether there are contradictions beyond those.
    pub more: bool,
}

/// Facts that cannot hold together, though without any one of them the others could.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Contradiction {
    /// The facts.
    pub facts: Vec<Cited>,
    /// What would end it, each by itself, with the other contradictions ended by their first repair.
    pub repairs: Vec<Repair>,
    /// Whether another solver, given these facts alone, finds no point either; none where it gave no answer.
    pub confirmed: Option<bool>,
}

/// Explains a program without a point.
pub fn infeasible(case: &Case<'_>, hands: &dyn Solve) -> Infeasible {
    let Some((elastic, relaxed)) = contradictory(case, hands) else {
        return Infeasible::default();
    };
    let (found, more) = contradictions(&elastic, hands);
    let mut told = Infeasible {
        without_whole_numbers: relaxed && case.lp.is_mixed_integer(),
        missing: missing::missing(case, &elastic, hands),
        contradictions: Vec::new(),
        traces: trace::traces(&repairs::Scene {
            case,
            elastic: &elastic,
            hands,
            eased: &found.iter().flat_map(|atoms| asking(&elastic, atoms)).collect(),
        }),
        more,
    };
    for atoms in &found {
        let alone = elastic.alone(&|atom| atoms.contains(&atom));
        told.contradictions.push(Contradiction {
            facts: cited::cited(case, &elastic, atoms),
            repairs: Vec::new(),
            confirmed: hands.refutes(&alone),
        });
    }
    repairs::add(case, (&elastic, &found), hands, &mut told.contradictions);
    told
}

/// Whether a limit is given by the data, not by other choices.
pub(crate) fn is_given(row: &RowKey) -> bool {
    rank::row_rank(row) > 0
}

/// The elastic program of a case whose limits cannot all hold, and whether it is without whole numbers.
fn contradictory(case: &Case<'_>, hands: &dyn Solve) -> Option<(Elastic, bool)> {
    let relaxed = Elastic::of(case, true);
    let breaks = |elastic: &Elastic| {
        let optimum = hands.minimise(&elastic.lp);
        optimum.is_some_and(|optimum| !elastic.broken(&elastic.lp, &optimum.point).is_empty())
    };
    if breaks(&relaxed) {
        return Some((relaxed, true));
    }
    let whole = Elastic::of(case, false);
    (case.lp.is_mixed_integer() && breaks(&whole)).then_some((whole, false))
}

/// Contradictions, each found with what the earlier ones ask for taken away; those of the same facts in several periods as one. And whether
/// there are more.
fn contradictions(elastic: &Elastic, hands: &dyn Solve) -> (Vec<BTreeSet<Atom>>, bool) {
    let mut merged: Vec<BTreeSet<Atom>> = Vec::new();
    let mut more = false;
    hands.many(&elastic.lp, &mut |minimise| {
        let mut filter = Filter::new(elastic, minimise);
        let mut left: BTreeSet<Atom> = elastic.atoms().collect();
        for _ in 0..SOUGHT {
            let Some(atoms) = filter.irreducible(&left) else {
                return;
            };
            let asked: BTreeSet<Atom> = asking(elastic, &atoms).collect();
            more = !join(&mut filter, &mut merged, atoms);
            if more || asked.is_empty() {
                return;
            }
            left.retain(|atom| !asked.contains(atom));
        }
        more = true;
    });
    (merged, more)
}

/// Joins a contradiction to one of the same facts, as long as each of them is still needed; whether there was room for it.
fn join(filter: &mut Filter<'_, '_>, merged: &mut Vec<BTreeSet<Atom>>, atoms: BTreeSet<Atom>) -> bool {
    let facts = |atoms: &BTreeSet<Atom>| -> BTreeSet<usize> { atoms.iter().map(|(fact, _)| *fact).collect() };
    let of_these = facts(&atoms);
    for known in merged.iter_mut().filter(|known| facts(known) == of_these) {
        let both: BTreeSet<Atom> = known.union(&atoms).copied().collect();
        let mut without = of_these
            .iter()
            .map(|fact| both.iter().copied().filter(|atom| atom.0 != *fact).collect());
        if without.all(|rest: BTreeSet<Atom>| filter.holds(&rest)) {
            *known = both;
            return true;
        }
    }
    let room = merged.len() < MOST;
    merged.extend(room.then_some(atoms));
    room
}

/// Those of some facts that ask for something.
fn asking<'e>(elastic: &'e Elastic, atoms: &'e BTreeSet<Atom>) -> impl Iterator<Item = Atom> + 'e {
    atoms.iter().copied().filter(|atom| elastic.asks(*atom))
}

/// For tests of honesty: the program that keeps the cited facts of each contradiction alone, and those that keep all of them but one.
pub fn honest_programs(case: &Case<'_>, hands: &dyn Solve) -> Vec<(Lp, Vec<Lp>)> {
    let Some((elastic, _)) = contradictory(case, hands) else {
        return Vec::new();
    };
    let (found, _) = contradictions(&elastic, hands);
    let of = |atoms: &BTreeSet<Atom>| {
        let facts: BTreeSet<usize> = atoms.iter().map(|(fact, _)| *fact).collect();
        let without = facts
            .iter()
            .map(|fact| elastic.alone(&|atom| atoms.contains(&atom) && atom.0 != *fact));
        (elastic.alone(&|atom| atoms.contains(&atom)), without.collect())
    };
    found.iter().map(of).collect()
}
