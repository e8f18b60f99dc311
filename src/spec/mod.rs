//! The file formats: reading, units, overlays, the source (file, line) of every value, JSON Schema.
//!
//! [`load`] reads an instance folder into a [`Spec`]: the typed [`Document`] after model, tables, policy, scenarios and
//! single settings were laid over each other, with the source of every value and every problem found.

mod document;
mod lookup;
mod policy;
pub mod quantity;
mod series;
mod site;

pub use document::{
    Accepts, Block, CustomsBasis, Demand, Document, Element, InTransit, Map, Material, PeriodGrid, Periods, Process, Separation,
    ShortageMode, Stage, Table, Territory,
};
pub use lookup::nearest;
pub use policy::{
    Custody, DeMinimis, ExporterTest, FloorBasis, FloorUnit, Measure, MeasureKind, Policy, Rule, Scenario, StageTest,
};
pub use series::Series;
pub use site::{
    ByProduct, Circuit, CustomsValue, CustomsValueByRule, Lane, Line, Offer, Outage, Places, Site, Source, Stock, Terminal,
};
mod problem;
pub use problem::{Problem, Source as ValueSource};

/// A document read and merged, with the source of every value and what was wrong with it.
#[derive(Clone, Debug)]
pub struct Spec {
    /// The merged document.
    pub document: Document,
    /// Policy chosen (its name) and the policy itself; `baseline` rules without measures where the instance has none.
    pub policy: (String, Policy),
    /// Scenarios applied, in order, with their names.
    pub scenarios: Vec<(String, Scenario)>,
    /// Source of every value by path.
    pub sources: Sources,
    /// Values that policy, scenarios and settings replaced.
    pub overrides: Vec<Override>,
    /// Hash (SHA-256, hexadecimal) of every file read.
    pub hashes: Vec<(String, String)>,
}

/// Source of every value by its path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Path (`demands.us-buyer.quantity`, `lanes.3.freight`) to source.
    pub by_path: std::collections::BTreeMap<String, ValueSource>,
}

/// One value replaced by an overlay.
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    /// Path.
    pub path: String,
    /// Text before; none where there was no value.
    pub before: Option<String>,
    /// Text after.
    pub after: String,
    /// Policy, scenario or `--set`.
    pub by: String,
}

/// What to plan.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Policy.
    pub policy: Option<String>,
    /// Scenarios.
    pub scenarios: Vec<String>,
    /// Settings `path=value`.
    pub set: Vec<String>,
}

/// Why a document cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub enum LoadError {
    /// Problems.
    Problems(Vec<Problem>),
    /// Several policies, none chosen.
    ChoosePolicy(Vec<String>),
    /// No such policy.
    UnknownPolicy {
        /// Name.
        name: String,
    },
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

/// Names in an instance.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// Policies.
    pub policies: Vec<String>,
    /// Scenarios.
    pub scenarios: Vec<String>,
}

/// Stub.
///
/// # Errors
/// Always.
pub fn load(_: &std::path::Path, _: &Selection) -> Result<Spec, LoadError> {
    Err(LoadError::Problems(vec![]))
}
/// Stub.
///
/// # Errors
/// Always.
pub fn survey(_: &std::path::Path) -> Result<Survey, Vec<Problem>> {
    Err(vec![])
}
/// Stub.
pub fn schema() -> serde_json::Value {
    serde_json::Value::Null
}
