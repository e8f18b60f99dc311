//! Results of many draws: what each came to, in blocks that are whole or not there, and the summary of all.

mod block;
mod figures;
mod gather;
mod summary;

pub use block::{block_folder, case_folder, is_block, read_block, write_block};
pub use figures::noted;
pub use gather::Gathered;
pub(super) use summary::TOLD;
pub use summary::tables;

/// What came of a draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    /// Number of the draw.
    pub draw: u64,
    /// Its weight.
    pub weight: f64,
    /// How the solve ended, in the words of the JSON document; `input` where the draw makes wrong input, `error` where the solver failed.
    pub status: String,
    /// Why there is no plan, or how far the plan may be from the best; empty where it is the best.
    pub reason: String,
    /// How the solve started.
    pub start: String,
    /// How the order of the levels was proved.
    pub proof: String,
    /// Whether the judge saw the plan.
    pub judged: bool,
    /// Iterations of the solver.
    pub iterations: u64,
    /// Hash of the solver's point, in hexadecimal; the same for the same plan to the last bit.
    pub plan: String,
    /// Certified gap of the cost.
    pub gap: Option<f64>,
    /// Largest violation that the judge found.
    pub violation: Option<f64>,
    /// Figures; those of the inputs alone where there is no plan.
    pub figures: Vec<Noted>,
}

impl Drawn {
    /// Whether there is a plan that stands.
    pub fn is_planned(&self) -> bool {
        matches!(self.status.as_str(), "optimal" | "feasible")
    }
}

/// One figure of a draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Noted {
    /// What it is about: `input`, `headline`, `shortage`, `ledger`, `price` or `marginal`.
    pub topic: String,
    /// Of what.
    pub item: String,
    /// Which of its figures.
    pub part: String,
    /// Period; empty for the whole horizon.
    pub period: String,
    /// Unit.
    pub unit: String,
    /// Value.
    pub value: f64,
}

impl Noted {
    /// A figure.
    pub fn new(topic: &str, (item, part, period): (&str, &str, &str), unit: &str, value: f64) -> Self {
        Self {
            topic: topic.into(),
            item: item.into(),
            part: part.into(),
            period: period.into(),
            unit: unit.into(),
            value: value + 0.0,
        }
    }
}

/// Shortages of this many tonnes and less, a kilogram, are none.
pub const SHORTAGE: f64 = 1e-3;
