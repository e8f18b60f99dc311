//! One plan, from files to a judged answer.

use super::verdict::{Posed, Solved, Unsolved, Verdict};
use super::{Club, Failure, Instance, certificate, limits};
use crate::explain::cut_off_notes;
use crate::lp::{Certificate, Lp};
use crate::solve::{Method, Options, Outcome, Second, SecondOpinion, SolveError, Status};
use crate::spec::{Behaviour, Policy, Selection};
use crate::{formulation, network, origin, plan as answer, solve, spec, verify};

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
    /// Many plans are made.
    Comparing {
        /// Plans made.
        done: usize,
        /// Plans to make.
        of: usize,
    },
    /// Draws are planned.
    Drawing {
        /// Draws planned, by earlier runs too.
        done: usize,
        /// Draws to plan.
        of: usize,
        /// Draws that earlier runs planned.
        before: usize,
        /// Draws that started hot, in this run.
        hot: usize,
        /// Draws without a plan, in this run.
        failed: usize,
    },
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
    let (outcome, certificate) = solved(&posed.model.lp, &posed.options(&job.options)).map_err(Failure::Solver)?;
    progress(Step::Judging);
    let second = job
        .second
        .map(|second| asked(&posed.model.lp, (second, job.options.time_limit), (&outcome, &certificate)));
    if outcome.point.is_none() || matches!(outcome.status, Status::Infeasible | Status::Unbounded) {
        return Ok(Verdict::Unsolved(Box::new(Unsolved { posed, outcome, second })));
    }
    let plan = answer::extract(&posed.network, (&posed.model.columns, &posed.model.rows), &outcome);
    let chains = answer::chains(&posed.network, &plan);
    let customs_values = answer::declared_values(&posed.network, &plan);
    let report = verify::verify(&posed.network, &plan);
    let limits = limits::of_prices(&posed.network, &plan);
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

/// What another solver says of an outcome; nothing where the first has not closed its gap, as both may then be right.
fn asked(
    lp: &Lp,
    (second, limit): (Second, Option<f64>),
    (outcome, certificate): (&Outcome, &Certificate),
) -> Result<SecondOpinion, SolveError> {
    if certificate::closed(certificate, outcome) {
        return solve::second_opinion(lp, (second, limit), (outcome.status, &outcome.levels));
    }
    Err(SolveError {
        call: second.name(),
        message: "the first answer is proved within its gap only".into(),
    })
}

/// An outcome and its certificate. Where the method is free and the certificate refuses what is called optimal, another method has a
/// try: a basis may be right and its point not exact enough for the late levels.
pub(super) fn solved(lp: &Lp, options: &Options) -> Result<(Outcome, Certificate), SolveError> {
    let first = certified(lp, options)?;
    let refused = first.0.status == Status::Optimal && !certificate::stands(&first.1, first.0.status);
    if !refused || options.method != Method::Auto {
        return Ok(first);
    }
    let other = match options.method.resolve(lp.columns()) {
        Method::Simplex => Method::Ipm,
        _ => Method::Simplex,
    };
    let left = options.time_limit.map(|limit| (limit - first.0.work.seconds).max(0.0));
    let options = Options {
        method: other,
        time_limit: left,
        ..options.clone()
    };
    let second = certified(lp, &options)?;
    let stands = second.0.status == Status::Optimal && certificate::stands(&second.1, second.0.status);
    Ok(if stands { second } else { first })
}

fn certified(lp: &Lp, options: &Options) -> Result<(Outcome, Certificate), SolveError> {
    let outcome = solve::solve(lp, options)?;
    let point = outcome.point.as_deref();
    let certificate = point.map_or_else(Certificate::default, |point| {
        crate::lp::certify(lp, point, outcome.duals.as_deref())
    });
    Ok((outcome, certificate))
}

/// Refuses a policy whose buyers choose for themselves: no plan for all says what they do.
fn planned((name, policy): &(String, Policy)) -> Result<(), Failure> {
    if policy.behaviour == Behaviour::Planned {
        return Ok(());
    }
    Err(Failure::Usage(format!(
        "policies.{name}.behaviour is `own_choice`, which `lodestone compare --own-choice --policies {name}` answers; \
         for one plan for all add `--set policies.{name}.behaviour=planned`"
    )))
}

/// The program of an instance, ready to be solved.
pub(super) fn pose(instance: &Instance, selection: &Selection, progress: &dyn Fn(Step)) -> Result<Posed, Failure> {
    let spec = spec::load(&instance.folder, selection)?;
    planned(&spec.policy)?;
    progress(Step::Building);
    posed(instance, spec)
}

/// The program of a policy, whoever is to choose under it.
pub(super) fn read(instance: &Instance, selection: &Selection) -> Result<Posed, Failure> {
    posed(instance, spec::load(&instance.folder, selection)?)
}

fn posed(instance: &Instance, spec: spec::Spec) -> Result<Posed, Failure> {
    let mut network = network::build(&spec).map_err(Failure::Input)?;
    let model = formulation::formulate(&origin::label(&network));
    let cut_off = cut_off_notes(&network, (&model.columns, &model.rows));
    network.notes.extend(cut_off);
    let sites = spec.document.sites.iter();
    let remarks = sites.flat_map(|(name, site)| site.notes.iter().map(|note| (name.clone(), note.clone())));
    Ok(Posed {
        instance: instance.name.clone(),
        remarks: remarks.collect(),
        club: Club::of(&spec.policy.1, &network),
        hashes: spec.hashes,
        overrides: spec.overrides,
        sources: spec.sources,
        network,
        model,
    })
}
