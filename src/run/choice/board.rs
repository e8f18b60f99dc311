//! The programs of groups that choose for themselves: the program of the plan for all, with what others use gone and openings held.

use super::rows::{Binding, Groups};
use crate::compare::choice::{Judged, Margin, Reply, Slot, State, Trial, World};
use crate::formulation::{ColumnKey, RowKey};
use crate::lp::{Level, Lp};
use crate::network::{Network, OptionId, PeriodId, SiteId};
use crate::run::pipeline::solved;
use crate::run::{Failure, Solved, certificate};
use crate::solve::{Options, Outcome, Proof, Status, Work};
use crate::verify::{self, Check};
use crate::{plan, verify::Finding};

/// USD in the unit of the rows of viability.
const MILLION: f64 = 1e6;
/// Share of a limit that rounding in the solver may leave.
const DUST: f64 = 1e-9;
/// Loss that rounding explains, relative to what an owner turns over.
const ROUNDING: f64 = 1e-6;

/// The plan for all, and the groups.
pub(super) struct Board<'a> {
    pub solved: &'a Solved,
    pub groups: Groups<'a>,
    bindings: Vec<Binding>,
    options: Options,
}

impl<'a> Board<'a> {
    /// The board of a plan.
    pub fn of(solved: &'a Solved, options: &Options) -> Self {
        let groups = Groups::of(&solved.posed.network);
        let rows = solved.posed.model.rows.iter();
        Self {
            bindings: rows.map(|key| groups.binding(key)).collect(),
            options: solved.posed.options(options),
            solved,
            groups,
        }
    }

