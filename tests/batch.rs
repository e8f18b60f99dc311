//! Batches: the same bytes however they are run, hot answers equal to cold ones, nothing lost when a run is stopped, and what is refused.

#[cfg(test)]
#[path = "batch/hot.rs"]
mod hot;
#[cfg(test)]
#[path = "batch/input.rs"]
mod input;
#[cfg(test)]
#[path = "batch/kept.rs"]
mod kept;
#[cfg(test)]
#[path = "batch/stopped.rs"]
mod stopped;
#[cfg(test)]
#[path = "batch/support.rs"]
mod support;
#[cfg(test)]
#[path = "batch/whole.rs"]
mod whole;
