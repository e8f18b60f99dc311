//! Instances and what is explained of them.

use lodestone::explain::{Explanation, Minimise, Optimum, Solve, Tried};
use lodestone::lp::Lp;
use lodestone::run::{Ending, Instance, Job, Options, Selection, explain};
use lodestone::solve::{self, Status};
use std::path::{Path, PathBuf};

/// Folder of the shipped instances.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("instances")
}

/// What to plan.
pub fn job(policy: Option<&str>, scenarios: &[&str], set: &[String]) -> Job {
    Job {
        selection: Selection {
            policy: policy.map(String::from),
            scenarios: scenarios.iter().map(|name| (*name).to_owned()).collect(),
            set: set.to_vec(),
        },
        options: Options::default(),
        second: None,
    }
}

/// The explanation of a shipped instance.
pub fn explained(name: &str, job: &Job) -> (Explanation, Ending) {
    let instance = Instance::find(&root().join(name)).unwrap();
    explain(&instance, job, &|_| ()).unwrap_or_else(|failure| panic!("{name}: {failure}"))
}

/// Solves with the library's own solver, cold, and plans no instance.
pub struct Plain;

impl Solve for Plain {
    fn minimise(&self, lp: &Lp) -> Option<Optimum> {
        let outcome = solve::solve(lp, &Options::default()).ok()?;
        let point = outcome.point.filter(|_| outcome.status == Status::Optimal)?;
        Some(Optimum {
            levels: outcome.levels,
            point,
            duals: outcome.duals.unwrap_or_default(),
        })
    }

    fn many(&self, _: &Lp, ask: &mut dyn FnMut(&mut Minimise<'_>)) {
        ask(&mut |lp| self.minimise(lp));
    }

    fn refutes(&self, _: &Lp) -> Option<bool> {
        None
    }

    fn with(&self, _: &[String]) -> Tried {
        Tried::Refused
    }
}
