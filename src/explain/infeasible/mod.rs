//! Why there is no plan: what is missing, which facts contradict each other, what would repair it.

mod cited;
mod elastic;
pub(crate) mod facts;
mod filter;
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

/// Contradictions looked for at most.
const MOST: usize = 4;

/// Why there is no plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Infeasible {
    /// Whether the whole numbers of the plan were left out of account: the contradiction stands without them.
    pub without_whole_numbers: bool,
    /// Least that would have to give way, where hard facts give way last.
    pub missing: Vec<Missing>,
    /// Facts that contradict each other.
    pub contradictions: Vec<Contradiction>,
    /// Whether there are contradictions beyond those.
    pub more: bool,
}

/// Facts that cannot hold together, though without any one of them the others could.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Contradiction {
    /// The facts.
    pub facts: Vec<Cited>,
    /// The way to each demand among them, as far as it goes.
    pub traces: Vec<Trace>,
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
        more,
    };
    for (k, atoms) in found.iter().enumerate() {
        let others = found.iter().enumerate().filter(|(other, _)| *other != k);
        let others: BTreeSet<Atom> = others.flat_map(|(_, atoms)| asking(&elastic, atoms)).collect();
        let scene = repairs::Scene {
            case,
            elastic: &elastic,
            hands,
            eased: &others,
        };
        let alone = elastic.rigid(elastic.keeping(&|atom| atoms.contains(&atom)));
        told.contradictions.push(Contradiction {
            facts: cited::cited(case, &elastic, atoms),
            traces: trace::traces(&scene, atoms),
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

/// Contradictions, each found with what the earlier ones ask for taken away, and whether there are more.
fn contradictions(elastic: &Elastic, hands: &dyn Solve) -> (Vec<BTreeSet<Atom>>, bool) {
    let mut found = Vec::new();
    let mut more = false;
    hands.many(&elastic.lp, &mut |minimise| {
        let mut left: BTreeSet<Atom> = elastic.atoms().collect();
        while let Some(atoms) = Filter::new(elastic, minimise).irreducible(&left) {
            more = found.len() == MOST;
            let asked: BTreeSet<Atom> = asking(elastic, &atoms).collect();
            if more || asked.is_empty() {
                found.extend((!more).then_some(atoms));
                break;
            }
            left.retain(|atom| !asked.contains(atom));
            found.push(atoms);
        }
    });
    (found, more)
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
        let keeping = |kept: &dyn Fn(Atom) -> bool| elastic.rigid(elastic.keeping(kept));
        let facts: BTreeSet<usize> = atoms.iter().map(|(fact, _)| *fact).collect();
        let without = facts
            .iter()
            .map(|fact| keeping(&|atom| atoms.contains(&atom) && atom.0 != *fact));
        (keeping(&|atom| atoms.contains(&atom)), without.collect())
    };
    found.iter().map(of).collect()
}
