//! Mixed-integer programs, level by level.
//!
//! The relaxation bounds each level; its point, rounded, gives plans to begin with. Branch and cut runs for a level only where the best plan
//! known is further from the bound than the gap, and starts from that plan. Where an aim is left within a gap, its decisions stand for the aims
//! after it: who of two plans is better there is not known well enough to choose by a later aim.

use super::highs::{Session, Verdict};
use super::lexicographic::{self, Ended, unproved, work};
use super::scale::Scale;
use super::{GAP, Options, Outcome, Proof, SolveError, Status, Work, doubt, rounding};
use crate::lp::{Lp, with_slack};

/// Relative slack of a level held by a row.
const SLACK: f64 = 1e-8;
/// Relative difference within which a value is that of the relaxation, whose bounds of later levels then hold.
const EXACT: f64 = 1e-9;
/// Relative difference of a value and its bound beyond which the level counts as left within a gap.
const OPEN: f64 = 1e-6;

/// Solves a mixed-integer program, with the whole numbers of a plan of another as a try where one is given. The duals are those of the
/// linear program with the whole numbers fixed.
pub(super) fn solve(lp: &Lp, options: &Options, start: Option<&[f64]>) -> Result<Outcome, SolveError> {
    let root = lexicographic::solve(&relaxed(lp), options)?;
    if !matches!(root.status, Status::Optimal | Status::Unbounded) {
        let violations = root.violations;
        return Ok(Outcome {
            violations,
            ..unproved(lp, root.status, None, root.work)
        });
    }
    let mut search = Search {
        lp,
        options,
        scale: Scale::of(lp, root.point.as_deref().or(start).unwrap_or_default()),
        spent: root.work,
        best: None,
        values: Vec::new(),
        claimed: Vec::new(),
        bounds: (root.status == Status::Optimal).then_some(root.levels),
    };
    if let Some(start) = start.filter(|start| keeps_bounds(lp, start)) {
        search.best = search.polished(start)?;
    }
    search.round(root.point.as_deref())?;
    for level in 0..lp.levels.len() {
        if let Some(ended) = search.settle(level)? {
            return Ok(ended);
        }
    }
    search.end()
}

/// A program whose levels are settled in turn.
struct Search<'a> {
    lp: &'a Lp,
    options: &'a Options,
    /// Unit in which branch and cut runs.
    scale: Scale,
    spent: Work,
    /// The best plan known, at the optimum for its whole numbers.
    best: Option<Outcome>,
    /// Values of the levels settled: all, or those up to the first that is above its bound.
    values: Vec<f64>,
    /// Their bounds.
    claimed: Vec<f64>,
    /// Bounds of all levels by the relaxation, while the levels settled have its values.
    bounds: Option<Vec<f64>>,
}

