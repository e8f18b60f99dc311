//! Losses in order of what they do.

use super::{Effect, Losable, Loss, Standing};
use std::cmp::{Ordering, Reverse};

/// What came of a loss.
#[derive(Clone, Debug, PartialEq)]
pub enum After {
    /// The plan uses nothing of it, and stays as it is.
    Same,
    /// Another plan.
    Planned(Box<Effect>),
    /// No plan, for a reason.
    Without(String),
}

/// A loss and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Lost {
    /// What is lost.
    pub loss: Loss,
    /// What came of it.
    pub after: After,
    /// How it was solved, in words.
    pub solved: &'static str,
}

/// Losses of a kind, the worst first.
#[derive(Clone, Debug, PartialEq)]
pub struct Losses {
    /// Policy.
    pub policy: String,
    /// Scenarios.
    pub scenarios: Vec<String>,
    /// Kind.
    pub kind: Losable,
    /// Tiers, in order of priority.
    pub tiers: Vec<String>,
    /// The plan before any loss.
    pub before: Standing,
    /// Losses: those without a plan, then by the shortage of the first tier, of the next, then by cost.
    pub lost: Vec<Lost>,
}

/// Tonnes, or USD, that tell one level from another.
const GRAIN: f64 = 1e-6;

impl Losses {
    /// Puts the worst first. Losses that do the same keep their order.
    pub fn ranked(mut self) -> Self {
        let key = |lost: &Lost| -> (Reverse<bool>, Vec<Reverse<Grains>>) {
            let after = match &lost.after {
                After::Planned(effect) => &effect.after,
                After::Same | After::Without(_) => &self.before,
            };
            let grains = after
                .first_levels()
                .iter()
                .map(|value| Reverse(Grains((value / GRAIN).round())));
            (Reverse(matches!(lost.after, After::Without(_))), grains.collect())
        };
        self.lost.sort_by_cached_key(key);
        self
    }

    /// Whether a loss leaves a tier shorter than before, or no plan.
    pub fn is_single_point(&self, lost: &Lost) -> bool {
        match &lost.after {
            After::Same => false,
            After::Without(_) => true,
            After::Planned(effect) => effect.after.is_shorter_than(&self.before),
        }
    }
}

/// A whole number of grains, in total order.
#[derive(Clone, Copy, PartialEq)]
struct Grains(f64);

impl Eq for Grains {}

impl PartialOrd for Grains {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Grains {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}
