//! What came of a solve.

use super::{Club, certificate};
use crate::explain::limit_words_in_period;
use crate::formulation::Model;
use crate::lp::Certificate;
use crate::network::Network;
use crate::plan::{Chain, DeclaredValue, Plan};
use crate::results::{Answer, Conflict, Document, Headline, Limit, Second, Solver, Verified};
use crate::solve::{Options, Outcome, Proof, SecondOpinion, SolveError, Status};
use crate::spec::{Override, Sources};
use crate::verify::Report;

/// A program and where it comes from.
#[derive(Debug)]
pub struct Posed {
    /// Name of the instance.
    pub instance: String,
    /// SHA-256 of each input file.
    pub hashes: Vec<(String, String)>,
    /// Values that policy, scenarios and settings replaced.
    pub overrides: Vec<Override>,
    /// Where every value was written, by path.
    pub sources: Sources,
    /// Remarks on sites in the files, such as where a figure comes from: site and remark.
    pub remarks: Vec<(String, String)>,
    /// Club and terms of the policy.
    pub club: Club,
    /// Supply chain.
    pub network: Network,
    /// Program.
    pub model: Model,
}

impl Posed {
    /// The options asked for, with the instance's gap where none was asked for.
    pub fn options(&self, asked: &Options) -> Options {
        Options {
            gap: asked.gap.or(self.network.gap),
            ..asked.clone()
        }
    }
}

/// A plan and the judge's word on it.
#[derive(Debug)]
pub struct Solved {
    /// The program.
    pub posed: Posed,
    /// What the solver gave.
    pub outcome: Outcome,
    /// Plan.
    pub plan: Plan,
    /// Supply chains.
    pub chains: Vec<Chain>,
    /// Declared customs values beside costs.
    pub customs_values: Vec<DeclaredValue>,
    /// The judge's report.
    pub report: Report,
    /// The limit of each price.
    pub limits: Vec<Option<Limit>>,
    /// What the numbers prove, recomputed without the solver.
    pub certificate: Certificate,
    /// What another solver found, or why it gave no answer.
    pub second: Option<Result<SecondOpinion, SolveError>>,
}

/// A program without a plan.
#[derive(Debug)]
pub struct Unsolved {
    /// The program.
    pub posed: Posed,
    /// What the solver gave.
    pub outcome: Outcome,
    /// What another solver found, or why it gave no answer.
    pub second: Option<Result<SecondOpinion, SolveError>>,
}

/// What came of a solve.
#[derive(Debug)]
pub enum Verdict {
    /// A plan.
    Solved(Box<Solved>),
    /// No plan.
    Unsolved(Box<Unsolved>),
}

impl Verdict {
    /// The program that it is of.
    pub fn posed(&self) -> &Posed {
        match self {
            Self::Solved(solved) => &solved.posed,
            Self::Unsolved(unsolved) => &unsolved.posed,
        }
    }
}

/// How a solve ended, in the words of the JSON document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// A proved and judged plan.
    Optimal,
    /// A judged plan when a limit was reached.
    Feasible,
    /// No plan can exist.
    Infeasible,
    /// The cost falls without end.
    Unbounded,
    /// A limit was reached before there was a plan.
    Limit,
    /// The judge, the certificate or another solver refused the plan.
    Unverified,
}

impl Ending {
    /// Name in the JSON document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Optimal => "optimal",
            Self::Feasible => "feasible",
            Self::Infeasible => "infeasible",
            Self::Unbounded => "unbounded",
            Self::Limit => "limit",
            Self::Unverified => "unverified",
        }
    }
}

impl Posed {
    fn document(&self, ending: Ending, outcome: &Outcome) -> Document {
        Document {
            schema: 1,
            instance: self.instance.clone(),
            policy: self.network.policy.clone(),
            scenario: self.network.scenarios.clone(),
            status: ending.name(),
            headline: Headline::default(),
            verified: None,
            second_opinion: None,
            conflicts: Vec::new(),
            solver: self.solver(outcome),
        }
    }

