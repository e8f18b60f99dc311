//! The file formats: reading, units, overlays, the source (file, line) of every value, JSON Schema.
//!
//! [`load`] reads an instance folder into a [`Spec`]: the typed [`Document`] after model, tables, policy, scenarios and
//! single settings were laid over each other, with the source of every value and every problem found.

mod assemble;
mod commitment;
mod contract;
mod decision;
mod document;
mod draw;
mod files;
mod forecasts;
mod link;
mod load;
mod lookup;
mod overlay;
mod policy;
mod prepared;
mod problem;
pub mod quantity;
mod returns;
mod schema;
mod series;
mod site;
mod stock;
mod table;
mod tree;
mod units;
mod unused;
mod walk;
mod yaml;

pub use commitment::{Commitment, Count, Selector};
pub use contract::{Contract, PriceIndex, Signed};
pub use decision::{BuildOption, Opening, Owner, Window};
pub use document::{
    Accepts, Block, CustomsBasis, Demand, Document, Element, InTransit, Map, Material, PeriodGrid, Periods, Process, Separation,
    ShortageMode, Stage, Table, Territory,
};
pub use draw::Change;
pub use forecasts::{Correlation, Distribution, Forecasts, Growth, Sampling, Variable, hash_file, read_forecasts};
pub use link::{Partners, Qualification, Use};
pub use load::{LoadError, Selection, Survey, load, survey};
pub use lookup::{nearest, remedy};
pub use policy::{
    Behaviour, Custody, DeMinimis, ExporterResponse, ExporterTest, Fill, FloorBasis, FloorUnit, HomeResponse, Measure,
    MeasureKind, Policy, RentHolder, Rule, Scenario, StageTest, ValueContent,
};
pub use prepared::Prepared;
pub use problem::{Problem, Source as ValueSource};
pub use returns::{InUse, Returns};
pub use schema::schema;
pub use series::Series;
pub use site::{
    ByProduct, Campaigns, Circuit, CustomsValue, CustomsValueByRule, Lane, Line, Offer, Outage, Places, Site, Source, Stock,
    Terminal,
};
pub use stock::{Cover, Minimum, Refill, Release};

/// A document read and merged, with the source of every value and what was wrong with it.
#[derive(Clone, Debug)]
pub struct Spec {
    /// The merged document.
    pub document: Document,
    /// Policy chosen (its name) and the policy itself; `none`, without measures, where the instance has no policies.
    pub policy: (String, Policy),
    /// Scenarios applied, in order, with their names.
    pub scenarios: Vec<(String, Scenario)>,
    /// Source of every value by path.
    pub sources: Sources,
    /// Values that policy, scenarios and settings replaced.
    pub overrides: Vec<Override>,
    /// Values on which two scenarios disagree, in words.
    pub notes: Vec<String>,
    /// Everything wrong in the files, the supply chain apart. A stand-in keeps the place of each wrong value.
    pub problems: Vec<Problem>,
    /// Paths of those stand-ins.
    pub doubtful: Vec<String>,
    /// Hash (SHA-256, hexadecimal) of every file read.
    pub hashes: Vec<(String, String)>,
}

impl Spec {
    /// A specification of a document made in code, under a policy and scenarios of its own; names it lacks stand for nothing.
    pub fn of(document: Document, policy: &str, scenarios: &[&str]) -> Self {
        let scenario = |name: &&str| Some(((*name).to_owned(), document.scenarios.get(*name)?.clone()));
        Self {
            policy: (policy.to_owned(), document.policies.get(policy).cloned().unwrap_or_default()),
            scenarios: scenarios.iter().filter_map(scenario).collect(),
            document,
            sources: Sources::default(),
            overrides: Vec::new(),
            notes: Vec::new(),
            problems: Vec::new(),
            doubtful: Vec::new(),
            hashes: Vec::new(),
        }
    }
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
