//! Sessions with a solver: lexicographic solves, statuses, duals by level.

mod doubt;
mod evident;
pub mod highs;
mod hot;
mod levels;
mod lexicographic;
mod method;
mod mixed;
mod proof;
mod rounding;
mod scale;
mod second;
mod weights;

use crate::lp::Lp;
pub use hot::{Hot, Reason, Seed, Start, seed};
pub use second::{Second, SecondOpinion, second_opinion};

/// Relative gap of mixed-integer programs where none is asked for.
pub const GAP: f64 = 1e-9;

/// How to solve.
#[derive(Clone, Debug)]
pub struct Options {
    /// Algorithm.
    pub method: Method,
    /// Seconds; none without limit.
    pub time_limit: Option<f64>,
    /// Relative gap of mixed-integer programs; [`GAP`] when absent.
    pub gap: Option<f64>,
    /// Threads for many solves at a time; one solve always runs on one thread.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            method: Method::Auto,
            time_limit: None,
            gap: None,
            threads: 1,
        }
    }
}

/// Algorithm choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// By size and shape.
    #[default]
    Auto,
    /// Dual simplex.
    Simplex,
    /// Interior point with crossover.
    Ipm,
    /// First-order method.
    Pdlp,
}

/// Why a solve ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Every level proved optimal.
    Optimal,
    /// No point satisfies the rows; confirmed by a second solve without presolve and by an elastic solve.
    Infeasible,
    /// A level decreases without end.
    Unbounded,
    /// Time limit, with or without a point.
    TimeLimit,
    /// Iteration limit, with or without a point.
    IterationLimit,
}

/// What a solve gave.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Why it ended.
    pub status: Status,
    /// Value of each column, if there is a point.
    pub point: Option<Vec<f64>>,
    /// Value of each level at the point (its own coefficients times the point, plus offset).
    pub levels: Vec<f64>,
    /// For each level the dual of each row, d(level)/d(right-hand side) at the final basis, if there is one.
    pub duals: Option<Vec<Vec<f64>>>,
    /// For a mixed-integer program, the bound of each level that the solver claims; empty otherwise.
    pub claimed: Vec<f64>,
    /// How the levels were proved: `weighted`, or `level by level`.
    pub proof: Proof,
    /// Least total violation of rows that an elastic solve found, where infeasible; with the violation of each row.
    pub violations: Vec<(usize, f64)>,
    /// Report of the work.
    pub work: Work,
}

/// How the lexicographic optimum was proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// One weighted objective, proved lexicographic from its basis.
    Weighted,
    /// Level by level on optimal faces.
    LevelByLevel,
    /// Not proved.
    None,
}

/// Report of the work.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// Solver name and version.
    pub solver: String,
    /// Algorithm that ran.
    pub method: String,
    /// Seconds in the solver.
    pub seconds: f64,
    /// Simplex iterations.
    pub iterations: u64,
}

/// The solver failed for a reason other than the program.
#[derive(Clone, Debug, PartialEq)]
pub struct SolveError {
    /// Call that failed.
    pub call: &'static str,
    /// What it said.
    pub message: String,
}

impl std::fmt::Display for SolveError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the solver failed in `{}`: {}", self.call, self.message)
    }
}

impl std::error::Error for SolveError {}

/// Solves a program once.
///
/// # Errors
/// When the solver refuses the program or fails.
pub fn solve(lp: &Lp, options: &Options) -> Result<Outcome, SolveError> {
    highs::check(lp)?;
    match evident::outcome(lp) {
        Some(outcome) => Ok(outcome),
        None if lp.is_mixed_integer() => mixed::solve(lp, options, None),
        None => lexicographic::solve(lp, options),
    }
}
