//! The handle by which programs are solved anew.

use crate::lp::Lp;

/// A program minimised.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimum {
    /// Value of each level.
    pub levels: Vec<f64>,
    /// Value of each column.
    pub point: Vec<f64>,
    /// For each level the dual of each row, d(level)/d(right-hand side); empty where the program has whole numbers.
    pub duals: Vec<Vec<f64>>,
}

/// Who solves.
pub trait Solve {
    /// Minimises the levels of a program in order; none where there is no optimum, or none was found in time.
    fn minimise(&self, lp: &Lp) -> Option<Optimum>;
}
