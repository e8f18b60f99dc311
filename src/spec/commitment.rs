//! Commitments as written: shares and amounts of what is shipped, made or delivered.

use super::Series;
use super::decision::Window;
use super::quantity::{MassRate, Share};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A promise about where goods go, or come from. What `part` selects is measured within what `of` selects, against a share of it or
/// against an amount.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// What stands behind it.
    #[serde(default)]
    pub description: String,
    /// The whole.
    pub of: Selector,
    /// The part of the whole; the whole itself when absent.
    #[serde(default)]
    pub part: Selector,
    /// Least share of the whole.
    #[serde(default)]
    pub share_at_least: Option<Share>,
    /// Largest share of the whole.
    #[serde(default)]
    pub share_at_most: Option<Share>,
    /// Least amount.
    #[serde(default)]
    pub at_least: Option<Series<MassRate>>,
    /// Largest amount.
    #[serde(default)]
    pub at_most: Option<Series<MassRate>>,
    /// Span over which it is measured; each period when absent.
    #[serde(default = "each_period")]
    pub window: Window,
    /// First day.
    #[serde(default)]
    pub from: Option<String>,
    /// First day on which it no longer holds.
    #[serde(default)]
    pub until: Option<String>,
    /// Policy facts that must hold; `not X` for the contrary.
    #[serde(default, rename = "if")]
    pub condition: Vec<String>,
}

fn each_period() -> Window {
    Window::Period
}

/// What is counted. Fields that are absent select everything.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Selector {
    /// Where goods are counted; that of the whole holds for the part too.
    #[serde(default)]
    pub count: Count,
    /// Materials or stages.
    #[serde(default)]
    pub materials: Vec<String>,
    /// Element whose content is counted instead of gross tonnes; that of the whole holds for the part too.
    #[serde(default)]
    pub element: Option<String>,
    /// Sites, countries or territories, `members`, `others`, `allies`, where goods are made or shipped from.
    #[serde(default)]
    pub from: Vec<String>,
    /// Sites, demands, countries or territories, `members`, `others`, `allies`, where they are shipped or delivered.
    #[serde(default)]
    pub to: Vec<String>,
    /// Owners of the site where goods are made or shipped from.
    #[serde(default)]
    pub owner: Vec<String>,
    /// Rules of origin that the goods are claimed to satisfy, all of them.
    #[serde(default)]
    pub holds: Vec<String>,
    /// Sectors of the demands to which goods are delivered.
    #[serde(default)]
    pub sector: Vec<String>,
    /// Tiers of the demands to which goods are delivered.
    #[serde(default)]
    pub tier: Vec<String>,
}

/// Where goods are counted, each tonne once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Count {
    /// As they leave the site that makes them, or a site that `from` names.
    #[default]
    Shipped,
    /// As they are made, by sources and by activities.
    Made,
    /// As they are delivered to demands.
    Delivered,
}
