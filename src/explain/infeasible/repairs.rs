//! The smallest repairs, each verified by a solve.

use super::elastic::{Atom, Elastic, column};
use super::facts::{Fact, What};
use super::settings::{Remedy, opened, relieved, unit, without_rule};
use super::{Contradiction, asking};
use crate::explain::units::is_count;
use crate::explain::{Case, Solve, Tried};
use crate::formulation::RowKey;
use crate::lp::{Level, Lp};
use crate::network::{MeasureId, Network};
use serde::Serialize;
use std::collections::BTreeSet;

/// A change after which there is a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Repair {
    /// In a sentence.
    pub says: String,
    /// By how much a limit moves, in its own unit (mostly tonnes, or tonnes a year); none where a fact goes as a whole.
    pub by: Option<f64>,
    /// The change as settings of the input; none where no single value of it would do.
    pub settings: Vec<String>,
    /// What was solved anew: `instance` with these settings, or the `program` with the limit moved.
    pub verified_by: String,
}

/// A contradiction with the others eased.
pub(super) struct Scene<'s> {
    /// Case.
    pub case: &'s Case<'s>,
    /// Elastic program.
    pub elastic: &'s Elastic,
    /// Who solves.
    pub hands: &'s dyn Solve,
    /// Facts of other contradictions that ask for something.
    pub eased: &'s BTreeSet<Atom>,
}

/// A repair and the program that has it.
struct Proposal {
    remedy: Remedy,
    /// None where only the instance itself can say.
    program: Option<Lp>,
}

/// Adds verified repairs to contradictions.
pub(super) fn add(
    case: &Case<'_>,
    (elastic, found): (&Elastic, &[BTreeSet<Atom>]),
    hands: &dyn Solve,
    told: &mut [Contradiction],
) {
    let mut proposals: Vec<Vec<Proposal>> = Vec::new();
    for (k, atoms) in found.iter().enumerate() {
        let others = found.iter().enumerate().filter(|(other, _)| *other != k);
        let eased: BTreeSet<Atom> = others.flat_map(|(_, atoms)| asking(elastic, atoms)).collect();
        let scene = Scene {
            case,
            elastic,
            hands,
            eased: &eased,
        };
        proposals.push(scene.proposals(atoms));
    }
    for (k, contradiction) in told.iter_mut().enumerate() {
        let others = proposals.iter().enumerate().filter(|(other, _)| *other != k);
        let beside: Option<Vec<&[String]>> = others.map(|(_, proposals)| first_settings(proposals)).collect();
        for proposal in proposals.get(k).into_iter().flatten() {
            contradiction.repairs.extend(verified(hands, proposal, beside.as_deref()));
        }
    }
}

/// The settings of the first proposal that has some.
fn first_settings(proposals: &[Proposal]) -> Option<&[String]> {
    let settings = proposals.iter().map(|proposal| proposal.remedy.settings.as_slice());
    settings.into_iter().find(|settings| !settings.is_empty())
}

/// A proposal after which there is a plan; `beside` are settings that end the other contradictions, where there are such.
fn verified(hands: &dyn Solve, proposal: &Proposal, beside: Option<&[&[String]]>) -> Option<Repair> {
    let Remedy { says, by, settings } = proposal.remedy.clone();
    let tried = match beside {
        Some(beside) if !settings.is_empty() => {
            let others = beside.iter().flat_map(|settings| settings.iter());
            hands.with(&others.chain(&settings).cloned().collect::<Vec<_>>())
        }
        _ => Tried::Refused,
    };
    let (by_instance, settings) = match tried {
        Tried::Plan => (true, settings),
        Tried::NoPlan => return None,
        Tried::Refused => (false, Vec::new()),
    };
    let by_program = || {
        proposal
            .program
            .as_ref()
            .is_some_and(|program| hands.minimise(program).is_some())
    };
    (by_instance || by_program()).then(|| Repair {
        says,
        by,
        settings,
        verified_by: if by_instance { "instance" } else { "program" }.into(),
    })
}

