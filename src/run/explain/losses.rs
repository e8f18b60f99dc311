//! Every single loss planned anew, hot and on every thread, from the decisions of the plan that stand.
//!
//! A loss changes bounds and constants alone, so the basis of the plan is one to start from. A rule of origin that is no longer asked
//! for changes the classes, and with them rows and columns: it is planned cold.

use super::super::compare::Told;
use super::super::warm::{self, Warm};
use super::super::{Ending, Failure, Instance, pipeline::Step};
use super::base::{Base, plan_of};
use super::many::{self, Session};
use crate::explain::lacking;
use crate::explain::losses::{self, After, Effect, Fate, Gone, Losable, Loss, Losses, Lost, Standing, is_committed};
use crate::formulation::{ColumnKey, Model, RowKey, formulate};
use crate::lp::Lp;
use crate::network::{Network, RuleSet};
use crate::origin;
use crate::plan::Plan;
use crate::solve::{self, Options, Reason, Seed, SolveError, Start, Status};
use crate::spec::Selection;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What may be lost, from which plan.
#[derive(Clone, Debug)]
pub struct LossAsk {
    /// Policy, scenarios, settings.
    pub selection: Selection,
    /// How to solve.
    pub options: Options,
    /// What may be lost.
    pub kind: Losable,
    /// Whether pairs are lost too.
    pub pairs: bool,
}

/// Plans every single loss, and every pair where asked for; the worst first. Where the instance itself has no plan: how its solve ended.
///
/// # Errors
/// When the input is wrong or the solver fails.
pub fn losses(instance: &Instance, ask: &LossAsk, told: Told) -> Result<Result<Losses, Ending>, Failure> {
    told(Step::Reading);
    let base = match Base::of(instance, &ask.selection, &ask.options)? {
        Ok(base) => base,
        Err(ending) => return Ok(Err(ending)),
    };
    let desk = Desk::of(&base).map_err(Failure::Solver)?;
    let singles = losses::losses(&base.network, ask.kind);
    let pairs = if ask.pairs { losses::pairs(&singles) } else { Vec::new() };
    let count = Count {
        told,
        done: AtomicUsize::new(0),
        of: singles.len() + pairs.len(),
    };
    let known = desk.all(&singles, &[], &count)?;
    let both = desk.all(&pairs, &known, &count)?;
    let lost = known.into_iter().chain(both).map(|known| known.lost).collect();
    let found = Losses {
        policy: base.network.policy.clone(),
        scenarios: base.network.scenarios.clone(),
        kind: ask.kind,
        tiers: base.network.tiers.clone(),
        before: Standing::of(&base.network, &base.plan),
        lost,
    };
    Ok(Ok(found.ranked()))
}

/// A loss, and the point of the plan after it where there is another.
struct Known {
    lost: Lost,
    point: Option<Vec<f64>>,
}

/// How far the work is.
struct Count<'a> {
    told: Told<'a>,
    done: AtomicUsize,
    of: usize,
}

impl Count<'_> {
    fn one_more(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        (self.told)(Step::Comparing { done, of: self.of });
    }
}

/// The plan, and the program whose decisions stand.
struct Desk<'a> {
    base: &'a Base,
    standing: Lp,
    seed: Option<Seed>,
}

impl<'a> Desk<'a> {
    fn of(base: &'a Base) -> Result<Self, SolveError> {
        let decided = decided(&base.model.columns, base.point());
        let standing = standing(&base.model, &decided);
        let seed = if decided.is_empty() {
            base.seed.clone()
        } else {
            solve::seed(&standing, &base.options)?.1
        };
        Ok(Self { base, standing, seed })
    }

