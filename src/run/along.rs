//! Plans along one value, and where their aims change their slope.

use super::compare::{Endings, case};
use super::pipeline::{Job, plan, pose, solved};
use super::sweep::Range;
use super::{Failure, Instance, Posed, certificate};
use crate::compare::{Along, Case, Tangent, kinks};
use crate::lp::{DualLine, Lp, Moved, is_straight, moved};
use crate::solve::{Options, Outcome, Status};
use crate::spec::Selection;

/// Share of the way at which a program must lie on the line between the ends before any is solved: where a kink of the numbers seldom hides.
const PROBE: f64 = 0.381_966;

/// A value of an instance, and all else held.
pub(super) struct Value<'a> {
    pub instance: &'a Instance,
    pub range: &'a Range,
    pub base: &'a Selection,
    pub options: &'a Options,
    pub endings: &'a Endings,
}

impl Value<'_> {
    /// The selection with the value set.
    pub fn selection(&self, at: f64) -> Selection {
        let mut selection = self.base.clone();
        selection.set.push(self.range.setting(at));
        selection
    }

    fn posed(&self, at: f64) -> Result<Posed, Failure> {
        pose(self.instance, &self.selection(at), &|_| ())
    }
}

impl Along for Value<'_> {
    type Error = Failure;

    fn plan(&self, at: f64) -> Result<Case, Failure> {
        let job = Job {
            selection: self.selection(at),
            options: self.options.clone(),
            second: None,
        };
        let (case, ending) = case(&plan(self.instance, &job, &|_| ())?);
        self.endings.note(ending);
        Ok(case)
    }

    fn kinks(&self, low: f64, high: f64) -> Result<Option<Vec<f64>>, Failure> {
        if low < self.range.from || high > self.range.to {
            return Ok(None);
        }
        let (first, last) = (self.posed(low)?, self.posed(high)?);
        let same = (&first.model.rows, &first.model.columns) == (&last.model.rows, &last.model.columns);
        let Some(moves) = moved(&first.model.lp, &last.model.lp).filter(|_| same) else {
            return Ok(None);
        };
        let line = Line {
            value: self,
            ends: [(low, &first.model.lp), (high, &last.model.lp)],
            moves,
        };
        if line.posed(low + PROBE * (high - low))?.is_none() {
            return Ok(None);
        }
        let (Some(below), Some(above)) = (line.tangent(&first, low)?, line.tangent(&last, high)?) else {
            return Ok(None);
        };
        kinks([&below, &above], &|at| match line.posed(at)? {
            Some(posed) => line.tangent(&posed, at),
            None => Ok(None),
        })
    }
}

/// Programs that move along a straight line.
struct Line<'a> {
    value: &'a Value<'a>,
    ends: [(f64, &'a Lp); 2],
    moves: Moved,
}

impl Line<'_> {
    /// The program at a value; none where it lies off the line.
    fn posed(&self, at: f64) -> Result<Option<Posed>, Failure> {
        let [(low, first), (high, last)] = self.ends;
        let posed = self.value.posed(at)?;
        let on = is_straight((first, &posed.model.lp, last), (at - low) / (high - low));
        Ok(on.then_some(posed))
    }

    /// Aims at a value and how they go on; none without a plan that is proved, or without its duals.
    fn tangent(&self, posed: &Posed, at: f64) -> Result<Option<Tangent>, Failure> {
        let (outcome, proof) = solved(&posed.model.lp, &posed.options(self.value.options)).map_err(Failure::Solver)?;
        let proved = outcome.status == Status::Optimal && certificate::stands(&proof, outcome.status);
        let lines = self.lines(&posed.model.lp, &outcome).filter(|_| proved);
        Ok(lines.map(|(values, slopes)| Tangent { at, values, slopes }))
    }

    /// Values of the aims that move, and their slopes: by duals where bounds move, by the plan where coefficients of an aim do.
    fn lines(&self, lp: &Lp, outcome: &Outcome) -> Option<(Vec<f64>, Vec<f64>)> {
        let [(low, first), (high, last)] = self.ends;
        let point = outcome.point.as_deref()?;
        let slope = |at_low: f64, at_high: f64| (at_high - at_low) / (high - low);
        match self.moves {
            Moved::Level(k) => {
                let at = |lp: &Lp| lp.levels.get(k).map(|level| level.at(point));
                Some((vec![at(lp)?], vec![slope(at(first)?, at(last)?)]))
            }
            Moved::Bounds => {
                let duals = outcome.duals.as_ref()?.iter().enumerate();
                let lines: Option<Vec<DualLine>> = duals.map(|(k, duals)| DualLine::of(lp, k, (point, duals))).collect();
                let slopes = lines?.iter().map(|line| slope(line.at(first), line.at(last))).collect();
                Some((outcome.levels.clone(), slopes))
            }
        }
    }
}
