//! The handle by which explanations solve.

use super::super::pipeline::pose;
use super::super::{Failure, Instance};
use crate::explain::{Case, Minimise, Optimum, Solve, Tried};
use crate::lp::Lp;
use crate::solve::{self, Hot, Options, Outcome, Second, Status};
use crate::spec::{Prepared, Selection};

/// Seconds given to the other solver.
const SECOND: f64 = 20.0;
/// Columns up to which the small simplex is asked; beyond, the interior point.
const SMALL: usize = 20_000;

/// The solver, and the instance to try changes on.
pub(super) struct Hands<'a> {
    /// Instance.
    pub instance: &'a Instance,
    /// What was asked for.
    pub selection: &'a Selection,
    /// How to solve.
    pub options: &'a Options,
}

impl Hands<'_> {
    /// What was asked for, with further settings.
    fn selected(&self, settings: &[String]) -> Selection {
        let mut selection = self.selection.clone();
        selection.set.extend(settings.iter().cloned());
        selection
    }
}

impl Solve for Hands<'_> {
    fn minimise(&self, lp: &Lp) -> Option<Optimum> {
        optimum(solve::solve(lp, self.options).ok()?)
    }

    fn many(&self, base: &Lp, ask: &mut dyn FnMut(&mut Minimise<'_>)) {
        let seed = match base.is_mixed_integer() {
            true => None,
            false => solve::seed(base, self.options).ok().and_then(|(_, seed)| seed),
        };
        match (seed, Hot::new(base, self.options)) {
            (Some(seed), Ok(mut hot)) => ask(&mut |lp| optimum(hot.solve(lp, &seed).ok()?.0)),
            _ => ask(&mut |lp| self.minimise(lp)),
        }
    }

    fn refutes(&self, lp: &Lp) -> Option<bool> {
        let second = if lp.columns() > SMALL && !lp.is_mixed_integer() {
            Second::Clarabel
        } else {
            Second::Microlp
        };
        let opinion = solve::second_opinion(lp, (second, Some(SECOND)), (Status::Infeasible, &[])).ok()?;
        match opinion.verdict {
            Status::Infeasible => Some(true),
            Status::Optimal => Some(false),
            _ => None,
        }
    }

    fn program(&self, case: &Case<'_>, settings: &[String]) -> Option<Lp> {
        let model = pose(self.instance, &self.selected(settings), &|_| ()).ok()?.model;
        let same = (model.columns.as_slice(), model.rows.as_slice()) == (case.columns, case.rows);
        same.then_some(model.lp)
    }

    fn number(&self, path: &str) -> Option<(f64, String)> {
        let prepared = Prepared::read(&self.instance.folder, self.selection).ok()?;
        prepared.number(path)
    }

    fn with(&self, settings: &[String]) -> Tried {
        let posed = match pose(self.instance, &self.selected(settings), &|_| ()) {
            Ok(posed) => posed,
            Err(Failure::Solver(_)) => return Tried::NoPlan,
            Err(_) => return Tried::Refused,
        };
        let outcome = solve::solve(&posed.model.lp, &posed.options(self.options));
        match outcome {
            Ok(outcome) if outcome.point.is_some() && outcome.status != Status::Infeasible => Tried::Plan,
            _ => Tried::NoPlan,
        }
    }
}

fn optimum(outcome: Outcome) -> Option<Optimum> {
    (outcome.status == Status::Optimal).then_some(())?;
    Some(Optimum {
        levels: outcome.levels,
        point: outcome.point?,
        duals: outcome.duals.unwrap_or_default(),
    })
}
