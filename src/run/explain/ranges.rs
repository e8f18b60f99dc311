//! Ranging by planning anew.
//!
//! A number is moved as a user would move it, with everything that follows from it: duties on its customs value, all classes, all
//! periods. Where prices move, the cost of the plan as it is and that of the plan found far out are lines that cross; where amounts
//! move, the values at two bases are. The crossing is the next place to look at, and the last one is the end of the range: exact
//! where cost is linear in the number, however degenerate the basis is; to within a probe where it has a kink of its own.

use super::super::batch::posed;
use super::super::compare::Told;
use super::super::warm::{self, Warm};
use super::super::{Ending, Failure, Instance, pipeline::Step};
use super::base::{Base, plan_of};
use super::many::{self, Session};
use crate::explain::losses::Standing;
use crate::explain::ranges::{End, Moves, PATTERNS, Parameter, Range, Ranges};
use crate::formulation::Model;
use crate::lp::{DualLine, Lp};
use crate::network::Network;
use crate::solve::{Options, Reason, SolveError};
use crate::spec::{Change, Selection, Series};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Factors of a tornado.
const SWING: [f64; 2] = [0.8, 1.2];
/// Factors that are tried in turn as far ends of a range.
const FAR: [[f64; 3]; 2] = [[0.0, 0.1, 0.5], [10.0, 3.0, 1.5]];
/// Most steps to an end.
const STEPS: usize = 40;
/// Width of a factor within which an end counts as found.
const WIDTH: f64 = 1e-9;
/// Part of the way to the outer end at which a crossing at the inner end is probed.
const PROBE: f64 = 1e-4;
/// Values below this share of the largest are rounding, as in plans.
const DUST: f64 = 1e-11;
/// Part of a level within which two values are the same.
const SAME: f64 = 1e-8;

/// Which numbers to range, in which plan.
#[derive(Clone, Debug)]
pub struct RangeAsk {
    /// Policy, scenarios, settings.
    pub selection: Selection,
    /// How to solve.
    pub options: Options,
    /// So many numbers, those that move most at first sight.
    pub most: usize,
}

/// Ranges the numbers that move shortage or cost most. Where the instance itself has no plan: how its solve ended.
///
/// # Errors
/// When the input is wrong or the solver fails.
pub fn ranges(instance: &Instance, ask: &RangeAsk, told: Told) -> Result<Result<Ranges, Ending>, Failure> {
    told(Step::Reading);
    let base = match Base::of(instance, &ask.selection, &ask.options)? {
        Ok(base) => base,
        Err(ending) => return Ok(Err(ending)),
    };
    let all = parameters(&base);
    let desk = Desk::of(&base);
    let chosen = desk.most_influential(&all, ask.most).map_err(Failure::Solver)?;
    let left_out = all.len() - chosen.len();
    let ranges = desk.range(&chosen, told).map_err(Failure::Solver)?;
    let found = Ranges {
        policy: base.network.policy.clone(),
        scenarios: base.network.scenarios.clone(),
        tiers: base.network.tiers.clone(),
        before: Standing::of(&base.network, &base.plan),
        ranges,
        left_out,
    };
    Ok(Ok(found.ranked()))
}

/// Numbers of an instance that may be ranged, in order of patterns.
pub(super) fn parameters(base: &Base) -> Vec<Parameter> {
    let all = PATTERNS.iter().flat_map(|pattern| {
        let paths = base.prepared.paths(pattern.0);
        paths.into_iter().map(|path| Parameter::of(*pattern, &path))
    });
    all.filter(|parameter| !parameter.is_of_other(&base.network.policy)).collect()
}

/// The plan, and the values of its levels as lines over bounds.
pub(super) struct Desk<'a> {
    base: &'a Base,
    lines: Vec<DualLine>,
}

/// The program with a number moved, and its plan.
struct Trial {
    network: Network,
    model: Model,
    warm: Warm,
}

