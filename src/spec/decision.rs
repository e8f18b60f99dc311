//! What a plan may decide as written: whether a site is open, what is built, what owners ask for.

use super::Series;
use super::quantity::{Duration, MassRate, Money, MoneyRate, Share, YearlyRate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Span over which something counts together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Window {
    /// Each period by itself.
    Period,
    /// Each year from the first day of the horizon.
    Year,
    /// The whole horizon.
    #[default]
    Horizon,
}

/// An owner of sites.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Owner {
    /// Country or territory member to which it belongs, for measures by owner; the country of each of its sites when absent.
    #[serde(default)]
    pub country: Option<String>,
    /// Whether its sites open only where what it receives covers its cash costs and fixed costs, over its open sites together.
    #[serde(default)]
    pub viability: bool,
    /// Span over which its books must balance, and its sites stay open or closed.
    #[serde(default)]
    pub window: Window,
}

/// A choice to keep a site open or closed. A closed site sells and makes nothing.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Cost of each year open.
    #[serde(default)]
    pub fixed_cost: Series<MoneyRate>,
    /// Cost of opening after being closed.
    #[serde(default)]
    pub opening_cost: Money,
    /// Cost of closing after being open.
    #[serde(default)]
    pub closing_cost: Money,
    /// Whether it is open at the start of the horizon.
    #[serde(default)]
    pub open_at_start: bool,
    /// Span over which it stays open or closed; that of its owner where the owner asks for viability.
    #[serde(default)]
    pub window: Window,
}

/// Capacity that may be added to a line or a source.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BuildOption {
    /// Line that it adds to.
    #[serde(default)]
    pub line: Option<String>,
    /// Material of the source that it adds to.
    #[serde(default)]
    pub source: Option<String>,
    /// Capacity added.
    pub capacity: MassRate,
    /// Capital cost of all of it.
    #[serde(default)]
    pub capex: Money,
    /// Years over which the capital is recovered by equal yearly payments.
    #[serde(default)]
    pub life: Option<Duration>,
    /// Rate of interest of those payments; the discount rate of the instance when absent.
    #[serde(default)]
    pub rate: Option<YearlyRate>,
    /// Time from the decision until it can run.
    #[serde(default)]
    pub lead_time: Duration,
    /// First day on which it can be decided.
    #[serde(default)]
    pub earliest: Option<String>,
    /// Whether it is built whole or not at all; a part of it may be built when false.
    #[serde(default = "yes")]
    pub lumpy: bool,
    /// Share of the capital cost that a treasury grants.
    #[serde(default)]
    pub grant: Share,
    /// Country whose treasury grants it; the site's own when absent.
    #[serde(default)]
    pub granted_by: Option<String>,
}

fn yes() -> bool {
    true
}