    pub fn network(&self) -> &'a Network {
        self.groups.network
    }

    fn lp(&self) -> &'a Lp {
        &self.solved.posed.model.lp
    }

    /// Columns of the plan with their values.
    pub fn planned(&self) -> impl Iterator<Item = (ColumnKey, f64)> + '_ {
        let point = self.solved.outcome.point.iter().flatten();
        self.solved.posed.model.columns.iter().copied().zip(point.copied())
    }

    /// State of the plan.
    pub fn state(&self) -> State {
        let open = |site: SiteId, first: usize| {
            let chosen = &self.solved.plan.openings;
            chosen
                .iter()
                .any(|chosen| (chosen.of, chosen.period.index()) == (site, first) && chosen.quantity > 0.5)
        };
        let openings = self.network().openings.iter();
        let windows = openings.map(|opening| opening.windows.iter().map(|w| open(opening.site, w.start)).collect());
        State::new(windows.collect())
    }

    /// The plan for all, as it was judged.
    pub fn as_planned(&self, state: &State) -> Judged {
        let point: Vec<f64> = self.planned().map(|(_, value)| value).collect();
        Judged {
            levels: self.solved.outcome.levels.clone(),
            margins: self.margins(state, &point),
            broken: self.solved.report.findings.iter().map(ToString::to_string).collect(),
        }
    }

    /// Levels of what is done, and its use of shared rows.
    pub fn doing(&self, point: Vec<f64>) -> Reply {
        let lp = self.lp();
        let sums = lp.activities(&point).into_iter().zip(&self.bindings);
        let used = |((sum, _), binding): ((f64, f64), &Binding)| match binding {
            Binding::Shared | Binding::Decided => sum,
            Binding::Own(_) | Binding::Joint(_) => 0.0,
        };
        Reply {
            levels: lp.levels.iter().map(|level| own(level, &point)).collect(),
            uses: sums.map(used).collect(),
            point,
        }
    }

    /// Bounds that a state gives to a decision; none of what is no decision. With `choosing` a closed site may be opened.
    fn decided(&self, (key, planned): (ColumnKey, f64), state: &State, choosing: bool) -> Option<(f64, f64)> {
        let network = self.network();
        let fixed = |value: bool| Some((f64::from(u8::from(value)), f64::from(u8::from(value))));
        match key {
            ColumnKey::Open(site, first) => {
                let open = self.slot(site, first).is_some_and(|slot| state.is_open(slot));
                if choosing && !open { Some((0.0, 1.0)) } else { fixed(open) }
            }
            ColumnKey::Start(site, first) | ColumnKey::Stop(site, first) => {
                let slot = self.slot(site, first)?;
                if choosing && state.windows(slot.0).contains(&false) {
                    return Some((0.0, 1.0));
                }
                let before = match slot.1.checked_sub(1) {
                    Some(window) => state.is_open((slot.0, window)),
                    None => network.openings[slot.0].open_at_start,
                };
                let opens = matches!(key, ColumnKey::Start(..));
                fixed(before != opens && state.is_open(slot) == opens)
            }
            ColumnKey::Build(option, _) => Some(self.build((option, planned), state, choosing)),
            _ => None,
        }
    }

    /// What the plan builds is there, but at closed sites.
    fn build(&self, (option, planned): (OptionId, f64), state: &State, choosing: bool) -> (f64, f64) {
        let network = self.network();
        let site = network.options[option.index()].site;
        let closed = self.opening(site).is_some_and(|at| state.is_closed(at));
        match (closed, choosing) {
            (false, _) => (planned, planned),
            (true, true) => (0.0, planned),
            (true, false) => (0.0, 0.0),
        }
    }

    fn opening(&self, site: SiteId) -> Option<usize> {
        self.network().openings.iter().position(|opening| opening.site == site)
    }

    fn slot(&self, site: SiteId, first: PeriodId) -> Option<Slot> {
        let at = self.opening(site)?;
        let windows = &self.network().openings[at].windows;
        Some((at, windows.iter().position(|window| window.start == first.index())?))
    }

    /// Bounds of all decisions.
    fn decisions(&self, state: &State, choosing: bool) -> Vec<Option<(f64, f64)>> {
        self.planned().map(|of| self.decided(of, state, choosing)).collect()
    }

    /// The program of a group.
    fn program(&self, group: usize, (state, choosing): (&State, bool), others: &[f64]) -> Lp {
        let mut lp = self.lp().clone();
        let decisions = self.decisions(state, choosing);
        for (j, (bounds, (key, _))) in decisions.iter().zip(self.planned()).enumerate() {
            let foreign = self.groups.is_foreign(key, group).then_some((0.0, 0.0));
            let Some((lower, upper)) = bounds.or(foreign) else { continue };
            (lp.column_lower[j], lp.column_upper[j]) = (lower, upper);
            lp.integer[j] &= lower < upper;
        }
        let held = lp.activities(&fixed(&decisions));
        for (i, binding) in self.bindings.iter().enumerate() {
            let used = others.get(i).copied().unwrap_or(0.0);
            let bounds = (lp.row_lower[i], lp.row_upper[i]);
            (lp.row_lower[i], lp.row_upper[i]) = match binding {
                Binding::Own(owner) if *owner != group => (at_zero(bounds.0), at_zero(bounds.1)),
                Binding::Own(_) | Binding::Joint(_) => bounds,
                Binding::Shared => (bounds.0, left(bounds.1, held[i].0, used)),
                Binding::Decided if choosing && self.matters(i, state) => (bounds.0 - used, bounds.1 - used),
                Binding::Decided => (f64::NEG_INFINITY, f64::INFINITY),
            };
        }
        lp
    }

    /// Whether a row of decisions binds who may open closed sites.
    fn matters(&self, row: usize, state: &State) -> bool {
        let network = self.network();
        let closed = |site: SiteId| self.opening(site).is_some_and(|at| state.windows(at).contains(&false));
        match self.solved.posed.model.rows.get(row) {
            Some(RowKey::Viability(owner, _)) => {
                let sites = network.openings.iter().map(|opening| opening.site);
                sites
                    .into_iter()
                    .any(|site| network.sites[site.index()].owner == *owner && closed(site))
            }
            Some(RowKey::Starting(site, _) | RowKey::Stopping(site, _)) => closed(*site),
            _ => false,
        }
    }

    /// The optimum of a program; how the solve ended where there is none.
    fn optimum(&self, lp: &Lp) -> Result<Result<Vec<f64>, &'static str>, Failure> {
        let (outcome, proof) = solved(lp, &self.options).map_err(Failure::Solver)?;
        let point = outcome.point.filter(|_| outcome.status == Status::Optimal);
        Ok(match (point, outcome.status) {
            (Some(point), status) if certificate::stands(&proof, status) => Ok(point),
            (Some(_), _) => Err("unverified"),
            (None, Status::Infeasible) => Err("infeasible"),
            (None, Status::Unbounded) => Err("unbounded"),
            (None, _) => Err("limit"),
        })
    }

    /// Everything together: what groups do, and the decisions of the state.
    fn together(&self, state: &State, replies: &[Reply]) -> Vec<f64> {
        let mut point = fixed(&self.decisions(state, false));
        for reply in replies {
            point.iter_mut().zip(&reply.point).for_each(|(sum, part)| *sum += part);
        }
        point
    }

    fn margins(&self, state: &State, point: &[f64]) -> Vec<Margin> {
        let (network, sums) = (self.network(), self.lp().activities(point));
        let books = self.solved.posed.model.rows.iter().zip(sums);
        let margin = |(key, (left, size)): (&RowKey, (f64, f64))| {
            let RowKey::Viability(owner, first) = *key else { return None };
            let ours = network
                .openings
                .iter()
                .filter(|opening| network.sites[opening.site.index()].owner == owner);
            let slots = ours.filter_map(|opening| self.slot(opening.site, first));
            let slots: Vec<Slot> = slots.filter(|slot| state.is_open(*slot)).collect();
            (!slots.is_empty()).then(|| Margin {
                owner: network.owners[owner.index()].clone(),
                from: network.periods[first.index()].name.clone(),
                left: left * MILLION + 0.0,
                fails: left < -ROUNDING * size.max(1.0 / MILLION),
                slots,
            })
        };
        books.filter_map(margin).collect()
    }
}