/// An end between two factors: at the inner one the plan as it is is the best, at the outer one it is not.
struct Search {
    inner: (f64, Lp),
    outer: (f64, Trial),
    /// The outer one before.
    before: Option<(f64, Lp)>,
    /// The level in which another plan is better at the outer one.
    level: usize,
}

impl Search {
    fn narrow(&mut self, outer: (f64, Trial), level: usize) {
        let (factor, trial) = std::mem::replace(&mut self.outer, outer);
        self.before = Some((factor, trial.model.lp));
        self.level = level;
    }
}

impl<'a> Desk<'a> {
    pub(super) fn of(base: &'a Base) -> Self {
        let lines = lines(&base.model.lp, &base.outcome);
        Self { base, lines }
    }

    /// Ranges numbers, each on some thread.
    pub(super) fn range(&self, parameters: &[Parameter], told: Told) -> Result<Vec<Range>, SolveError> {
        let done = AtomicUsize::new(0);
        let of = parameters.len();
        let one = |session: &mut Session<'_>, parameter: &Parameter| {
            let range = self.one(session, parameter);
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            told(Step::Comparing { done, of });
            range
        };
        many::each((&self.base.model.lp, &self.base.options), parameters, one)
    }

    fn one(&self, session: &mut Session<'_>, parameter: &Parameter) -> Result<Range, SolveError> {
        let [less, more] = SWING.map(|factor| self.trial(session, parameter, factor));
        let (less, more) = (less?, more?);
        let moves = less
            .iter()
            .chain(&more)
            .map(|trial| self.moves(&trial.model.lp))
            .find(|moves| *moves != Moves::Nothing);
        let moves = moves.unwrap_or(Moves::Nothing);
        let [low, high] = FAR.map(|far| self.end(session, (parameter, moves), far));
        let standing = |trial: Trial| {
            let plan = plan_of((&trial.network, &trial.model), &trial.warm);
            Standing::of(&trial.network, &plan)
        };
        Ok(Range {
            parameter: parameter.clone(),
            number: self.base.prepared.number(&parameter.path),
            moves,
            paid: less.iter().chain(&more).any(|trial| self.pays(&trial.model.lp)),
            less: less.map(standing),
            more: more.map(standing),
            low: low?,
            high: high?,
        })
    }

    /// Plans with a number multiplied; nothing where the input does not allow it, the program has another shape, or there is no plan.
    fn trial(&self, session: &mut Session<'_>, parameter: &Parameter, factor: f64) -> Result<Option<Trial>, SolveError> {
        let Some((network, model)) = self.posed(parameter, factor) else {
            return Ok(None);
        };
        let seed = self.base.seed.as_ref().ok_or(Reason::Base);
        let warm = warm::solve(&model.lp, session.hot()?, seed)?;
        let trial = Trial { network, model, warm };
        Ok(Some(trial).filter(|trial| trial.warm.stands()))
    }

    /// Whether the plan pays a price that differs in another program.
    fn pays(&self, lp: &Lp) -> bool {
        let cost = self.base.network.cost_level();
        let costs = |lp: &Lp| {
            lp.levels
                .get(cost)
                .map(|level| level.coefficients.clone())
                .unwrap_or_default()
        };
        let largest = self
            .base
            .point()
            .iter()
            .fold(1.0_f64, |largest, value| largest.max(value.abs()));
        let mut all = costs(&self.base.model.lp).into_iter().zip(costs(lp)).zip(self.base.point());
        all.any(|((before, after), value)| before != after && *value > DUST * largest)
    }

    fn posed(&self, parameter: &Parameter, factor: f64) -> Option<(Network, Model)> {
        let change = Change {
            path: parameter.path.clone(),
            scale: true,
            amount: Series::Constant(factor),
            unit: None,
        };
        let (network, model) = posed(&self.base.prepared, &[change], "a range").ok()?;
        let same = (&model.columns, &model.rows) == (&self.base.model.columns, &self.base.model.rows);
        same.then_some((network, model))
    }

    /// What differs between the program and another.
    fn moves(&self, lp: &Lp) -> Moves {
        let base = &self.base.model.lp;
        let prices = base.levels != lp.levels;
        let columns = (&base.column_lower, &base.column_upper) != (&lp.column_lower, &lp.column_upper);
        let amounts = columns || (&base.row_lower, &base.row_upper) != (&lp.row_lower, &lp.row_upper);
        let entries = (&base.starts, &base.rows, &base.values) != (&lp.starts, &lp.rows, &lp.values);
        match (prices, amounts, entries) {
            (false, false, false) => Moves::Nothing,
            (true, false, false) => Moves::Prices,
            (false, true, false) if !self.lines.is_empty() => Moves::Amounts,
            _ => Moves::Both,
        }
    }

    /// Where the plan as it is ends to be the best one, on one side.
    fn end(&self, session: &mut Session<'_>, (parameter, moves): (&Parameter, Moves), far: [f64; 3]) -> Result<End, SolveError> {
        match moves {
            Moves::Nothing => return Ok(End::Beyond(far[0])),
            Moves::Both => return Ok(End::Unknown),
            // With whole numbers, prices of amounts are those of the decisions as they are, and other decisions may be better at once.
            Moves::Amounts if self.base.model.lp.is_mixed_integer() => return Ok(End::Unknown),
            Moves::Prices | Moves::Amounts => {}
        }
        let mut outer = None;
        for factor in far {
            outer = self.trial(session, parameter, factor)?.map(|trial| (factor, trial));
            if outer.is_some() {
                break;
            }
        }
        let Some((outer, trial)) = outer else {
            return Ok(End::Unknown);
        };
        let Some(level) = self.better(&trial, moves) else {
            return Ok(End::Beyond(outer));
        };
        let mut search = Search {
            inner: (1.0, self.base.model.lp.clone()),
            outer: (outer, trial),
            before: None,
            level,
        };
        for _ in 0..STEPS {
            let (probed, crossing) = self.next(&search, moves);
            let Some(next) = self.trial(session, parameter, crossing)? else {
                return Ok(End::Unknown);
            };
            match self.better(&next, moves) {
                Some(better) => {
                    search.narrow((crossing, next), better);
                    if probed && self.crosses(&search, moves, &search.inner.1) {
                        return Ok(End::At(search.inner.0));
                    }
                }
                None if !probed && self.crosses(&search, moves, &next.model.lp) => return Ok(End::At(crossing)),
                None => search.inner = (crossing, next.model.lp),
            }
            if (search.outer.0 - search.inner.0).abs() <= WIDTH {
                break;
            }
        }
        Ok(End::At(search.inner.0))
    }

    /// The factor to look at next, and whether it is a probe just beyond the inner end.
    ///
    /// The lines of the two plans cross there: seen from the inner end where they differ at it, else from the outer ends, where they may
    /// run on another piece; half way where nothing is known of that piece. A crossing at the inner end itself is probed.
    fn next(&self, search: &Search, moves: Moves) -> (bool, f64) {
        let ((inner, inner_lp), (outer, trial)) = (&search.inner, &search.outer);
        let at = |lp: &Lp| self.excess((trial, moves), search.level, lp);
        let (near, far) = (at(inner_lp), at(&trial.model.lp));
        let crossing = match &search.before {
            _ if !self.is_same(search.level, near) => inner + (outer - inner) * share(near, far),
            Some((before, lp)) => outer - (before - outer) * far / (at(lp) - far),
            None => (inner + outer) / 2.0,
        };
        let way = (crossing - inner) / (outer - inner);
        match way.is_finite() && way < 1.0 {
            true if way > PROBE => (false, crossing),
            true => (true, inner + PROBE * (outer - inner)),
            false => (false, (inner + outer) / 2.0),
        }
    }

    /// Whether the lines of the two plans cross under the numbers of a program.
    fn crosses(&self, search: &Search, moves: Moves, lp: &Lp) -> bool {
        self.is_same(search.level, self.excess((&search.outer.1, moves), search.level, lp))
    }

    /// The first level, shortages before cost, in which another plan is better than the one as it is.
    fn better(&self, trial: &Trial, moves: Moves) -> Option<usize> {
        let levels = 0..=self.base.network.cost_level();
        let found = levels.map(|k| (k, self.excess((trial, moves), k, &trial.model.lp)));
        let first = found.into_iter().find(|(k, excess)| !self.is_same(*k, *excess));
        first.filter(|(_, excess)| *excess > 0.0).map(|(k, _)| k)
    }

    fn is_same(&self, level: usize, difference: f64) -> bool {
        let size = self.base.outcome.levels.get(level).map_or(1.0, |value| value.abs().max(1.0));
        difference.abs() <= SAME * size
    }

    /// By how much the plan as it is falls behind another one in a level, under the numbers of a program.
    ///
    /// Prices: cost of the one point less that of the other. Amounts: value at the other basis less that at the one, as the value of a
    /// program is the largest over its bases.
    fn excess(&self, (trial, moves): (&Trial, Moves), level: usize, lp: &Lp) -> f64 {
        if moves == Moves::Prices {
            let of = |point: &[f64]| lp.levels.get(level).map_or(0.0, |level| level.at(point));
            return of(self.base.point()) - of(trial.warm.point().unwrap_or_default());
        }
        let other = lines(&trial.model.lp, &trial.warm.outcome);
        let of = |lines: &[DualLine]| lines.get(level).map_or(0.0, |line| line.at(lp));
        of(&other) - of(&self.lines)
    }

    /// The numbers that move shortage or cost most, judged by the plan and its marginal prices alone.
    fn most_influential(&self, all: &[Parameter], most: usize) -> Result<Vec<Parameter>, SolveError> {
        if all.len() <= most {
            return Ok(all.to_vec());
        }
        let base = (&self.base.model.lp, &self.base.options);
        let influence = many::each(base, all, |_, parameter| Ok(self.influence(parameter)))?;
        let mut order: Vec<usize> = (0..all.len()).collect();
        let of = |k: &usize| influence.get(*k).map(Vec::as_slice).unwrap_or_default();
        order.sort_by(|one, other| {
            let pairs = of(other).iter().zip(of(one));
            let first = pairs.map(|(other, one)| other.total_cmp(one)).find(|order| order.is_ne());
            first.unwrap_or(std::cmp::Ordering::Equal)
        });
        Ok(order.iter().take(most).filter_map(|k| all.get(*k).cloned()).collect())
    }

    /// Change of each level, shortages before cost, with a fifth more of a number, were the plan to stay.
    fn influence(&self, parameter: &Parameter) -> Vec<f64> {
        let levels = 0..=self.base.network.cost_level();
        let Some((_, model)) = self.posed(parameter, SWING[1]) else {
            return vec![0.0; levels.count()];
        };
        let priced = |lp: &Lp, k: usize| lp.levels.get(k).map_or(0.0, |level| level.at(self.base.point()));
        let bounded = |lp: &Lp, k: usize| self.lines.get(k).map_or(0.0, |line| line.at(lp));
        let (before, after) = (&self.base.model.lp, &model.lp);
        let change = |k| {
            let change = priced(after, k) - priced(before, k) + bounded(after, k) - bounded(before, k);
            if self.is_same(k, change) { 0.0 } else { change.abs() }
        };
        levels.map(change).collect()
    }
}

/// Where a line from a value at the inner end (not positive) to one at the outer end (positive) crosses zero, as a share of the way; the
/// middle where it does not.
fn share(inner: f64, outer: f64) -> f64 {
    let share = -inner / (outer - inner);
    if share.is_finite() && (0.0..1.0).contains(&share) {
        share
    } else {
        0.5
    }
}

/// Every level as a line over bounds; none without duals.
fn lines(lp: &Lp, outcome: &crate::solve::Outcome) -> Vec<DualLine> {
    let (Some(point), Some(duals)) = (&outcome.point, &outcome.duals) else {
        return Vec::new();
    };
    let levels = duals.iter().enumerate();
    levels.filter_map(|(k, duals)| DualLine::of(lp, k, (point, duals))).collect()
}
