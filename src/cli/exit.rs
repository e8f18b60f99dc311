//! Exit codes, and what is said about a command that could not finish.

use super::screen::{Screen, complain};
use crate::run::{Ending, Failure};
use std::io;
use std::process::ExitCode;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// Done; a shortage is a solved plan.
    Done = 0,
    /// Bad usage.
    Usage = 2,
    /// Bad input.
    Input = 3,
    /// No plan can exist.
    Infeasible = 4,
    /// The cost falls without end.
    Unbounded = 5,
    /// A limit was reached; there is a plan.
    LimitWithPlan = 6,
    /// A limit was reached; there is no plan.
    LimitWithout = 7,
    /// The judge refused the plan.
    Unverified = 8,
    /// Some draws of a batch have no plan.
    Failed = 9,
    /// Internal error.
    Internal = 70,
    /// Output cannot be written.
    Output = 74,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl From<Ending> for Exit {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Optimal => Self::Done,
            Ending::Feasible => Self::LimitWithPlan,
            Ending::Infeasible => Self::Infeasible,
            Ending::Unbounded => Self::Unbounded,
            Ending::Limit => Self::LimitWithout,
            Ending::Unverified => Self::Unverified,
        }
    }
}

/// Why a command could not finish.
#[derive(Debug)]
pub(super) enum Stop {
    /// The job failed.
    Failure(Failure),
    /// Standard output cannot be written.
    Stdout(io::Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// Prints help or what is wrong with the usage, and gives the exit code.
pub(super) fn answered(answer: &clap::Error) -> Exit {
    match answer.print() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("error: standard output: {error}"));
            Exit::Output
        }
        _ if answer.use_stderr() => Exit::Usage,
        _ => Exit::Done,
    }
}

/// Says why a command could not finish, and gives its exit code.
pub(super) fn stopped(stop: &Stop, screen: &Screen) -> Exit {
    screen.clear();
    match stop {
        // Whoever read our output has had enough of it.
        Stop::Stdout(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Stop::Stdout(error) => {
            complain(&format!("error: standard output: {error}"));
            Exit::Output
        }
        Stop::Failure(failure) => {
            complain(&match failure {
                Failure::Input(_) => failure.to_string(),
                _ => format!("error: {failure}"),
            });
            code(failure)
        }
    }
}

fn code(failure: &Failure) -> Exit {
    match failure {
        Failure::Choice(_) | Failure::Usage(_) => Exit::Usage,
        Failure::Input(_) | Failure::NoInstance(_) | Failure::Stored(_) => Exit::Input,
        Failure::Output(_) => Exit::Output,
        Failure::Solver(_) => Exit::Internal,
    }
}
