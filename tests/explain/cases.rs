//! Instances and what is explained of them.

use lodestone::explain::Explanation;
use lodestone::run::{Ending, Instance, Job, Options, Selection, explain};
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
