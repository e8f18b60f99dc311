//! A safe session with HiGHS over its C interface. The only unsafe code of the crate.
//!
//! A session is created, used and dropped on one thread, and asks for one thread: HiGHS keeps its scheduler for each thread of
//! the operating system, and a model destroyed elsewhere while another solves has crashed. The session is therefore not `Send`.
#![allow(unsafe_code)]

mod basis;
mod edit;
mod shape;

use std::ffi::CStr;
use std::marker::PhantomData;
use std::os::raw::c_int;
use std::path::Path;
use std::ptr::null_mut;

use highs::{ColProblem, HighsModelStatus, Model};

use super::SolveError;
use crate::lp::Lp;
pub use basis::{Basic, Basis, Place};
pub use shape::check;

/// Why a run of the solver ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// An optimal point was found.
    Optimal,
    /// The solver says that no point satisfies the rows. Not to be believed from one run.
    Infeasible,
    /// The solver says that the objective decreases without end.
    Unbounded,
    /// The solver cannot tell which of the two.
    UnboundedOrInfeasible,
    /// The time limit came first.
    TimeLimit,
    /// The iteration limit came first.
    IterationLimit,
    /// Anything else, in the solver's words.
    Failed(String),
}

/// A program kept in the memory of HiGHS.
#[derive(Debug)]
pub struct Session {
    model: Model,
    columns: usize,
    rows: usize,
    entries: usize,
    limit: Option<f64>,
    seconds: f64,
    iterations: u64,
    thread: PhantomData<*mut ()>,
}

impl Session {
    /// Passes a program at once, with the coefficients of one objective to minimise.
    ///
    /// # Errors
    /// When the parts of the program do not fit together, hold a number that is not finite where it must be, or HiGHS refuses.
    pub fn new(lp: &Lp, costs: &[f64]) -> Result<Self, SolveError> {
        shape::check(lp)?;
        shape::costs(lp, costs)?;
        let mut session = Self::empty()?;
        session.pass(lp, costs)?;
        session.measure();
        Ok(session)
    }

    /// Reads a program from an MPS or LP file.
    ///
    /// # Errors
    /// When HiGHS cannot read the file.
    pub fn read(path: &Path) -> Result<Self, SolveError> {
        let name = edit::c_string(&path.to_string_lossy())?;
        let mut session = Self::empty()?;
        // SAFETY: the model is live and the name is a NUL-terminated string that outlives the call.
        let code = unsafe { highs_sys::Highs_readModel(session.model.as_mut_ptr(), name.as_ptr()) };
        checked("Highs_readModel", code)?;
        session.measure();
        Ok(session)
    }

    /// HiGHS drops entries that are zero or too small, so it is asked for what it holds.
    fn measure(&mut self) {
        (self.columns, self.rows) = (self.model.num_cols(), self.model.num_rows());
        // SAFETY: the model is live; the call only reads.
        let entries = unsafe { highs_sys::Highs_getNumNz(self.model.as_ptr()) };
        self.entries = usize::try_from(entries).unwrap_or(0);
    }

    fn empty() -> Result<Self, SolveError> {
        let model = Model::try_new(ColProblem::default()).map_err(|status| error("Highs_create", format!("{status:?}")))?;
        let mut session = Self {
            model,
            columns: 0,
            rows: 0,
            entries: 0,
            limit: None,
            seconds: 0.0,
            iterations: 0,
            thread: PhantomData,
        };
        session.set("threads", 1)?;
        session.set("parallel", "off")?;
        // By itself it drops entries up to 1e-9, which the input may hold.
        session.set("small_matrix_value", 1e-12)?;
        Ok(session)
    }

    fn pass(&mut self, lp: &Lp, costs: &[f64]) -> Result<(), SolveError> {
        let starts = lp.starts.iter().map(|&start| narrow(start)).collect::<Result<Vec<_>, _>>()?;
        let rows = lp
            .rows
            .iter()
            .map(|&row| narrow(row as usize))
            .collect::<Result<Vec<_>, _>>()?;
        let kinds: Vec<c_int> = lp.integer.iter().map(|&whole| c_int::from(whole)).collect();
        let kinds = if lp.is_mixed_integer() { kinds.as_ptr() } else { null_mut() };
        // SAFETY: `shape::check` has held every length to the counts passed here, every start and row index to its range; HiGHS
        // copies all arrays before it returns; a null pointer for the kinds means that all columns are continuous.
        let code = unsafe {
            highs_sys::Highs_passMip(
                self.model.as_mut_ptr(),
                narrow(lp.columns())?,
                narrow(lp.height())?,
                narrow(lp.entries())?,
                highs_sys::MATRIX_FORMAT_COLUMN_WISE,
                highs_sys::OBJECTIVE_SENSE_MINIMIZE,
                0.0,
                costs.as_ptr(),
                lp.column_lower.as_ptr(),
                lp.column_upper.as_ptr(),
                lp.row_lower.as_ptr(),
                lp.row_upper.as_ptr(),
                starts.as_ptr(),
                rows.as_ptr(),
                lp.values.as_ptr(),
                kinds,
            )
        };
        checked("Highs_passMip", code)
    }

    /// Limits the seconds of all runs of this session together.
    pub fn limit(&mut self, seconds: Option<f64>) {
        self.limit = seconds;
    }

    /// Counts seconds and iterations from zero again.
    pub fn restart(&mut self) {
        (self.seconds, self.iterations) = (0.0, 0);
    }