    /// Plans losses, each on some thread; they stay in order. `known` are single losses that pairs may leave as they are.
    fn all(&self, losses: &[Loss], known: &[Known], count: &Count<'_>) -> Result<Vec<Known>, Failure> {
        let one = |session: &mut Session<'_>, loss: &Loss| {
            let lost = self.one(session, loss, known);
            count.one_more();
            lost
        };
        many::each((&self.standing, &self.base.options), losses, one).map_err(Failure::Solver)
    }

    fn one(&self, session: &mut Session<'_>, loss: &Loss, known: &[Known]) -> Result<Known, SolveError> {
        if loss.rules != RuleSet::default() {
            return self.without_rules(loss);
        }
        let gone = Gone::of(&self.base.network, loss);
        if self.spares(&gone, self.base.point()) {
            return Ok(told(loss, (After::Same, "none: the plan uses nothing of it"), None));
        }
        if let Some(same) = known.iter().find(|known| self.covers(known, loss, &gone)) {
            let after = (same.lost.after.clone(), "none: one loss alone does the same");
            return Ok(told(loss, after, None));
        }
        let lp = self.lose(&gone);
        let warm = warm::solve(&lp, session.hot()?, self.seed.as_ref().ok_or(Reason::Base))?;
        Ok(self.told(loss, (&self.base.network, &self.base.model), &warm))
    }

    /// Whether a plan uses nothing of what is gone, nor has a duty that falls with it.
    fn spares(&self, gone: &Gone<'_>, point: &[f64]) -> bool {
        let largest = point.iter().fold(1.0_f64, |largest, value| largest.max(value.abs()));
        let used = self.base.model.columns.iter().zip(point);
        let taken = used
            .filter(|(_, value)| **value > DUST * largest)
            .any(|(key, _)| gone.takes(key));
        let mut rows = self.base.model.rows.iter().zip(bounds(&self.base.model.lp));
        let falls = rows.any(|(key, bounds)| match gone.fate(key) {
            Fate::Stands => false,
            Fate::Freed => !matches!(key, RowKey::Viability(..)),
            Fate::Emptied => bounds != (0.0, 0.0),
        });
        !taken && !falls
    }

    /// Whether the plan after one part of a pair uses nothing of the other.
    fn covers(&self, known: &Known, pair: &Loss, gone: &Gone<'_>) -> bool {
        let part = known.lost.loss.names.iter().all(|name| pair.names.contains(name));
        part && known.point.as_deref().is_some_and(|point| self.spares(gone, point))
    }

    /// The program after a loss.
    fn lose(&self, gone: &Gone<'_>) -> Lp {
        let mut lp = self.standing.clone();
        for (upper, key) in lp.column_upper.iter_mut().zip(&self.base.model.columns) {
            if gone.takes(key) {
                *upper = 0.0;
            }
        }
        let rows = lp.row_lower.iter_mut().zip(&mut lp.row_upper);
        for ((lower, upper), key) in rows.zip(&self.base.model.rows) {
            (*lower, *upper) = match gone.fate(key) {
                Fate::Stands => continue,
                Fate::Freed => (f64::NEG_INFINITY, f64::INFINITY),
                Fate::Emptied => (0.0, 0.0),
            };
        }
        lp
    }

    /// The plan that asks for some rules no longer.
    fn without_rules(&self, loss: &Loss) -> Result<Known, SolveError> {
        let network = losses::without_rules(&self.base.network, loss.rules);
        let mut model = formulate(&origin::label(&network));
        model.lp = standing(&model, &decided(&self.base.model.columns, self.base.point()));
        let warm = warm::cold(&model.lp, &self.base.options, Reason::Shape)?;
        Ok(self.told(loss, (&network, &model), &warm))
    }

    fn told(&self, loss: &Loss, (network, model): (&Network, &Model), warm: &Warm) -> Known {
        if !warm.stands() {
            let why = reason((network, model), warm);
            return told(loss, (After::Without(why), started(warm.start)), None);
        }
        let plan: Plan = plan_of((network, model), warm);
        let effect = Effect::of(&self.base.network, &self.base.plan, &plan);
        let after = (After::Planned(Box::new(effect)), started(warm.start));
        told(loss, after, warm.point().map(<[f64]>::to_vec))
    }
}

/// Values below this share of the largest are rounding, as in plans.
const DUST: f64 = 1e-11;

fn told(loss: &Loss, (after, solved): (After, &'static str), point: Option<Vec<f64>>) -> Known {
    let loss = loss.clone();
    Known {
        lost: Lost { loss, after, solved },
        point,
    }
}

fn started(start: Start) -> &'static str {
    match start {
        Start::Cold(Reason::Base) => "cold: there is no basis to start from",
        start => start.name(),
    }
}

/// Why there is no plan.
fn reason((network, model): (&Network, &Model), warm: &Warm) -> String {
    let outcome = &warm.outcome;
    match outcome.status {
        Status::Infeasible => {
            let rows = outcome.violations.iter();
            let named = rows.filter_map(|(row, by)| Some(lacking(network, (model.rows.get(*row)?, *by))));
            named.take(3).collect::<Vec<String>>().join("; ")
        }
        Status::Unbounded => "the cost falls without end".into(),
        Status::Optimal => "the certificate refuses the plan".into(),
        _ => "a limit was reached before there was a plan".into(),
    }
}

fn bounds(lp: &Lp) -> impl Iterator<Item = (f64, f64)> + '_ {
    lp.row_lower.iter().copied().zip(lp.row_upper.iter().copied())
}

/// Decisions that stand, with their values.
fn decided(columns: &[ColumnKey], point: &[f64]) -> HashMap<ColumnKey, f64> {
    let decided = columns.iter().zip(point).filter(|(key, _)| is_committed(key));
    decided.map(|(key, value)| (*key, *value)).collect()
}

/// The program with decisions at the values given; what is decided is no whole number any longer.
fn standing(model: &Model, decided: &HashMap<ColumnKey, f64>) -> Lp {
    let mut lp = model.lp.clone();
    let bounds = lp.column_lower.iter_mut().zip(&mut lp.column_upper).zip(&mut lp.integer);
    for (((lower, upper), whole), key) in bounds.zip(&model.columns) {
        if let Some(value) = decided.get(key) {
            let value = if *whole { value.round() } else { *value };
            (*lower, *upper, *whole) = (value, value, false);
        }
    }
    lp
}
