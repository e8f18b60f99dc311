//! Draws of a case, gathered block by block: single values where each draw has one, counts by size for all else.

use super::{Drawn, Noted};
use crate::forecast::Sketch;
use std::collections::BTreeMap;

/// Topic, item, part, period and unit of a figure.
pub(super) type Name = (String, String, String, String, String);

/// What the draws of a policy and scenario came to.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// Policy.
    pub policy: String,
    /// Scenarios, joined by `+`.
    pub scenario: String,
    /// Draws.
    pub draws: usize,
    /// Draws that started hot.
    pub hot: usize,
    /// Plans that the judge saw.
    pub judged: usize,
    /// Draws without a plan that stands, by status and reason.
    pub failed: BTreeMap<(String, String), usize>,
    /// Number and weight of each draw with a plan.
    pub(super) planned: Vec<(u64, f64)>,
    /// Figures of the whole horizon that every draw has, one value for each draw with a plan.
    pub(super) single: BTreeMap<Name, Vec<f64>>,
    /// All other figures.
    pub(super) counted: BTreeMap<Name, Sketch>,
}

/// Reasons told one by one; memory must not grow with the draws.
const REASONS: usize = 50;

/// Topics of which every draw has a figure for the whole horizon.
const SINGLE: [&str; 3] = ["headline", "input", "shortage"];

impl Gathered {
    /// Nothing yet.
    pub fn new(policy: &str, scenario: &str) -> Self {
        Self {
            policy: policy.into(),
            scenario: scenario.into(),
            ..Self::default()
        }
    }

    /// Adds draws, in order.
    pub fn add(&mut self, drawn: Vec<Drawn>) {
        for drawn in drawn {
            self.one(drawn);
        }
    }

    /// Draws without a plan that stands.
    pub fn failures(&self) -> usize {
        self.failed.values().sum()
    }

    fn one(&mut self, drawn: Drawn) {
        self.draws += 1;
        self.hot += usize::from(drawn.start.starts_with("hot"));
        self.judged += usize::from(drawn.judged);
        if !drawn.is_planned() {
            self.fail(drawn.status, drawn.reason);
            return;
        }
        let before = self.planned.len();
        self.planned.push((drawn.draw, drawn.weight));
        for Noted {
            topic,
            item,
            part,
            period,
            unit,
            value,
        } in drawn.figures
        {
            let single = period.is_empty() && SINGLE.contains(&topic.as_str());
            let name = (topic, item, part, period, unit);
            if single {
                let values = self.single.entry(name).or_default();
                values.resize(before, f64::NAN);
                values.push(value);
            } else {
                self.counted.entry(name).or_default().add(value, drawn.weight);
            }
        }
    }

    fn fail(&mut self, status: String, reason: String) {
        let known = self.failed.len() < REASONS || self.failed.contains_key(&(status.clone(), reason.clone()));
        let reason = if known { reason } else { "other reasons".into() };
        *self.failed.entry((status, reason)).or_default() += 1;
    }

    /// Weight of all draws with a plan.
    pub(super) fn weight(&self) -> f64 {
        self.planned.iter().map(|(_, weight)| weight).sum()
    }

    /// Values of a single figure with their draws and weights, in ascending order.
    pub(super) fn ordered(&self, values: &[f64]) -> Vec<(f64, u64, f64)> {
        let told = values.iter().zip(&self.planned).filter(|(value, _)| value.is_finite());
        let mut told: Vec<(f64, u64, f64)> = told.map(|(value, (draw, weight))| (*value, *draw, *weight)).collect();
        told.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        told
    }
}
