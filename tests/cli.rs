//! The program as a user runs it: whole output, files and exit codes.

#[path = "cli/support.rs"]
mod support;

#[path = "cli/input.rs"]
mod input;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/plans.rs"]
mod plans;
#[path = "cli/stored.rs"]
mod stored;
