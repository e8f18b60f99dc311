//! Which algorithm runs.

use super::highs::{Session, Verdict};
use super::{Method, SolveError};

/// Columns from which interior point with crossover beats dual simplex on labelled networks.
const LARGE: usize = 50_000;
/// Feasibility tolerance, absolute, in the solver's scaling.
const TIGHT: f64 = 1e-9;

impl Method {
    /// What `Auto` means for a program of this many columns.
    pub fn resolve(self, columns: usize) -> Self {
        match self {
            Self::Auto if columns > LARGE => Self::Ipm,
            Self::Auto => Self::Simplex,
            chosen => chosen,
        }
    }

    /// Name as typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Simplex => "simplex",
            Self::Ipm => "ipm",
            Self::Pdlp => "pdlp",
        }
    }
}

/// Sets the tolerances of linear programs.
pub(super) fn tighten(session: &mut Session) -> Result<(), SolveError> {
    session.set("primal_feasibility_tolerance", TIGHT)?;
    session.set("dual_feasibility_tolerance", TIGHT)
}

/// First run, without a basis. Leaves the session on simplex, for hot runs.
pub(super) fn cold(session: &mut Session, method: Method) -> Result<Verdict, SolveError> {
    let verdict = match method {
        Method::Ipm => by_points(session, "ipm")?,
        Method::Pdlp => by_points(session, "pdlp")?,
        Method::Simplex | Method::Auto => return hot(session),
    };
    let settled = matches!(verdict, Verdict::Optimal) && session.basis().is_some() && session.point().is_some();
    if settled || verdict == Verdict::TimeLimit {
        return Ok(verdict);
    }
    hot(session)
}

fn by_points(session: &mut Session, solver: &'static str) -> Result<Verdict, SolveError> {
    session.set("solver", solver)?;
    session.set("run_crossover", "on")?;
    let verdict = session.run()?;
    session.set("solver", "simplex")?;
    if session.basis().is_none() && verdict == Verdict::Optimal {
        session.crossover()?;
    }
    Ok(verdict)
}

/// `simplex_strategy` of HiGHS: dual simplex.
const DUAL: i32 = 1;
/// Primal simplex.
const PRIMAL: i32 = 4;

/// A run of primal simplex from the basis in memory, which stays primal feasible where nothing but costs has moved.
pub(super) fn recosted(session: &mut Session) -> Result<Verdict, SolveError> {
    session.set("simplex_strategy", PRIMAL)?;
    let verdict = hot(session)?;
    session.set("simplex_strategy", DUAL)?;
    Ok(verdict)
}

/// A run of simplex from the basis in memory.
pub(super) fn hot(session: &mut Session) -> Result<Verdict, SolveError> {
    session.set("solver", "simplex")?;
    session.run()
}
