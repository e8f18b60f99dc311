//! Choices about links as written: whether a lane is used, and with how many others a place trades.

use super::quantity::{Duration, MassRate, Money, MoneyRate};
use super::{Series, Window};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A choice to use a lane between each pair of places that it joins. A lane that is not used carries nothing.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Use {
    /// Cost of each year in use, for each pair of places.
    #[serde(default)]
    pub fixed_cost: Series<MoneyRate>,
    /// Least amount shipped in each period in use, as a yearly rate.
    #[serde(default)]
    pub minimum: Series<MassRate>,
    /// Span over which it stays in use or not.
    #[serde(default)]
    pub window: Window,
    /// What the supplier must pass before it may ship; nothing when absent.
    #[serde(default)]
    pub qualification: Option<Qualification>,
}

/// Qualification of a supplier by its customer, decided on the first day of a period.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Qualification {
    /// Cost, once, for each pair of places.
    #[serde(default)]
    pub cost: Money,
    /// Time from the decision until the first shipment.
    #[serde(default)]
    pub lead_time: Duration,
}

/// A limit on the number of places traded with.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Partners {
    /// Most of them in each window.
    pub most: u32,
    /// Span over which they stay the same.
    #[serde(default)]
    pub window: Window,
}
