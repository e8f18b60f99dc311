//! The basis: reading, setting, solving with its transpose.

use std::os::raw::c_int;
use std::ptr::null_mut;

use super::{Session, SolveError, checked, error, narrow};

/// Where a column or row stands in a basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At its lower bound.
    Lower,
    /// Basic: between its bounds.
    Basic,
    /// At its upper bound.
    Upper,
    /// Free and at zero.
    Zero,
    /// Not basic, at a bound not told.
    Nonbasic,
}

/// Places of all columns and rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Of each column.
    pub columns: Vec<Place>,
    /// Of each row.
    pub rows: Vec<Place>,
}

/// A member of the basis, in the order of the basis matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basic {
    /// A column.
    Column(usize),
    /// The slack of a row.
    Row(usize),
}

impl Session {
    /// The basis, if the solver holds one.
    pub fn basis(&self) -> Option<Basis> {
        let mut columns: Vec<c_int> = vec![0; self.columns];
        let mut rows: Vec<c_int> = vec![0; self.rows];
        // SAFETY: one place for each column and row; HiGHS writes nothing when it holds no valid basis.
        let code = unsafe { highs_sys::Highs_getBasis(self.model.as_ptr(), columns.as_mut_ptr(), rows.as_mut_ptr()) };
        (code != highs_sys::STATUS_ERROR).then(|| Basis {
            columns: columns.into_iter().map(place).collect(),
            rows: rows.into_iter().map(place).collect(),
        })
    }

    /// Starts the next run from a basis.
    ///
    /// # Errors
    /// When the lengths are wrong or HiGHS refuses the basis.
    pub fn set_basis(&mut self, basis: &Basis) -> Result<(), SolveError> {
        if (basis.columns.len(), basis.rows.len()) != (self.columns, self.rows) {
            return Err(error(
                "Highs_setBasis",
                "the basis has other columns or rows than the program",
            ));
        }
        let columns: Vec<c_int> = basis.columns.iter().map(code_of).collect();
        let rows: Vec<c_int> = basis.rows.iter().map(code_of).collect();
        // SAFETY: one status for each column and row, copied before the call returns.
        let code = unsafe { highs_sys::Highs_setBasis(self.model.as_mut_ptr(), columns.as_ptr(), rows.as_ptr()) };
        checked("Highs_setBasis", code)
    }

    /// Moves the point in memory to a basis.
    ///
    /// # Errors
    /// When there is no point or HiGHS fails on the way.
    pub fn crossover(&mut self) -> Result<(), SolveError> {
        let (mut point, mut reduced, mut duals) = (vec![0.0; self.columns], vec![0.0; self.columns], vec![0.0; self.rows]);
        // SAFETY: two arrays have one place for each column, one has one for each row; the null pointer skips the row values.
        let code = unsafe {
            highs_sys::Highs_getSolution(
                self.model.as_ptr(),
                point.as_mut_ptr(),
                reduced.as_mut_ptr(),
                null_mut(),
                duals.as_mut_ptr(),
            )
        };
        checked("Highs_getSolution", code)?;
        let (columns, rows) = (narrow(self.columns)?, narrow(self.rows)?);
        // SAFETY: the lengths are those passed; HiGHS copies the arrays.
        let code = unsafe {
            highs_sys::Highs_crossover(
                self.model.as_mut_ptr(),
                columns,
                rows,
                point.as_ptr(),
                reduced.as_ptr(),
                duals.as_ptr(),
            )
        };
        checked("Highs_crossover", code)
    }

    /// Members of the basis, in the order of the basis matrix; one for each row.
    ///
    /// # Errors
    /// When there is no basis or it cannot be factored.
    pub fn basic(&mut self) -> Result<Vec<Basic>, SolveError> {
        // HiGHS never builds a basis matrix for a program without entries, and reads beyond it here.
        if self.entries == 0 {
            return Ok((0..self.rows).map(Basic::Row).collect());
        }
        // A basis left by crossover is marked as foreign: HiGHS then checks it, factors nothing, and reads a list that is not there.
        // Without factors, passing the same basis back makes it HiGHS's own, to be factored on demand.
        if self.transpose_solve(&vec![0.0; self.rows]).is_err() {
            let basis = self.basis().ok_or_else(|| error("Highs_getBasis", "there is no basis"))?;
            self.set_basis(&basis)?;
        }
        let mut members: Vec<c_int> = vec![0; self.rows];
        // SAFETY: one place for each row; HiGHS refuses without a valid basis, and the basis is its own by now.
        let code = unsafe { highs_sys::Highs_getBasicVariables(self.model.as_ptr(), members.as_mut_ptr()) };
        if code != highs_sys::STATUS_OK {
            return Err(error("Highs_getBasicVariables", "the basis cannot be factored"));
        }
        members.into_iter().map(|member| self.member(member)).collect()
    }

    fn member(&self, code: c_int) -> Result<Basic, SolveError> {
        let basic = match usize::try_from(code) {
            Ok(column) => Some(Basic::Column(column)).filter(|_| column < self.columns),
            Err(_) => usize::try_from(-(code + 1))
                .ok()
                .filter(|&row| row < self.rows)
                .map(Basic::Row),
        };
        basic.ok_or_else(|| error("Highs_getBasicVariables", format!("{code} is no member of the program")))
    }

    /// Solves `B' y = costs`, where `B` is the basis matrix and `costs` are in its order.
    ///
    /// # Errors
    /// When the length is wrong or there is no factored basis.
    pub fn transpose_solve(&self, costs: &[f64]) -> Result<Vec<f64>, SolveError> {
        if costs.len() != self.rows {
            return Err(error("Highs_getBasisTransposeSolve", "not one cost for each row"));
        }
        if self.entries == 0 {
            return Ok(costs.to_vec());
        }
        let mut solution = vec![0.0; self.rows];
        // SAFETY: both arrays have one place for each row; null pointers ask for no list of non-zeros; HiGHS refuses without a
        // factored basis.
        let code = unsafe {
            highs_sys::Highs_getBasisTransposeSolve(
                self.model.as_ptr(),
                costs.as_ptr(),
                solution.as_mut_ptr(),
                null_mut(),
                null_mut(),
            )
        };
        checked("Highs_getBasisTransposeSolve", code).map(|()| solution)
    }
}

fn place(code: c_int) -> Place {
    match code {
        highs_sys::kHighsBasisStatusLower => Place::Lower,
        highs_sys::kHighsBasisStatusBasic => Place::Basic,
        highs_sys::kHighsBasisStatusUpper => Place::Upper,
        highs_sys::kHighsBasisStatusZero => Place::Zero,
        _ => Place::Nonbasic,
    }
}

fn code_of(place: &Place) -> c_int {
    match place {
        Place::Lower => highs_sys::kHighsBasisStatusLower,
        Place::Basic => highs_sys::kHighsBasisStatusBasic,
        Place::Upper => highs_sys::kHighsBasisStatusUpper,
        Place::Zero => highs_sys::kHighsBasisStatusZero,
        Place::Nonbasic => highs_sys::kHighsBasisStatusNonbasic,
    }
}
