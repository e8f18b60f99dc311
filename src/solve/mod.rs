//! Sessions with a solver: lexicographic solves, statuses, duals by level.

use crate::lp::Lp;

/// How to solve.
#[derive(Clone, Debug)]
pub struct Options {
    /// Algorithm.
    pub method: Method,
    /// Seconds; none without limit.
    pub time_limit: Option<f64>,
    /// Relative gap of mixed-integer programs.
    pub gap: f64,
    /// Threads.
    pub threads: usize,
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

/// Solves a program once.
///
/// # Errors
/// When the solver refuses the program or fails.
pub fn solve(_lp: &Lp, _options: &Options) -> Result<Outcome, SolveError> {
    Err(SolveError {
        call: "solve",
        message: "not built yet".into(),
    })
}

/// Stub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Second {
    /// Clarabel.
    Clarabel,
    /// Microlp.
    Microlp,
}

/// Stub.
#[derive(Clone, Debug, PartialEq)]
pub struct SecondOpinion {
    /// Name of the solver.
    pub solver: &'static str,
    /// Value of each level.
    pub levels: Vec<f64>,
    /// Largest relative difference.
    pub difference: f64,
    /// Whether the difference is within 1e-6.
    pub agrees: bool,
}
/// Stub.
///
/// # Errors
/// Always.
pub fn second_opinion(_: &Lp, _: Second, _: &[f64]) -> Result<SecondOpinion, SolveError> {
    Err(SolveError {
        call: "second opinion",
        message: "not built yet".into(),
    })
}
