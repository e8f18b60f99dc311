//! The program as a user runs it: whole output, files and exit codes.

#[cfg(test)]
#[path = "cli/support.rs"]
mod support;

#[cfg(test)]
#[path = "cli/compare.rs"]
mod compare;
#[cfg(test)]
#[path = "cli/explain.rs"]
mod explain;
#[cfg(test)]
#[path = "cli/input.rs"]
mod input;
#[cfg(test)]
#[path = "cli/new.rs"]
mod new;
#[cfg(test)]
#[path = "cli/output.rs"]
mod output;
#[cfg(test)]
#[path = "cli/plans.rs"]
mod plans;
#[cfg(test)]
#[path = "cli/report.rs"]
mod report;
#[cfg(test)]
#[path = "cli/stored.rs"]
mod stored;