impl Scene<'_> {
    /// The program that keeps some parts, with the whole numbers of the case: a repair is one only where it helps these too.
    pub fn program(&self, kept: &dyn Fn(Atom) -> bool) -> Lp {
        let mut lp = self.elastic.rigid(self.elastic.keeping(kept));
        for (whole, asked) in lp.integer.iter_mut().zip(&self.case.lp.integer) {
            *whole = *asked;
        }
        lp
    }

    /// What would end a contradiction, each by itself.
    fn proposals(&self, atoms: &BTreeSet<Atom>) -> Vec<Proposal> {
        let facts: BTreeSet<usize> = atoms.iter().map(|(fact, _)| *fact).collect();
        let dates = facts.iter().filter_map(|fact| {
            let parts = atoms
                .iter()
                .filter(|atom| atom.0 == *fact)
                .filter_map(|atom| self.elastic.part(*atom));
            let remedy = opened(self.case, self.elastic, &parts.collect::<Vec<_>>())?;
            Some(Proposal { remedy, program: None })
        });
        facts.iter().filter_map(|fact| self.proposal(*fact)).chain(dates).collect()
    }

    fn proposal(&self, position: usize) -> Option<Proposal> {
        let fact = self.elastic.facts.get(position)?;
        let network = self.case.network;
        let remedy = match fact.what {
            What::Limit(row) => return self.relief(fact, &row),
            What::Requires(demand, rule) => without_rule(network, demand, rule),
            What::Ban(measure) => Remedy {
                says: format!("Let {} no longer apply", measure_name(network, MeasureId::new(measure))),
                ..Remedy::default()
            },
            What::Recipe(..) | What::Given(..) => return None,
        };
        let kept = |atom: Atom| atom.0 != position && !self.eased.contains(&atom);
        Some(Proposal {
            remedy,
            program: Some(self.program(&kept)),
        })
    }

    /// The least by which a limit must move; none where it cannot help by itself, or where moving it has no meaning.
    fn relief(&self, fact: &Fact, row: &RowKey) -> Option<Proposal> {
        let fixed = |row: &usize| self.elastic.lp.row_lower.get(*row) == self.elastic.lp.row_upper.get(*row);
        let rows: Vec<usize> = fact.parts.iter().flat_map(|part| part.rows.iter().copied()).collect();
        if super::rank::row_rank(row) == 0 || rows.iter().any(fixed) {
            return None;
        }
        let mut lp = self.program(&|atom| !self.eased.contains(&atom));
        let entries = rows.iter().filter_map(|row| Some((*row, self.entry(*row)?))).collect();
        let relief = column(&mut lp, entries, f64::INFINITY);
        if let Some(whole) = lp.integer.get_mut(relief) {
            *whole = is_count(row.family());
        }
        lp.levels = vec![only(lp.columns(), relief)];
        let least = self.hands.minimise(&lp)?.levels.first().copied()?;
        if let Some(lower) = lp.column_lower.get_mut(relief) {
            *lower = least;
        }
        Some(Proposal {
            remedy: relieved(self.case, self.elastic, (fact, row), least),
            program: Some(lp),
        })
    }

    /// Entry of the column of relief in a row: it lowers what is asked for, or raises what is allowed.
    fn entry(&self, row: usize) -> Option<f64> {
        let (key, lp) = (self.case.rows.get(row)?, &self.elastic.lp);
        let (lower, upper) = (*lp.row_lower.get(row)?, *lp.row_upper.get(row)?);
        Some(if lower.is_finite() {
            unit(self.case.network, key, lower)
        } else {
            -unit(self.case.network, key, upper)
        })
    }
}

fn only(columns: usize, column: usize) -> Level {
    Level {
        name: "relief".into(),
        coefficients: (0..columns).map(|j| if j == column { 1.0 } else { 0.0 }).collect(),
        offset: 0.0,
    }
}

fn measure_name(network: &Network, measure: MeasureId) -> &str {
    network
        .measures
        .get(measure.index())
        .map_or("?", |measure| measure.name.as_str())
}