    fn solver(&self, outcome: &Outcome) -> Solver {
        let work = &outcome.work;
        let (name, version) = work.solver.rsplit_once(' ').unwrap_or((&work.solver, ""));
        Solver {
            name: name.into(),
            version: version.into(),
            method: work.method.clone(),
            proof: match outcome.proof {
                Proof::Weighted => "weighted",
                Proof::LevelByLevel => "level by level",
                Proof::None => "none",
            },
            seconds: work.seconds,
            iterations: work.iterations,
            rows: self.model.lp.height(),
            columns: self.model.lp.columns(),
        }
    }
}

impl Solved {
    /// How the solve ended.
    pub fn ending(&self) -> Ending {
        match self.outcome.status {
            _ if !self.report.ok || !self.is_certified() || is_contradicted(&self.second) => Ending::Unverified,
            Status::Optimal => Ending::Optimal,
            _ => Ending::Feasible,
        }
    }

    fn is_certified(&self) -> bool {
        certificate::stands(&self.certificate, self.outcome.status)
    }

    /// The level of a mixed-integer plan that is furthest from the bound that the solver claims, and how far; none where all are at theirs.
    pub fn open(&self) -> Option<(String, f64)> {
        let shown = certificate::shown(&self.certificate, &self.posed, &self.outcome);
        shown.open().map(|(level, gap)| (level.to_owned(), gap))
    }

    /// What results are made from.
    pub fn answer(&self) -> Answer<'_> {
        Answer {
            network: &self.posed.network,
            plan: &self.plan,
            report: &self.report,
            chains: &self.chains,
            customs_values: &self.customs_values,
            limits: &self.limits,
        }
    }

    /// The JSON document.
    pub fn document(&self) -> Document {
        let answer = self.answer();
        let document = self.posed.document(self.ending(), &self.outcome);
        let certificate = certificate::shown(&self.certificate, &self.posed, &self.outcome);
        Document {
            headline: Headline::of(&answer),
            verified: Some(Verified::of(&answer, certificate)),
            second_opinion: second(&self.second, self.posed.network.cost_level()),
            ..document
        }
    }
}

impl Unsolved {
    /// How the solve ended.
    pub fn ending(&self) -> Ending {
        match self.outcome.status {
            _ if is_contradicted(&self.second) => Ending::Unverified,
            status => ending(status),
        }
    }

    /// Limits that cannot hold together, with the least amounts by which they had to be broken.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let network = &self.posed.network;
        let conflict = |&(row, violation): &(usize, f64)| {
            let key = self.posed.model.rows.get(row)?;
            Some(Conflict {
                family: key.family(),
                limit: limit_words_in_period(network, key),
                violation,
            })
        };
        self.outcome.violations.iter().filter_map(conflict).collect()
    }

    /// The JSON document.
    pub fn document(&self) -> Document {
        Document {
            conflicts: self.conflicts(),
            second_opinion: second(&self.second, self.posed.network.cost_level()),
            ..self.posed.document(self.ending(), &self.outcome)
        }
    }
}

fn is_contradicted(second: &Option<Result<SecondOpinion, SolveError>>) -> bool {
    matches!(second, Some(Ok(second)) if !second.agrees)
}

/// What another solver said, for the JSON document. Without an answer to the cost it has not agreed.
fn second(second: &Option<Result<SecondOpinion, SolveError>>, cost: usize) -> Option<Second> {
    let compared = |second: &SecondOpinion| !second.agrees || second.missing.is_none() || second.levels.len() > cost;
    second.as_ref().map(|second| match second {
        Ok(second) => Second {
            solver: second.solver.into(),
            verdict: Some(ending(second.verdict).name()),
            agrees: compared(second).then_some(second.agrees),
            levels: second.levels.clone(),
            refused: second.missing.clone(),
        },
        Err(error) => Second {
            solver: error.call.into(),
            verdict: None,
            agrees: None,
            levels: Vec::new(),
            refused: Some(error.message.clone()),
        },
    })
}

fn ending(status: Status) -> Ending {
    match status {
        Status::Optimal => Ending::Optimal,
        Status::Infeasible => Ending::Infeasible,
        Status::Unbounded => Ending::Unbounded,
        Status::TimeLimit | Status::IterationLimit => Ending::Limit,
    }
}
