//! Options and changes to the program in memory.

use std::ffi::CString;
use std::ptr::null;

use highs::HighsOptionValue;

use super::{Session, SolveError, checked, error, narrow};

impl Session {
    /// Sets an option of HiGHS.
    ///
    /// # Errors
    /// When there is no such option or the value is out of its range.
    pub fn set(&mut self, option: &'static str, value: impl HighsOptionValue) -> Result<(), SolveError> {
        self.model
            .try_set_option(option, value)
            .map_err(|_| error("Highs_setOptionValue", format!("option `{option}` was refused")))
    }

    /// Replaces the objective coefficient of every column. The basis stays.
    ///
    /// # Errors
    /// When the length is wrong or HiGHS refuses.
    pub fn set_costs(&mut self, costs: &[f64]) -> Result<(), SolveError> {
        let Some(last) = self.last(costs.len(), self.columns)? else {
            return Ok(());
        };
        // SAFETY: the array has one place for each column of the range, which is all columns.
        let code = unsafe { highs_sys::Highs_changeColsCostByRange(self.model.as_mut_ptr(), 0, last, costs.as_ptr()) };
        checked("Highs_changeColsCostByRange", code)
    }

    /// Replaces the bounds of every column. The basis stays.
    ///
    /// # Errors
    /// When a length is wrong or HiGHS refuses.
    pub fn set_column_bounds(&mut self, lower: &[f64], upper: &[f64]) -> Result<(), SolveError> {
        self.last(upper.len(), self.columns)?;
        let Some(last) = self.last(lower.len(), self.columns)? else {
            return Ok(());
        };
        // SAFETY: both arrays have one place for each column of the range, which is all columns.
        let code =
            unsafe { highs_sys::Highs_changeColsBoundsByRange(self.model.as_mut_ptr(), 0, last, lower.as_ptr(), upper.as_ptr()) };
        checked("Highs_changeColsBoundsByRange", code)
    }

    /// Replaces the bounds of every row. The basis stays.
    ///
    /// # Errors
    /// When a length is wrong or HiGHS refuses.
    pub fn set_row_bounds(&mut self, lower: &[f64], upper: &[f64]) -> Result<(), SolveError> {
        self.last(upper.len(), self.rows)?;
        let Some(last) = self.last(lower.len(), self.rows)? else {
            return Ok(());
        };
        // SAFETY: both arrays have one place for each row of the range, which is all rows.
        let code =
            unsafe { highs_sys::Highs_changeRowsBoundsByRange(self.model.as_mut_ptr(), 0, last, lower.as_ptr(), upper.as_ptr()) };
        checked("Highs_changeRowsBoundsByRange", code)
    }

    /// Replaces one entry of the matrix. The basis stays.
    ///
    /// # Errors
    /// When HiGHS refuses.
    pub fn set_entry(&mut self, row: usize, column: usize, value: f64) -> Result<(), SolveError> {
        // SAFETY: the model is live; HiGHS refuses a row or column that there is not.
        let code = unsafe { highs_sys::Highs_changeCoeff(self.model.as_mut_ptr(), narrow(row)?, narrow(column)?, value) };
        checked("Highs_changeCoeff", code)
    }

    /// Gives a point to start from; a mixed-integer run takes it as its first plan if it is one.
    ///
    /// # Errors
    /// When the length is wrong or HiGHS refuses.
    pub fn start_from(&mut self, point: &[f64]) -> Result<(), SolveError> {
        if self.last(point.len(), self.columns)?.is_none() {
            return Ok(());
        }
        // SAFETY: the array has one place for each column; null pointers are skipped by the C interface.
        let code = unsafe { highs_sys::Highs_setSolution(self.model.as_mut_ptr(), point.as_ptr(), null(), null(), null()) };
        checked("Highs_setSolution", code)
    }

    /// Forgets basis and point, keeps the program.
    ///
    /// # Errors
    /// When HiGHS refuses.
    pub fn forget(&mut self) -> Result<(), SolveError> {
        // SAFETY: the model is live and owned by this session.
        checked("Highs_clearSolver", unsafe {
            highs_sys::Highs_clearSolver(self.model.as_mut_ptr())
        })
    }

    fn last(&self, found: usize, expected: usize) -> Result<Option<i32>, SolveError> {
        if found != expected {
            return Err(error("session", format!("{found} values passed, expected {expected}")));
        }
        expected.checked_sub(1).map(narrow).transpose()
    }
}

pub(super) fn c_string(text: &str) -> Result<CString, SolveError> {
    CString::new(text).map_err(|_| error("session", format!("`{text}` holds a NUL")))
}