impl World for Board<'_> {
    type Error = Failure;

    fn groups(&self) -> usize {
        self.groups.countries.len()
    }

    fn reply(&self, group: usize, state: &State, others: &[f64]) -> Result<Result<Reply, &'static str>, Failure> {
        let found = self.optimum(&self.program(group, (state, false), others))?;
        let decisions = self.decisions(state, false);
        let undecided = |mut point: Vec<f64>| {
            let pairs = point.iter_mut().zip(&decisions);
            pairs
                .filter(|(_, bounds)| bounds.is_some())
                .for_each(|(value, _)| *value = 0.0);
            self.doing(point)
        };
        Ok(found.map(undecided))
    }

    fn trial(&self, group: usize, state: &State, others: &[f64]) -> Result<Option<Trial>, Failure> {
        let Ok(mut point) = self.optimum(&self.program(group, (state, true), others))? else {
            return Ok(None);
        };
        let decisions = self.decisions(state, true);
        let mut opens = Vec::new();
        let keys = self.planned().map(|(key, _)| key);
        for ((value, bounds), key) in point.iter_mut().zip(&decisions).zip(keys) {
            match (bounds, key) {
                (Some((lower, upper)), _) if lower == upper => *value = 0.0,
                (Some(_), ColumnKey::Open(site, first)) if *value > 0.5 => opens.extend(self.slot(site, first)),
                _ => {}
            }
        }
        let levels = self.lp().levels.iter().map(|level| own(level, &point)).collect();
        Ok(Some(Trial { levels, opens }))
    }

    fn judge(&self, state: &State, replies: &[Reply]) -> Judged {
        let (lp, model) = (self.lp(), &self.solved.posed.model);
        let point = self.together(state, replies);
        let margins = self.margins(state, &point);
        let outcome = Outcome {
            status: Status::Optimal,
            levels: lp.levels.iter().map(|level| level.at(&point)).collect(),
            point: Some(point),
            duals: None,
            claimed: Vec::new(),
            proof: Proof::None,
            violations: Vec::new(),
            work: Work::default(),
        };
        let plan = plan::extract(self.network(), (&model.columns, &model.rows), &outcome);
        let losing = margins.iter().any(|margin| margin.fails);
        // The judge finds owners who lose, too; those are told by their margins.
        let other = |finding: &&Finding| !losing || finding.check != Check::Decisions;
        let report = verify::verify(self.network(), &plan);
        Judged {
            levels: outcome.levels,
            broken: report.findings.iter().filter(other).map(ToString::to_string).collect(),
            margins,
        }
    }
}

/// Value of a level without its constant.
fn own(level: &Level, point: &[f64]) -> f64 {
    level.at(point) - level.offset + 0.0
}

/// Decisions that are fixed, and zero for the rest.
fn fixed(decisions: &[Option<(f64, f64)>]) -> Vec<f64> {
    let value = |bounds: &Option<(f64, f64)>| bounds.filter(|(lower, upper)| lower == upper).map_or(0.0, |(value, _)| value);
    decisions.iter().map(value).collect()
}

/// A limit whose constant is somebody else's.
fn at_zero(bound: f64) -> f64 {
    if bound.is_finite() { 0.0 } else { bound }
}

/// What others leave of a limit beside what decisions give to it, or take; what rounding leaves of it is nothing.
fn left(limit: f64, held: f64, used: f64) -> f64 {
    let (whole, rest) = (limit - held, limit - held - used);
    if whole.is_infinite() || rest > DUST * whole.abs() {
        held + rest
    } else {
        held
    }
}
