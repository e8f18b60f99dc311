//! Draws generated from distributions, correlations and growth.
//!
//! ```text
//! z(i) = sum over j <= i of L(i,j) g(j)        g normal, L L' the correlations
//! value(i) = quantile of the distribution at the share of normal numbers below z(i)
//! x(t) = x(t-1) e^(-k h) + s sqrt((1 - e^(-2 k h)) / (2 k)) z(t)     growth: volatility s, reversion k, years h between middles of periods
//! factor(t) = (1 + trend)^years(t) exp(x(t) - variance of x(t) / 2)
//! ```
//!
//! The logarithm of growth reverts to its trend (an Ornstein-Uhlenbeck process; E. S. Schwartz, The stochastic behavior of commodity prices, Journal
//! of Finance 52, 1997, 923-973); the mean of the factor is the trend. The normal numbers of the same period are correlated as the variables are.

use super::distribution::{fault, normal_quantile, normal_share, quantile};
use super::horizon::Horizon;
use super::matrix::root;
use super::sample::Sampler;
use super::{Change, Draw, Forecast, Kind, Target, at, over_time};
use crate::network::Network;
use crate::spec::{Distribution, Forecasts, Growth, Problem, Series, Sources, ValueSource, Variable, nearest, read_forecasts};
use std::path::Path;

/// Draws to be generated.
#[derive(Clone, Debug)]
pub(super) struct Generator {
    sampler: Sampler,
    variables: Vec<Uncertain>,
    root: Vec<Vec<f64>>,
    horizon: Horizon,
}

/// A variable and the paths that it moves.
#[derive(Clone, Debug)]
struct Uncertain {
    paths: Vec<(String, bool)>,
    unit: Option<String>,
    distribution: Option<Distribution>,
    growth: Option<Growth>,
}

/// Reads a document and prepares its draws.
pub(super) fn read(file: &Path, network: &Network, draws: Option<usize>) -> Result<Forecast, Vec<Problem>> {
    let (document, sources) = read_forecasts(file)?;
    let mut check = Check {
        document: &document,
        sources: &sources,
        network,
        problems: Vec::new(),
    };
    let root = check.all();
    let mut problems = check.problems;
    let Some(root) = root.filter(|_| problems.is_empty()) else {
        problems.sort();
        return Err(problems);
    };
    Ok(prepared((&document, &sources), network, root, draws))
}

fn prepared(
    (document, sources): (&Forecasts, &Sources),
    network: &Network,
    root: Vec<Vec<f64>>,
    draws: Option<usize>,
) -> Forecast {
    let (mut inputs, mut targets, mut variables) = (Vec::new(), Vec::new(), Vec::new());
    for (name, variable) in &document.variables {
        let paths = paths(variable, network);
        targets.extend(paths.iter().map(|(path, scale)| Target {
            path: path.clone(),
            scale: *scale,
            unit: variable.unit.clone(),
            source: source(sources, &format!("variables.{name}")),
        }));
        if variable.distribution.is_some() {
            inputs.push((name.clone(), variable.unit.clone().unwrap_or_default()));
        }
        if variable.growth.is_some() {
            inputs.push((format!("{name} (growth)"), String::new()));
        }
        variables.push(Uncertain {
            paths,
            unit: variable.unit.clone(),
            distribution: variable.distribution.clone(),
            growth: variable.growth.clone(),
        });
    }
    let draws = draws.map_or(u64::from(document.draws), |draws| draws as u64);
    let sampler = Sampler {
        seed: document.seed.into(),
        draws,
        sampling: document.sampling,
    };
    Forecast {
        inputs,
        targets,
        hash: Default::default(),
        kind: Kind::Generated(Generator {
            sampler,
            variables,
            root,
            horizon: Horizon::of(network),
        }),
    }
}

