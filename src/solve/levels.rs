//! Level by level on optimal faces.

use super::SolveError;
use super::highs::{Basis, Session, Verdict};
use super::method;
use super::proof::{Demand, Prices, demand_of};
use super::weights::scale;
use crate::lp::Lp;

/// Bounds of columns and rows, narrowed to the optimal face of the levels solved.
struct Face {
    column_lower: Vec<f64>,
    column_upper: Vec<f64>,
    row_lower: Vec<f64>,
    row_upper: Vec<f64>,
}

/// Minimises each level in turn from the basis in memory. After each, columns with a non-zero reduced cost are fixed at their bound and
/// rows with a non-zero dual at their active bound, which leaves exactly the level's optimal face. The bounds of the program stand
/// again at the end, with the final basis; the point is handed out, as HiGHS drops it when bounds change. The basis is proved for
/// the first `held` levels, which are only narrowed to.
pub(super) fn descend(lp: &Lp, session: &mut Session, held: usize) -> Result<(Verdict, Option<Vec<f64>>), SolveError> {
    let mut face = Face::of(lp);
    session.set("simplex_strategy", 0)?;
    let verdict = face.descend(lp, session, held)?;
    let point = session.point();
    session.set("simplex_strategy", 1)?;
    Face::of(lp).apply(session)?;
    Ok((verdict, point))
}

impl Face {
    fn of(lp: &Lp) -> Self {
        Self {
            column_lower: lp.column_lower.clone(),
            column_upper: lp.column_upper.clone(),
            row_lower: lp.row_lower.clone(),
            row_upper: lp.row_upper.clone(),
        }
    }

    fn descend(&mut self, lp: &Lp, session: &mut Session, held: usize) -> Result<Verdict, SolveError> {
        for (k, level) in lp.levels.iter().enumerate() {
            if k >= held {
                let unit = scale(&level.coefficients);
                session.set_costs(&level.coefficients.iter().map(|c| c / unit).collect::<Vec<_>>())?;
                let verdict = method::hot(session)?;
                if verdict != Verdict::Optimal {
                    return Ok(verdict);
                }
            }
            if k + 1 < lp.levels.len() {
                let basic = session.basic()?;
                let prices = Prices::at(lp, session, &basic, &level.coefficients)?;
                let Some(basis) = session.basis() else {
                    return Ok(Verdict::Failed("no basis".into()));
                };
                self.narrow(&basis, &prices);
                if k + 1 >= held {
                    self.apply(session)?;
                }
            }
        }
        Ok(Verdict::Optimal)
    }

    fn narrow(&mut self, basis: &Basis, prices: &Prices) {
        for (j, &place) in basis.columns.iter().enumerate() {
            let demand = demand_of(place, &self.column_lower, &self.column_upper, j);
            fix(&mut self.column_lower, &mut self.column_upper, j, (demand, prices.column(j)));
        }
        for (i, &place) in basis.rows.iter().enumerate() {
            let demand = demand_of(place, &self.row_lower, &self.row_upper, i);
            fix(&mut self.row_lower, &mut self.row_upper, i, (demand, prices.row(i)));
        }
    }

    fn apply(&self, session: &mut Session) -> Result<(), SolveError> {
        session.set_column_bounds(&self.column_lower, &self.column_upper)?;
        session.set_row_bounds(&self.row_lower, &self.row_upper)
    }
}

fn fix(lower: &mut [f64], upper: &mut [f64], n: usize, (demand, price): (Demand, f64)) {
    let (Some(lower), Some(upper)) = (lower.get_mut(n), upper.get_mut(n)) else {
        return;
    };
    match demand {
        Demand::Positive if price != 0.0 => *upper = *lower,
        Demand::Negative if price != 0.0 => *lower = *upper,
        _ => {}
    }
}
