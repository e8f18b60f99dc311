//! One plan, from files to a judged answer.

use super::verdict::{Posed, Solved, Unsolved, Verdict};
use super::{Failure, Instance, limits, unreachable};
use crate::solve::{Options, Second, Status};
use crate::spec::Selection;
use crate::{formulation, lp, network, origin, plan as answer, solve, spec, verify};

/// What to plan and how.
#[derive(Clone, Debug)]
pub struct Job {
    /// Policy, scenarios, settings.
    pub selection: Selection,
    /// How to solve.
    pub options: Options,
    /// Another solver that must come to the same values.
    pub second: Option<Second>,
}

/// Where a plan is in the making.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Files are read.
    Reading,
    /// The input is checked and the program built.
    Building,
    /// The program is solved.
    Solving {
        /// Rows.
        rows: usize,
        /// Columns.
        columns: usize,
    },
    /// The plan is judged.
    Judging,
}

/// Plans once: reads, builds, labels, formulates, solves, extracts and judges.
///
/// # Errors
/// When the input is wrong or the solver fails. That there is no plan is a verdict, not an error.
pub fn plan(instance: &Instance, job: &Job, progress: &dyn Fn(Step)) -> Result<Verdict, Failure> {
    progress(Step::Reading);
    let posed = pose(instance, &job.selection, progress)?;
    progress(Step::Solving {
        rows: posed.model.lp.height(),
        columns: posed.model.lp.columns(),
    });
    let outcome = solve::solve(&posed.model.lp, &job.options).map_err(Failure::Solver)?;
    progress(Step::Judging);
    let second = job
        .second
        .map(|second| solve::second_opinion(&posed.model.lp, second, (outcome.status, &outcome.levels)));
    if outcome.point.is_none() || matches!(outcome.status, Status::Infeasible | Status::Unbounded) {
        return Ok(Verdict::Unsolved(Box::new(Unsolved { posed, outcome, second })));
    }
    let plan = answer::extract(&posed.network, (&posed.model.columns, &posed.model.rows), &outcome);
    let chains = answer::chains(&posed.network, &plan);
    let customs_values = answer::declared_values(&posed.network, &plan);
    let report = verify::verify(&posed.network, &plan);
    let limits = limits::of_prices(&posed.network, &plan);
    let point = outcome.point.as_deref().unwrap_or_default();
    let certificate = lp::certify(&posed.model.lp, point, outcome.duals.as_deref());
    Ok(Verdict::Solved(Box::new(Solved {
        posed,
        outcome,
        plan,
        chains,
        customs_values,
        report,
        limits,
        certificate,
        second,
    })))
}

/// The program of an instance, ready to be solved.
pub(super) fn pose(instance: &Instance, selection: &Selection, progress: &dyn Fn(Step)) -> Result<Posed, Failure> {
    let spec = spec::load(&instance.folder, selection)?;
    progress(Step::Building);
    let mut network = network::build(&spec).map_err(Failure::Input)?;
    let model = formulation::formulate(&origin::label(&network));
    let unreachable = unreachable::notes(&network, &model);
    network.notes.extend(unreachable);
    Ok(Posed {
        instance: instance.name.clone(),
        hashes: spec.hashes,
        overrides: spec.overrides,
        network,
        model,
    })
}
