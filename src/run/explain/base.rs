//! The plan that explanations start from.

use super::super::batch::posed;
use super::super::warm::{self, certified};
use super::super::{Ending, Failure, Instance, certificate, pipeline};
use crate::formulation::Model;
use crate::network::Network;
use crate::plan::{self as answer, Plan};
use crate::solve::{self, Options, Outcome, Seed, Status};
use crate::spec::{Prepared, Selection};
use crate::verify;

/// A plan, its program, and the basis that other programs may start from.
pub(in crate::run) struct Base {
    /// The files, to be read with other numbers.
    pub prepared: Prepared,
    /// Supply chain.
    pub network: Network,
    /// Its program.
    pub model: Model,
    /// What the solver gave.
    pub outcome: Outcome,
    /// Plan.
    pub plan: Plan,
    /// How to solve, with the gap of the instance where none was asked for.
    pub options: Options,
    /// What others start from; nothing where the plan is not proved optimal.
    pub seed: Option<Seed>,
}

impl Base {
    /// Plans once and judges; how the solve ended where there is no plan that stands.
    pub fn of(instance: &Instance, selection: &Selection, asked: &Options) -> Result<Result<Self, Ending>, Failure> {
        let prepared = Prepared::read(&instance.folder, selection)?;
        let (network, model) = posed(&prepared, &[], "").map_err(Failure::Input)?;
        let options = Options {
            gap: asked.gap.or(network.gap),
            ..asked.clone()
        };
        let (mut outcome, seed) = solve::seed(&model.lp, &options).map_err(Failure::Solver)?;
        let mut proof = certified(&model.lp, &outcome);
        if outcome.status == Status::Optimal && !certificate::stands(&proof, outcome.status) {
            (outcome, proof) = pipeline::solved(&model.lp, &options).map_err(Failure::Solver)?;
        }
        let ended = match outcome.status {
            Status::Infeasible => Some(Ending::Infeasible),
            Status::Unbounded => Some(Ending::Unbounded),
            _ if outcome.point.is_none() => Some(Ending::Limit),
            status if !certificate::stands(&proof, status) => Some(Ending::Unverified),
            _ => None,
        };
        if let Some(ended) = ended {
            return Ok(Err(ended));
        }
        let plan = answer::extract(&network, (&model.columns, &model.rows), &outcome);
        if !verify::verify(&network, &plan).ok {
            return Ok(Err(Ending::Unverified));
        }
        Ok(Ok(Self {
            prepared,
            network,
            model,
            outcome,
            plan,
            options,
            seed,
        }))
    }

    /// Value of each column.
    pub fn point(&self) -> &[f64] {
        self.outcome.point.as_deref().unwrap_or_default()
    }
}

/// The plan of an answer.
pub(super) fn plan_of((network, model): (&Network, &Model), warm: &warm::Warm) -> Plan {
    answer::extract(network, (&model.columns, &model.rows), &warm.outcome)
}
