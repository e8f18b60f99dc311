//! Why a job gave no verdict.

use crate::results::{OutputError, StoredError};
use crate::solve::SolveError;
use crate::spec::{LoadError, Problem};
use std::fmt;

/// Why a job gave no verdict.
#[derive(Debug)]
pub enum Failure {
    /// What was asked for does not fit the instance: no or an unknown policy, scenario or setting.
    Choice(LoadError),
    /// What was asked for makes no sense.
    Usage(String),
    /// The input is wrong.
    Input(Vec<Problem>),
    /// There is no such instance.
    NoInstance(String),
    /// Stored results cannot be read.
    Stored(StoredError),
    /// Output cannot be written.
    Output(OutputError),
    /// The solver failed.
    Solver(SolveError),
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Problems(problems) => Self::Input(problems),
            choice => Self::Choice(choice),
        }
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Choice(choice) => choice.fmt(f),
            Self::Usage(text) | Self::NoInstance(text) => f.write_str(text),
            Self::Input(problems) => {
                for problem in problems {
                    writeln!(f, "{problem}")?;
                }
                let plural = if problems.len() == 1 { "" } else { "s" };
                write!(f, "{} problem{plural} in the input", problems.len())
            }
            Self::Stored(error) => error.fmt(f),
            Self::Output(error) => error.fmt(f),
            Self::Solver(error) => write!(f, "the solver failed in {}: {}", error.call, error.message),
        }
    }
}
