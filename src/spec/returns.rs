//! Used goods that come back, as written.

use super::quantity::{Duration, MassRate, Price, Ratio, Share};
use super::{Map, Series};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What becomes of delivered goods after their life: scrap at the place of the demand.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Returns {
    /// Scrap.
    pub material: String,
    /// Tonnes of scrap of a tonne delivered.
    pub per: Ratio,
    /// Time in use.
    pub life: Duration,
    /// Largest share of what falls due that is collected.
    pub collected: Series<Share>,
    /// Accepted materials that come back; all when absent.
    #[serde(default)]
    pub of: Vec<String>,
    /// Price paid for a tonne of scrap.
    #[serde(default)]
    pub offer: Series<Price>,
    /// Goods delivered before the start that are still in use.
    #[serde(default)]
    pub in_use: Option<InUse>,
}

/// Goods in use at the start.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InUse {
    /// What was delivered in each year before the start, for as long as a life.
    pub quantity: MassRate,
    /// Country of each stage passed, where it is not the demand's own.
    #[serde(default)]
    pub lineage: Map<String>,
}