/// Paths of a variable, and whether it scales what stands there.
fn paths(variable: &Variable, network: &Network) -> Vec<(String, bool)> {
    let of_sector = |sector: &String| -> Vec<String> {
        let demands = network.demands.iter().filter(|demand| demand.sector == *sector);
        demands.map(|demand| format!("demands.{}.quantity", demand.name)).collect()
    };
    let sectors = variable.sectors.iter().flat_map(of_sector);
    let scaled = sectors.chain(variable.scales.iter().cloned()).map(|path| (path, true));
    scaled
        .chain(variable.sets.iter().cloned().map(|path| (path, false)))
        .collect()
}

fn source(sources: &Sources, path: &str) -> ValueSource {
    sources.by_path.get(path).cloned().unwrap_or_default()
}

struct Check<'a> {
    document: &'a Forecasts,
    sources: &'a Sources,
    network: &'a Network,
    problems: Vec<Problem>,
}

impl Check<'_> {
    /// Reports what is wrong; the root of the correlations.
    fn all(&mut self) -> Option<Vec<Vec<f64>>> {
        let document = self.document;
        if document.forecasts != 1 {
            self.wrong(
                "forecasts",
                format!("`{}`", document.forecasts),
                "`1`, the version of the format",
            );
        }
        if document.draws == 0 {
            self.wrong("draws", "`0`".into(), "one draw at least");
        }
        for (name, variable) in &document.variables {
            self.variable(name, variable);
        }
        let found = root(&self.correlations());
        if found.is_none() {
            self.wrong(
                "correlations",
                "correlations that cannot hold together".into(),
                "a positive definite matrix",
            );
        }
        found
    }

    fn wrong(&mut self, path: &str, found: String, expected: &str) {
        self.problems.push(*at(source(self.sources, path), path, found, expected));
    }

    fn variable(&mut self, name: &str, variable: &Variable) {
        let path = format!("variables.{name}");
        let scales = !variable.sectors.is_empty() || !variable.scales.is_empty();
        match (scales, variable.sets.is_empty()) {
            (false, true) => self.wrong(&path, "a variable that moves nothing".into(), "`sectors`, `scales` or `sets`"),
            (true, false) => self.wrong(&path, "a variable that scales and sets".into(), "one of the two"),
            _ => {}
        }
        if variable.distribution.is_none() && (variable.growth.is_none() || !variable.sets.is_empty()) {
            self.wrong(
                &path,
                "no `distribution`".into(),
                "a distribution, or growth of values that are scaled",
            );
        }
        if scales && variable.unit.is_some() {
            self.wrong(
                &format!("{path}.unit"),
                "a unit of a factor".into(),
                "no unit; `sets` gives values",
            );
        }
        if let Some(expected) = variable.distribution.as_ref().and_then(fault) {
            self.wrong(
                &format!("{path}.distribution"),
                "numbers that make no distribution".into(),
                expected,
            );
        }
        for (index, sector) in variable.sectors.iter().enumerate() {
            self.sector(&format!("{path}.sectors.{index}"), sector);
        }
    }

    fn sector(&mut self, path: &str, sector: &str) {
        let known = || self.network.demands.iter().map(|demand| demand.sector.as_str());
        if known().all(|other| other != sector) {
            let near = nearest(sector, known()).map(|near| format!("did you mean `{near}`?"));
            let mut problem = at(
                source(self.sources, path),
                path,
                format!("no demand of sector `{sector}`"),
                "a sector of the instance",
            );
            problem.hint = near;
            self.problems.push(*problem);
        }
    }

    fn correlations(&mut self) -> Vec<Vec<f64>> {
        let names: Vec<&String> = self.document.variables.keys().collect();
        let identity = |i: usize| (0..names.len()).map(|j| f64::from(u8::from(i == j))).collect();
        let mut matrix: Vec<Vec<f64>> = (0..names.len()).map(identity).collect();
        for (index, correlation) in self.document.correlations.iter().enumerate() {
            let path = format!("correlations.{index}");
            let positions: Vec<usize> = correlation
                .of
                .iter()
                .filter_map(|name| names.iter().position(|known| *known == name))
                .collect();
            if positions.len() < 2 || positions.len() != correlation.of.len() {
                let found = format!("`{}`", correlation.of.join("`, `"));
                self.wrong(&path, found, "names of two variables or more");
            }
            for (i, j) in positions.iter().flat_map(|i| positions.iter().map(move |j| (*i, *j))) {
                if let Some(entry) = matrix.get_mut(i).and_then(|row| row.get_mut(j)).filter(|_| i != j) {
                    *entry = correlation.is.0;
                }
            }
        }
        matrix
    }
}

