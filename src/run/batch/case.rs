//! A policy under a scenario: one program, and the bases from which its draws start.

use super::super::compare::selections;
use super::super::{Failure, Instance};
use super::BatchJob;
use crate::forecast::{Draw, Forecast};
use crate::formulation::{self, Model};
use crate::lp::Lp;
use crate::network::{self, Network};
use crate::origin;
use crate::solve::{self, Hot, Options, Seed};
use crate::spec::{self, Change, Override, Problem, Selection};
use std::path::PathBuf;
use std::sync::OnceLock;

/// Draws whose bases others may start from, at most.
const BANK: usize = 32;
/// Draws for each basis of the bank, at least: fewer would not earn it.
const EACH: usize = 25;

/// Cases and the forecast, checked.
#[derive(Debug)]
pub(in crate::run) struct Prepared {
    /// Draws.
    pub forecast: Forecast,
    /// Policies under scenarios, in order.
    pub cases: Vec<Case>,
}

/// A policy under a scenario.
#[derive(Debug)]
pub(in crate::run) struct Case {
    /// The files, to be read as each draw has them.
    pub prepared: spec::Prepared,
    /// The supply chain as the instance has it.
    pub network: Network,
    /// Its program.
    pub model: Model,
    folder: PathBuf,
    bank: OnceLock<Vec<Seed>>,
}

/// Reads everything, and checks that the draws fit every case.
pub(super) fn prepare(instance: &Instance, job: &BatchJob) -> Result<Prepared, Failure> {
    let chosen = selections(instance, (&job.policies, &job.scenarios), &job.set)?;
    let mut cases = Vec::new();
    for selection in &chosen {
        cases.push(Case::of(instance, selection)?);
    }
    let Some(first) = cases.first() else {
        return Err(Failure::Usage("no policy to plan under".into()));
    };
    let forecast = Forecast::read(&job.forecasts, &first.network, job.draws).map_err(Failure::Input)?;
    let mut problems: Vec<Problem> = cases.iter().flat_map(|case| case.misfits(&forecast)).collect();
    problems.sort();
    problems.dedup();
    if problems.is_empty() {
        Ok(Prepared { forecast, cases })
    } else {
        Err(Failure::Input(problems))
    }
}

impl Case {
    fn of(instance: &Instance, selection: &Selection) -> Result<Self, Failure> {
        let prepared = spec::Prepared::read(&instance.folder, selection)?;
        let (network, model) = posed(&prepared, &[], "").map_err(Failure::Input)?;
        Ok(Self {
            prepared,
            network,
            model,
            folder: instance.folder.clone(),
            bank: OnceLock::new(),
        })
    }

    /// The options asked for, with the instance's gap where none was asked for.
    pub fn options(&self, asked: &Options) -> Options {
        Options {
            gap: asked.gap.or(self.network.gap),
            ..asked.clone()
        }
    }

    /// What the forecast changes and the case does not have, at the place where the forecast says so.
    fn misfits(&self, forecast: &Forecast) -> Vec<Problem> {
        let look = |target: &crate::forecast::Target| {
            let problem = self.prepared.look(&target.path, target.unit.as_deref()).err()?;
            Some(Problem {
                source: target.source.clone(),
                ..*problem
            })
        };
        forecast.targets.iter().filter_map(look).collect()
    }

    /// What the forecast takes the place of though policy, scenario or setting say it, in words.
    pub fn undone(&self, forecast: &Forecast) -> Vec<String> {
        let set = forecast.targets.iter().filter(|target| !target.scale);
        let undone = set.flat_map(|target| self.prepared.settings_of(&target.path));
        let note = |over: &Override| {
            let (path, by) = (&over.path, &over.by);
            format!("the forecast sets `{path}`, so what {by} says of it has no effect")
        };
        undone.map(note).collect()
    }

    /// Solves the instance as it is, and from there some draws spread over the forecast, whose bases make the bank. The bank depends on
    /// instance and forecast alone. Where the instance itself has no plan there is none, and draws start cold.
    pub fn seed(&self, options: &Options, forecast: &Forecast) {
        let options = Options {
            time_limit: None,
            ..self.options(options)
        };
        let base = solve::seed(&self.model.lp, &options).ok().and_then(|(_, base)| base);
        let bank = base.map_or_else(Vec::new, |base| self.bank(base, &options, forecast));
        // A case is seeded once.
        let _ = self.bank.set(bank);
    }

    fn bank(&self, base: Seed, options: &Options, forecast: &Forecast) -> Vec<Seed> {
        let size = BANK.min(forecast.len() / EACH);
        let mut bank = vec![base];
        if let Ok(mut hot) = Hot::new(&self.model.lp, options) {
            for draw in (0..size).filter_map(|k| forecast.draw(k * forecast.len() / size)) {
                bank.extend(self.sown(&draw, &mut hot, &bank));
            }
        }
        bank
    }

    fn sown(&self, draw: &Draw, hot: &mut Hot<'_>, bank: &[Seed]) -> Option<Seed> {
        let (_, model) = posed(&self.prepared, &draw.changes, "").ok()?;
        let from = nearest(bank, &model.lp).filter(|_| self.is_like(&model))?;
        hot.solve_on(&model.lp, from).ok()?.1
    }

    /// The first of some problems, with files named from the folder of the instance, which may lie anywhere.
    pub fn said(&self, problems: &[Problem]) -> String {
        let first = problems.first().map(ToString::to_string).unwrap_or_default();
        let folder = format!("{}{}", self.folder.display(), std::path::MAIN_SEPARATOR);
        first.replace(&folder, "")
    }

    /// Whether a program has the rows and columns of the case.
    pub fn is_like(&self, model: &Model) -> bool {
        self.model.columns == model.columns && self.model.rows == model.rows
    }

    /// What a program starts from; nothing where the instance itself has no plan.
    pub fn start(&self, lp: &Lp) -> Option<&Seed> {
        nearest(self.bank.get()?, lp)
    }
}

/// The seed whose program is nearest: by bounds, as moving them costs most iterations, then by costs; the first of several.
fn nearest<'s>(bank: &'s [Seed], lp: &Lp) -> Option<&'s Seed> {
    let bounds: Vec<f64> = bank.iter().map(|seed| seed.bounds_apart(lp)).collect();
    let least = bounds.iter().copied().fold(f64::INFINITY, f64::min);
    let near = bank.iter().zip(bounds).filter(|(_, apart)| *apart <= least);
    let by_costs = near.map(|(seed, _)| (seed, seed.costs_apart(lp)));
    by_costs.min_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(seed, _)| seed)
}

/// The supply chain and program with values drawn.
pub(in crate::run) fn posed(prepared: &spec::Prepared, changes: &[Change], by: &str) -> Result<(Network, Model), Vec<Problem>> {
    let read = if changes.is_empty() {
        prepared.spec()
    } else {
        prepared.with(changes, by)
    };
    let spec = read.map_err(|error| match error {
        spec::LoadError::Problems(problems) => problems,
        _ => Vec::new(),
    })?;
    let network = network::build(&spec)?;
    let model = formulation::formulate(&origin::label(&network));
    Ok((network, model))
}