impl Search<'_> {
    /// Takes the best of the plans that rounding a point gives.
    fn round(&mut self, point: Option<&[f64]>) -> Result<(), SolveError> {
        for candidate in point.map(|point| rounding::candidates(self.lp, point)).unwrap_or_default() {
            let found = self.polished(&candidate)?;
            if let Some(found) = found.filter(|found| self.best.as_ref().is_none_or(|best| comes_before(found, best))) {
                self.best = Some(found);
            }
            let closed = |bounds: &Vec<f64>| (0..bounds.len()).all(|k| self.closes(k, bounds[k]).is_some());
            if self.bounds.as_ref().is_some_and(closed) {
                break;
            }
        }
        Ok(())
    }

    /// Settles a level; an outcome where the search ends with it.
    fn settle(&mut self, level: usize) -> Result<Option<Outcome>, SolveError> {
        if self.is_open() {
            return Ok(None);
        }
        let bound = self.bound(level)?;
        match bound.and_then(|bound| Some((self.closes(level, bound)?, bound))) {
            Some((value, bound)) => self.keep(value, bound),
            None => return self.branch(level, bound),
        }
        Ok(None)
    }

    /// Whether the last level settled is above its bound.
    fn is_open(&self) -> bool {
        let last = self.values.last().zip(self.claimed.last());
        last.is_some_and(|(value, claimed)| value - claimed > OPEN * value.abs().max(1.0))
    }

    fn keep(&mut self, value: f64, bound: f64) {
        let own = self.bounds.as_ref().and_then(|bounds| bounds.get(self.values.len()));
        if own.is_some_and(|own| value - own > EXACT * value.abs().max(1.0)) {
            self.bounds = None;
        }
        self.values.push(value);
        self.claimed.push(bound);
    }

    /// Bound of a level by the relaxation, with the levels before it held.
    fn bound(&mut self, level: usize) -> Result<Option<f64>, SolveError> {
        if let Some(bounds) = &self.bounds {
            return Ok(bounds.get(level).copied());
        }
        if level == 0 || self.best.is_none() {
            return Ok(None);
        }
        let held = self.held(level)?;
        let outcome = lexicographic::solve(&relaxed(&held), &self.left())?;
        self.spent = add(&self.spent, &outcome.work);
        Ok((outcome.status == Status::Optimal)
            .then(|| outcome.levels.first().copied())
            .flatten())
    }

    /// Value of a level in the best plan, where it is near enough to a bound.
    fn closes(&self, level: usize, bound: f64) -> Option<f64> {
        let value = self.best.as_ref()?.levels.get(level).copied()?;
        (value - bound <= self.gap() * value.abs().max(1.0)).then_some(value)
    }

    /// Branch and cut for a level, from the best plan; `bound` by the relaxation.
    fn branch(&mut self, level: usize, bound: Option<f64>) -> Result<Option<Outcome>, SolveError> {
        let held = self.held(level)?;
        let run = self.run(&held)?;
        let closed = self.is_closed(&held, &run);
        let objective = &self.lp.levels[level];
        let claimed = (run.bound + objective.offset).max(bound.unwrap_or(f64::NEG_INFINITY));
        let best = self.best.take().and_then(|best| best.point);
        match (run.verdict, run.point) {
            (Verdict::Optimal, Some(point)) if !closed => {
                self.claimed.push(claimed);
                Ok(Some(self.stopped(Status::IterationLimit, Some(point))))
            }
            (Verdict::Optimal, Some(point)) => {
                let value = objective.at(&point);
                self.keep(value, claimed.min(value));
                self.best = self.polished(&point)?;
                Ok(self.best.is_none().then(|| self.stopped(Status::TimeLimit, Some(point))))
            }
            (limit @ (Verdict::TimeLimit | Verdict::IterationLimit), point) => {
                let status = if limit == Verdict::TimeLimit {
                    Status::TimeLimit
                } else {
                    Status::IterationLimit
                };
                self.claimed.extend(claimed.is_finite().then_some(claimed));
                Ok(Some(self.stopped(status, point.or(best))))
            }
            (verdict, _) if level == 0 => doubt::settle_mixed(self.lp, self.options, (&verdict, self.spent.clone())).map(Some),
            (verdict, _) => Err(doubt::disagreement(&format!(
                "level `{}` ended in {verdict:?}",
                objective.name
            ))),
        }
    }

    /// Minimises the only level of a program by branch and cut, from the best plan. The solver has called a plan optimal that was far above its own
    /// bound, where it was given one to start from; such an answer is asked for again from nothing, and then without presolve.
    fn run(&mut self, held: &Lp) -> Result<Run, SolveError> {
        let start = self.best.as_ref().and_then(|best| best.point.clone());
        let tries = [(start.as_deref(), "choose"), (None, "choose"), (None, "off")];
        let mut last = None;
        for (start, presolve) in tries {
            let run = self.once(held, (start, presolve))?;
            self.spent = add(&self.spent, &run.work);
            let done = run.verdict != Verdict::Optimal || self.is_closed(held, &run);
            last = Some(run);
            if done {
                break;
            }
        }
        last.ok_or_else(|| doubt::disagreement("branch and cut did not run"))
    }

    /// Whether a point is within the gap of the solver's bound.
    fn is_closed(&self, held: &Lp, run: &Run) -> bool {
        let value = held
            .levels
            .first()
            .zip(run.point.as_ref())
            .map(|(level, point)| level.at(point) - level.offset);
        value.is_some_and(|value| value - run.bound <= self.gap().max(OPEN) * value.abs().max(1.0))
    }

    fn once(&self, held: &Lp, (start, presolve): (Option<&[f64]>, &'static str)) -> Result<Run, SolveError> {
        let held = self.scale.program(held);
        let costs = held.levels.first().map_or(&[][..], |level| level.coefficients.as_slice());
        let mut session = Session::new(&held, costs)?;
        session.limit(self.left().time_limit);
        session.set("mip_rel_gap", self.gap())?;
        session.set("mip_abs_gap", self.gap())?;
        session.set("mip_feasibility_tolerance", 1e-9)?;
        session.set("presolve", presolve)?;
        if let Some(start) = start {
            session.start_from(&self.scale.shrink(start))?;
        }
        let verdict = session.run()?;
        Ok(Run {
            verdict,
            point: session.point().map(|point| self.scale.grow(&point)),
            bound: self.scale.value(session.mip_bound().unwrap_or(f64::NEG_INFINITY)),
            work: work(&session, "branch and cut"),
        })
    }

    /// The best plan with the whole numbers of a point, all levels in order; none where there is no such plan, or no time.
    fn polished(&mut self, point: &[f64]) -> Result<Option<Outcome>, SolveError> {
        let outcome = match lexicographic::attempt(&fixed(self.lp, point), &self.left())? {
            Ended::Settled(outcome) => outcome,
            Ended::Doubtful(_, work) => unproved(self.lp, Status::Infeasible, None, work),
        };
        self.spent = add(&self.spent, &outcome.work);
        Ok((outcome.status == Status::Optimal).then_some(outcome))
    }

    fn held(&self, level: usize) -> Result<Lp, SolveError> {
        with_slack(self.lp, level, &self.values, SLACK).ok_or_else(|| doubt::disagreement("a level has no value"))
    }

    fn gap(&self) -> f64 {
        self.options.gap.unwrap_or(GAP)
    }

    fn left(&self) -> Options {
        doubt::remaining(self.options, &self.spent)
    }

    /// What is known when a limit is reached: a plan, and the bounds of the levels settled and of the one in hand.
    fn stopped(&self, status: Status, point: Option<Vec<f64>>) -> Outcome {
        Outcome {
            claimed: self.claimed.clone(),
            ..unproved(self.lp, status, point, self.spent.clone())
        }
    }

    fn end(self) -> Result<Outcome, SolveError> {
        let best = self.best.ok_or_else(|| doubt::disagreement("no level to minimise"))?;
        Ok(Outcome {
            claimed: self.claimed,
            proof: Proof::LevelByLevel,
            work: self.spent,
            ..best
        })
    }
}