impl Generator {
    /// Number of draws.
    pub fn draws(&self) -> usize {
        usize::try_from(self.sampler.draws).unwrap_or(usize::MAX)
    }

    /// The draw at a position.
    pub fn draw(&self, position: usize) -> Option<Draw> {
        let number = u64::try_from(position).ok().filter(|number| *number < self.sampler.draws)?;
        let mut draw = Draw {
            number,
            weight: 1.0,
            inputs: Vec::new(),
            changes: Vec::new(),
        };
        for (index, variable) in self.variables.iter().enumerate() {
            let level = variable
                .distribution
                .as_ref()
                .map(|law| quantile(law, self.share(number, index)));
            let factors = variable.growth.as_ref().map(|growth| self.growth(growth, number, index));
            draw.inputs.extend(level);
            draw.inputs.extend(factors.as_ref().map(|factors| mean(factors)));
            let amount = match factors {
                None => Series::Constant(level.unwrap_or(1.0)),
                Some(mut factors) => {
                    factors.iter_mut().for_each(|factor| *factor *= level.unwrap_or(1.0));
                    over_time(&self.horizon.dates, &factors)
                }
            };
            draw.changes.extend(variable.paths.iter().map(|(path, scale)| Change {
                path: path.clone(),
                scale: *scale,
                amount: amount.clone(),
                unit: variable.unit.clone(),
            }));
        }
        Some(draw)
    }

    /// Share of the distribution of a variable that lies below its value.
    fn share(&self, draw: u64, variable: usize) -> f64 {
        let alone = self
            .root
            .get(variable)
            .is_none_or(|row| row.iter().take(variable).all(|entry| *entry == 0.0));
        if alone {
            return self.sampler.share(draw, self.dimension(variable, 0));
        }
        normal_share(self.normal(draw, variable, 0))
    }

    fn dimension(&self, variable: usize, step: usize) -> u64 {
        (variable * (self.horizon.dates.len() + 1) + step) as u64
    }

    /// The correlated normal number of a variable at a step: 0 of its level, then those of its growth.
    fn normal(&self, draw: u64, variable: usize, step: usize) -> f64 {
        let row = self.root.get(variable).into_iter().flatten().enumerate();
        row.filter(|(_, entry)| **entry != 0.0)
            .map(|(other, entry)| entry * normal_quantile(self.sampler.share(draw, self.dimension(other, step))))
            .sum()
    }

    fn growth(&self, growth: &Growth, draw: u64, variable: usize) -> Vec<f64> {
        let (pull, volatility) = (growth.reversion.0, growth.volatility.0);
        let (mut x, mut variance, mut before) = (0.0, 0.0, 0.0);
        let mut factors = Vec::with_capacity(self.horizon.middles.len());
        for (step, &middle) in self.horizon.middles.iter().enumerate() {
            let years = middle - before;
            let kept = (-pull * years).exp();
            let spread = if pull > 0.0 {
                (1.0 - kept * kept) / (2.0 * pull)
            } else {
                years
            };
            x = x * kept + volatility * spread.sqrt() * self.normal(draw, variable, step + 1);
            variance = variance * kept * kept + volatility * volatility * spread;
            factors.push((1.0 + growth.trend.0).powf(middle) * (x - variance / 2.0).exp());
            before = middle;
        }
        factors
    }
}

fn mean(factors: &[f64]) -> f64 {
    factors.iter().sum::<f64>() / factors.len().max(1) as f64
}
