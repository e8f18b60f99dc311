//! Rules of a stock as written.

use super::Series;
use super::quantity::{Duration, Mass, MassRate, Ratio};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// When a strategic stock gives out goods; at other times its total does not fall. At least one field must be given.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// Facts of the policy or a scenario that must hold; `not X` for the contrary.
    #[serde(default, rename = "if")]
    pub condition: Vec<String>,
    /// First day.
    #[serde(default)]
    pub from: Option<String>,
    /// First day on which it no longer holds.
    #[serde(default)]
    pub until: Option<String>,
}

/// How a stock is brought to a level, and back to it after a release. `rate` or `by` must be given.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refill {
    /// Level; the opening amount when absent.
    #[serde(default)]
    pub to: Option<Mass>,
    /// Least growth: from the opening amount at the start, from nothing after a release.
    #[serde(default)]
    pub rate: Option<MassRate>,
    /// Day from which the level must be there.
    #[serde(default)]
    pub by: Option<String>,
}

/// Least stock.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Minimum {
    /// What is needed for some time ahead.
    Cover(Cover),
    /// An amount.
    Amount(Series<Mass>),
}

/// Cover of what is needed for some time ahead.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// Time covered.
    pub cover: Duration,
    /// Demands or tiers covered. A commercial stock covers what its site draws instead.
    #[serde(default)]
    pub of: Vec<String>,
    /// Tonnes of the stock's material for a tonne of demand; needed where a demand does not accept the material itself.
    #[serde(default)]
    pub per: Option<Ratio>,
}
