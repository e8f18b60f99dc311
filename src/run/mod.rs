//! The pipeline told once, and the jobs made of it: one plan, a check, a judgement of stored results, an export.

mod batch;
mod certificate;
mod check;
mod choice;
mod compare;
mod explain;
mod export;
mod failure;
mod families;
mod frontier;
mod game;
mod instance;
mod limits;
mod manifest;
mod pipeline;
mod report;
mod skeleton;
mod stored;
mod sweep;
mod tune;
mod verdict;
mod warm;

pub use batch::{BatchJob, Batched, Shard, batch, merge};
pub use check::check;
pub use choice::own_choice;
pub use compare::{Ask, Told, compare};
pub use explain::{LossAsk, RangeAsk, WhyAsk, explain, losses, ranges, why};
pub use export::{ModelFormat, export};
pub use failure::Failure;
pub use frontier::{Against, frontier};
pub use game::{Players, play};
pub use instance::{Example, Instance, copy_example, examples};
pub use manifest::{Compared, Manifest, write_compared, write_results};
pub use pipeline::{Job, Step, plan};
pub use report::report;
pub use skeleton::new_instance;
pub use stored::{Judged, verify_stored};
pub use sweep::{Range, sweep};
pub use tune::{Aim, Tune, tune};
pub use verdict::{Ending, Posed, Solved, Unsolved, Verdict};

pub use crate::compare::Target;
pub use crate::explain::losses::Losable;
pub use crate::explain::memo;
pub use crate::solve::{Method, Options, Second};
pub use crate::spec::{Problem, Selection, nearest, schema};
