//! Why a verdict is what it is, what a loss would do, and how far numbers may move.

mod base;
mod forced;
mod losses;
mod many;
mod ranges;
mod why;

pub use losses::{LossAsk, losses};
pub use ranges::{RangeAsk, ranges};
pub use why::{WhyAsk, why};

mod hands;

use super::pipeline::{Job, Step, plan, pose};
use super::verdict::{Posed, Solved, Unsolved};
use super::{Ending, Failure, Instance, Options, Verdict};
use crate::explain::{Case, Explanation, Solved as Answer, infeasible, margins, prices, scarcity};
use crate::formulation::costs_by_family;
use crate::origin::label;
use crate::solve::{Status, solve};
use crate::spec::Selection;
use hands::Hands;

/// Plans, and explains what came of it; with how the solve ended.
///
/// # Errors
/// When the input is wrong or the solver fails.
pub fn explain(instance: &Instance, job: &Job, progress: &dyn Fn(Step)) -> Result<(Explanation, Ending), Failure> {
    let verdict = plan(instance, job, progress)?;
    let asked = (instance, job);
    Ok(match verdict {
        Verdict::Solved(solved) => (of_plan(&solved, asked), solved.ending()),
        Verdict::Unsolved(unsolved) => (of_none(&unsolved, asked), unsolved.ending()),
    })
}

/// Why a plan costs what it costs, and lacks what it lacks.
fn of_plan(solved: &Solved, asked: (&Instance, &Job)) -> Explanation {
    let posed = &solved.posed;
    let ending = solved.ending();
    let named = |level: &crate::plan::LevelValue| (level.name.clone(), level.value);
    let told = Explanation {
        levels: solved.plan.levels.iter().map(named).collect(),
        without_scenarios: without_scenarios(asked),
        discounted: posed
            .network
            .periods
            .iter()
            .any(|period| (period.discount - 1.0).abs() > 1e-12),
        decisions_fixed: posed.model.lp.is_mixed_integer(),
        ..bare(posed, ending)
    };
    let (Ending::Optimal | Ending::Feasible, Some(point), Some(duals)) = (ending, &solved.outcome.point, &solved.outcome.duals)
    else {
        return told;
    };
    let costs = costs_by_family(&label(&posed.network));
    let folder = asked.0.folder.display().to_string();
    let options = posed.options(&asked.1.options);
    let case = case(posed, &folder);
    let answer = Answer {
        point,
        duals,
        costs: &costs,
    };
    Explanation {
        scarcity: scarcity(&case, &answer, &hands(asked, &options)),
        margins: margins(&case, &answer),
        prices: prices(&case, &answer),
        ..told
    }
}

/// Values of the levels without the scenarios, where some are laid over.
fn without_scenarios((instance, job): (&Instance, &Job)) -> Option<Vec<(String, f64)>> {
    if job.selection.scenarios.is_empty() {
        return None;
    }
    let selection = Selection {
        scenarios: Vec::new(),
        ..job.selection.clone()
    };
    let posed = pose(instance, &selection, &|_| ()).ok()?;
    let outcome = solve(&posed.model.lp, &posed.options(&job.options)).ok()?;
    (outcome.status == Status::Optimal).then(|| posed.network.level_names().into_iter().zip(outcome.levels).collect())
}

fn hands<'a>((instance, job): (&'a Instance, &'a Job), options: &'a Options) -> Hands<'a> {
    Hands {
        instance,
        selection: &job.selection,
        options,
    }
}

/// Why there is no plan.
fn of_none(unsolved: &Unsolved, asked: (&Instance, &Job)) -> Explanation {
    let posed = &unsolved.posed;
    let ending = unsolved.ending();
    let options = posed.options(&asked.1.options);
    let folder = asked.0.folder.display().to_string();
    let causes = || infeasible(&case(posed, &folder), &hands(asked, &options));
    Explanation {
        infeasible: (ending == Ending::Infeasible).then(causes),
        ..bare(posed, ending)
    }
}

fn case<'p>(posed: &'p Posed, folder: &'p str) -> Case<'p> {
    Case {
        network: &posed.network,
        lp: &posed.model.lp,
        columns: &posed.model.columns,
        rows: &posed.model.rows,
        sources: &posed.sources,
        folder,
    }
}

fn bare(posed: &Posed, ending: Ending) -> Explanation {
    Explanation {
        schema: 1,
        instance: posed.instance.clone(),
        policy: posed.network.policy.clone(),
        scenario: posed.network.scenarios.clone(),
        status: ending.name().into(),
        ..Explanation::default()
    }
}
