//! Why a verdict is what it is.

mod hands;

use super::pipeline::{Job, Step, plan};
use super::verdict::{Posed, Solved, Unsolved};
use super::{Ending, Failure, Instance, Verdict};
use crate::explain::{Case, Explanation, infeasible};
use hands::Hands;

/// Plans, and explains what came of it; with how the solve ended.
///
/// # Errors
/// When the input is wrong or the solver fails.
pub fn explain(instance: &Instance, job: &Job, progress: &dyn Fn(Step)) -> Result<(Explanation, Ending), Failure> {
    let verdict = plan(instance, job, progress)?;
    let asked = (instance, job);
    Ok(match verdict {
        Verdict::Solved(solved) => (of_plan(&solved), solved.ending()),
        Verdict::Unsolved(unsolved) => (of_none(&unsolved, asked), unsolved.ending()),
    })
}

/// Why a plan costs what it costs, and lacks what it lacks.
fn of_plan(solved: &Solved) -> Explanation {
    bare(&solved.posed, solved.ending())
}

/// Why there is no plan.
fn of_none(unsolved: &Unsolved, (instance, job): (&Instance, &Job)) -> Explanation {
    let posed = &unsolved.posed;
    let ending = unsolved.ending();
    let hands = Hands {
        instance,
        selection: &job.selection,
        options: &posed.options(&job.options),
    };
    let folder = instance.folder.display().to_string();
    Explanation {
        infeasible: (ending == Ending::Infeasible).then(|| infeasible(&case(posed, &folder), &hands)),
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
        infeasible: None,
    }
}