/// What branch and cut gave for one level.
struct Run {
    verdict: Verdict,
    point: Option<Vec<f64>>,
    /// Bound that the solver claims, without the level's constant part.
    bound: f64,
    work: Work,
}

/// Whether the levels of one outcome are less than those of another, at the first that differs.
fn comes_before(one: &Outcome, other: &Outcome) -> bool {
    let differs = |(a, b): &(&f64, &f64)| (*a - *b).abs() > EXACT * a.abs().max(b.abs()).max(1.0);
    one.levels.iter().zip(&other.levels).find(differs).is_some_and(|(a, b)| a < b)
}

/// Whether the whole numbers of a point lie within their bounds.
fn keeps_bounds(lp: &Lp, point: &[f64]) -> bool {
    let bounds = lp.column_lower.iter().zip(&lp.column_upper);
    let mut whole = bounds.zip(point).zip(&lp.integer).filter(|(_, whole)| **whole);
    whole.all(|(((lower, upper), value), _)| (*lower..=*upper).contains(&value.round()))
}

/// The linear program with the whole numbers fixed at a point.
fn fixed(lp: &Lp, point: &[f64]) -> Lp {
    let mut fixed = relaxed(lp);
    let bounds = fixed.column_lower.iter_mut().zip(&mut fixed.column_upper);
    for (((lower, upper), &whole), value) in bounds.zip(&lp.integer).zip(point) {
        if whole {
            (*lower, *upper) = (value.round(), value.round());
        }
    }
    fixed
}

/// The linear program without whole numbers.
fn relaxed(lp: &Lp) -> Lp {
    Lp {
        integer: vec![false; lp.columns()],
        ..lp.clone()
    }
}

/// The work of both; the method is what did most of it.
fn add(work: &Work, more: &Work) -> Work {
    let most = if more.seconds > work.seconds { more } else { work };
    Work {
        solver: more.solver.clone(),
        method: most.method.clone(),
        seconds: work.seconds + more.seconds,
        iterations: work.iterations + more.iterations,
    }
}
