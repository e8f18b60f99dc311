//! The handle by which programs are solved anew.

use super::Case;
use crate::lp::Lp;

/// A program minimised.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimum {
    /// Value of each level.
    pub levels: Vec<f64>,
    /// Value of each column.
    pub point: Vec<f64>,
    /// For each level the dual of each row, d(level)/d(right-hand side); empty where there are none.
    pub duals: Vec<Vec<f64>>,
}

/// Minimises the levels of a program in order; nothing where there is no optimum, or none was found in time.
pub type Minimise<'m> = dyn FnMut(&Lp) -> Option<Optimum> + 'm;

/// What came of planning an instance under further settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// There is a plan.
    Plan,
    /// There is none, or none was found in time.
    NoPlan,
    /// The settings do not fit the instance.
    Refused,
}

/// Who solves.
pub trait Solve {
    /// Minimises the levels of a program in order; nothing where there is no optimum, or none was found in time.
    fn minimise(&self, lp: &Lp) -> Option<Optimum>;

    /// Solves programs of the same rows and columns as `base` one after another, each from the basis of `base` where that helps.
    fn many(&self, base: &Lp, ask: &mut dyn FnMut(&mut Minimise<'_>));

    /// Whether another solver finds that no point satisfies a program; nothing where it does not answer.
    fn refutes(&self, lp: &Lp) -> Option<bool>;

    /// The program of the instance with settings laid over what was asked for; none where they do not fit, or it has other columns or rows
    /// than that of the case.
    fn program(&self, case: &Case<'_>, settings: &[String]) -> Option<Lp>;

    /// The number written at a path, with its unit; none where there is none, or it changes over time.
    fn number(&self, path: &str) -> Option<(f64, String)>;

    /// Plans the instance with settings such as `demands.buyer.quantity=10 t/yr` laid over what was asked for.
    fn with(&self, settings: &[String]) -> Tried;
}
