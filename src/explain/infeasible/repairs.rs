//! The smallest repairs, each verified by a solve.

use super::elastic::{Atom, Elastic, column};
use super::facts::What;
use super::settings::{Remedy, opened, relieved, unit, without_rule};
use super::{Contradiction, asking, joint};
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
    /// How many facts it changes at once: where there are several, none of them helps without the others.
    pub changes: usize,
    /// By how much a limit moves, in its own unit (mostly tonnes, or tonnes a year); none where a fact goes as a whole, or several change.
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
pub(super) struct Proposal {
    /// What changes.
    pub remedy: Remedy,
    /// Facts that change.
    pub facts: BTreeSet<usize>,
    /// None where only the instance itself can say.
    pub program: Option<Lp>,
}

/// Adds verified repairs to contradictions.
pub(super) fn add(
    case: &Case<'_>,
    (elastic, found): (&Elastic, &[BTreeSet<Atom>]),
    hands: &dyn Solve,
    told: &mut [Contradiction],
) {
    let others = |k: usize| found.iter().enumerate().filter(move |(other, _)| *other != k);
    let eased: Vec<BTreeSet<Atom>> = (0..found.len())
        .map(|k| others(k).flat_map(|(_, atoms)| asking(elastic, atoms)).collect())
        .collect();
    let scene = |eased| Scene {
        case,
        elastic,
        hands,
        eased,
    };
    let both = || found.iter().zip(&eased);
    let proposals: Vec<Vec<Proposal>> = both().map(|(atoms, eased)| scene(eased).proposals(atoms)).collect();
    for (k, ((atoms, eased), contradiction)) in both().zip(told).enumerate() {
        let others = proposals.iter().enumerate().filter(|(other, _)| *other != k);
        let beside: Option<Vec<&[String]>> = others.map(|(_, proposals)| first_settings(proposals)).collect();
        let beside = beside.as_deref();
        let mut alone = BTreeSet::new();
        for proposal in proposals.get(k).into_iter().flatten() {
            if let Some(repair) = verified(hands, proposal, beside) {
                alone.extend(&proposal.facts);
                contradiction.repairs.push(repair);
            }
        }
        let scene = scene(eased);
        let facts = atoms.iter().map(|(fact, _)| *fact);
        let first = facts
            .filter(|fact| scene.may_change(*fact) && !alone.contains(fact))
            .collect();
        let joint = joint::proposals(&scene, &first, &alone);
        contradiction
            .repairs
            .extend(joint.iter().filter_map(|proposal| verified(hands, proposal, beside)));
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
        changes: proposal.facts.len(),
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
            Some(Proposal {
                remedy,
                facts: BTreeSet::from([*fact]),
                program: None,
            })
        });
        facts.iter().filter_map(|fact| self.proposal(*fact)).chain(dates).collect()
    }

    fn proposal(&self, position: usize) -> Option<Proposal> {
        if let Some((row, rows)) = self.movable(position) {
            return self.relief(position, (&row, &rows));
        }
        let kept = |atom: Atom| atom.0 != position && !self.eased.contains(&atom);
        Some(Proposal {
            remedy: self.removed(position)?,
            facts: BTreeSet::from([position]),
            program: Some(self.program(&kept)),
        })
    }

    /// Whether a fact could be another, or go.
    pub fn may_change(&self, position: usize) -> bool {
        self.movable(position).is_some() || self.removed(position).is_some()
    }

    /// A fact that goes as a whole; none where it is a limit, or cannot go.
    pub fn removed(&self, position: usize) -> Option<Remedy> {
        let network = self.case.network;
        match self.elastic.facts.get(position)?.what {
            What::Requires(demand, rule) => Some(without_rule(network, demand, rule)),
            What::Ban(measure) => Some(Remedy {
                says: format!("Let {} no longer apply", measure_name(network, MeasureId::new(measure))),
                ..Remedy::default()
            }),
            What::Limit(_) | What::Recipe(..) | What::Given(..) => None,
        }
    }

    /// A limit that may move, with its rows; none where moving it has no meaning.
    pub fn movable(&self, position: usize) -> Option<(RowKey, Vec<usize>)> {
        let fact = self.elastic.facts.get(position)?;
        let What::Limit(row) = fact.what else { return None };
        let fixed = |row: &usize| self.elastic.lp.row_lower.get(*row) == self.elastic.lp.row_upper.get(*row);
        let rows: Vec<usize> = fact.parts.iter().flat_map(|part| part.rows.iter().copied()).collect();
        (super::rank::row_rank(&row) > 0 && !rows.iter().any(fixed)).then_some((row, rows))
    }

    /// A limit moved by so many units of relief, as at a point.
    pub fn relieved(&self, position: usize, least: (f64, &[f64])) -> Option<Remedy> {
        let fact = self.elastic.facts.get(position)?;
        let (row, _) = self.movable(position)?;
        Some(relieved((self.case, self.hands), self.elastic, (fact, &row), least))
    }

    /// Units of relief that would take a limit away, or double it, where that is most; 1 where it is zero.
    pub fn size(&self, rows: &[usize]) -> f64 {
        let of = |row: &usize| {
            let (lower, upper) = (*self.elastic.lp.row_lower.get(*row)?, *self.elastic.lp.row_upper.get(*row)?);
            let bound = if lower.is_finite() { lower } else { upper };
            Some((bound / self.entry(*row)?).abs()).filter(|size| size.is_finite())
        };
        let most = rows.iter().filter_map(of).fold(0.0, f64::max);
        if most > 0.0 { most } else { 1.0 }
    }

    /// Adds the column of relief of a limit.
    pub fn relieve(&self, lp: &mut Lp, (key, rows): (&RowKey, &[usize])) -> usize {
        let entries = rows.iter().filter_map(|row| Some((*row, self.entry(*row)?))).collect();
        let relief = column(lp, entries, f64::INFINITY);
        if let Some(whole) = lp.integer.get_mut(relief) {
            *whole = is_count(key.family());
        }
        relief
    }

    /// The least by which a limit must move; none where it cannot help by itself.
    fn relief(&self, position: usize, (row, rows): (&RowKey, &[usize])) -> Option<Proposal> {
        let mut lp = self.program(&|atom| !self.eased.contains(&atom));
        let relief = self.relieve(&mut lp, (row, rows));
        lp.levels = vec![only(lp.columns(), relief)];
        let optimum = self.hands.minimise(&lp)?;
        let least = optimum.levels.first().copied()?;
        if let Some(lower) = lp.column_lower.get_mut(relief) {
            *lower = least;
        }
        Some(Proposal {
            remedy: self.relieved(position, (least, &optimum.point))?,
            facts: BTreeSet::from([position]),
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
