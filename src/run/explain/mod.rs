//! Why a verdict is what it is, what a loss would do, and how far numbers may move.

mod base;
mod losses;
mod many;
mod ranges;
mod why;

pub use losses::{LossAsk, losses};
pub use ranges::{RangeAsk, ranges};
pub use why::{WhyAsk, why};

use super::pipeline::{Job, Step, plan};
use super::verdict::{Posed, Solved, Unsolved};
use super::{Ending, Failure, Instance, Verdict};
use crate::explain::Explanation;

/// Plans, and explains what came of it; with how the solve ended.
///
/// # Errors
/// When the input is wrong or the solver fails.
pub fn explain(instance: &Instance, job: &Job, progress: &dyn Fn(Step)) -> Result<(Explanation, Ending), Failure> {
    match plan(instance, job, progress)? {
        Verdict::Solved(solved) => Ok((of_plan(&solved), solved.ending())),
        Verdict::Unsolved(unsolved) => Ok((of_none(&unsolved), unsolved.ending())),
    }
}

/// Why a plan costs what it costs, and lacks what it lacks.
fn of_plan(solved: &Solved) -> Explanation {
    bare(&solved.posed, solved.ending())
}

/// Why there is no plan.
fn of_none(unsolved: &Unsolved) -> Explanation {
    bare(&unsolved.posed, unsolved.ending())
}

fn bare(posed: &Posed, ending: Ending) -> Explanation {
    Explanation {
        schema: 1,
        instance: posed.instance.clone(),
        policy: posed.network.policy.clone(),
        scenario: posed.network.scenarios.clone(),
        status: ending.name().into(),
    }
}