    /// Runs the solver, from the basis in memory if there is one.
    ///
    /// # Errors
    /// When the time limit cannot be set. That the solver failed is a verdict.
    pub fn run(&mut self) -> Result<Verdict, SolveError> {
        if let Some(limit) = self.limit {
            let left = limit - self.seconds;
            if left <= 0.0 {
                return Ok(Verdict::TimeLimit);
            }
            self.set("time_limit", left)?;
        }
        // SAFETY: the model is live and owned by this session, which cannot leave its thread.
        let code = unsafe {
            highs_sys::Highs_zeroAllClocks(self.model.as_ptr());
            highs_sys::Highs_run(self.model.as_mut_ptr())
        };
        self.count();
        let verdict = self.verdict();
        Ok(match (code, verdict) {
            (highs_sys::STATUS_ERROR, Verdict::Optimal) => Verdict::Failed("the run ended in an error".into()),
            (_, verdict) => verdict,
        })
    }

    fn count(&mut self) {
        // SAFETY: the model is live; the call only reads a clock.
        self.seconds += unsafe { highs_sys::Highs_getRunTime(self.model.as_ptr()) };
        for name in [
            "simplex_iteration_count",
            "ipm_iteration_count",
            "crossover_iteration_count",
            "pdlp_iteration_count",
        ] {
            self.iterations += self.count_of(name).and_then(|n| u64::try_from(n).ok()).unwrap_or(0);
        }
    }

    fn verdict(&self) -> Verdict {
        // SAFETY: the model is live; the call only reads.
        let code = unsafe { highs_sys::Highs_getModelStatus(self.model.as_ptr()) };
        match HighsModelStatus::try_from(code) {
            Ok(HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty) => Verdict::Optimal,
            Ok(HighsModelStatus::Infeasible) => Verdict::Infeasible,
            Ok(HighsModelStatus::Unbounded) => Verdict::Unbounded,
            Ok(HighsModelStatus::UnboundedOrInfeasible) => Verdict::UnboundedOrInfeasible,
            Ok(HighsModelStatus::ReachedTimeLimit) => Verdict::TimeLimit,
            Ok(HighsModelStatus::ReachedIterationLimit) => Verdict::IterationLimit,
            Ok(other) => Verdict::Failed(format!("{other:?}")),
            Err(code) => Verdict::Failed(format!("{code:?}")),
        }
    }

    /// Value of each column, if the solver holds a feasible point.
    pub fn point(&self) -> Option<Vec<f64>> {
        if self.columns == 0 {
            return Some(Vec::new());
        }
        if self.count_of("primal_solution_status") != Some(highs_sys::SOLUTION_STATUS_FEASIBLE) {
            return None;
        }
        let mut point = vec![0.0; self.columns];
        // SAFETY: the array has one place for each column; null pointers are skipped by the C interface.
        let code =
            unsafe { highs_sys::Highs_getSolution(self.model.as_ptr(), point.as_mut_ptr(), null_mut(), null_mut(), null_mut()) };
        (code != highs_sys::STATUS_ERROR).then_some(point)
    }

    /// Objective at the point.
    pub fn objective(&self) -> f64 {
        // SAFETY: the model is live; the call only reads.
        unsafe { highs_sys::Highs_getObjectiveValue(self.model.as_ptr()) }
    }

    /// Bound of a mixed-integer program's objective that the solver claims.
    pub fn mip_bound(&self) -> Option<f64> {
        let name = edit::c_string("mip_dual_bound").ok()?;
        let mut value = 0.0;
        // SAFETY: the name is NUL-terminated and `value` is one double, written once.
        let code = unsafe { highs_sys::Highs_getDoubleInfoValue(self.model.as_ptr(), name.as_ptr(), &raw mut value) };
        (code == highs_sys::STATUS_OK).then_some(value)
    }

    /// Seconds in the solver, over all runs.
    pub fn seconds(&self) -> f64 {
        self.seconds
    }

    /// Iterations of every algorithm, over all runs.
    pub fn iterations(&self) -> u64 {
        self.iterations
    }

    fn count_of(&self, name: &str) -> Option<c_int> {
        let name = edit::c_string(name).ok()?;
        let mut value: c_int = 0;
        // SAFETY: the name is NUL-terminated and `value` is one integer, written once.
        let code = unsafe { highs_sys::Highs_getIntInfoValue(self.model.as_ptr(), name.as_ptr(), &raw mut value) };
        (code == highs_sys::STATUS_OK).then_some(value)
    }
}

/// Name and version of the solver.
pub fn version() -> String {
    // SAFETY: HiGHS returns a static NUL-terminated string.
    let version = unsafe { CStr::from_ptr(highs_sys::Highs_version()) };
    format!("HiGHS {}", version.to_string_lossy())
}

fn error(call: &'static str, message: impl Into<String>) -> SolveError {
    SolveError {
        call,
        message: message.into(),
    }
}

fn checked(call: &'static str, code: c_int) -> Result<(), SolveError> {
    match code {
        highs_sys::STATUS_ERROR => Err(error(call, "HiGHS returned an error")),
        _ => Ok(()),
    }
}

fn narrow(n: usize) -> Result<c_int, SolveError> {
    c_int::try_from(n).map_err(|_| error("Highs_passMip", format!("{n} is more than HiGHS can count")))
}
