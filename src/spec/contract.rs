//! Contracts as written: a seller, its buyers, a price and a band of volumes.

use super::Series;
use super::decision::Window;
use super::quantity::{MassRate, Price, Ratio, Share};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A contract of a seller with some buyers. Goods under it are bought at its price instead of the seller's offer or fee.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// What stands behind it.
    #[serde(default)]
    pub description: String,
    /// Site, or owner of the sites, that sells what its sources offer or its lines make; must be given.
    #[serde(default)]
    pub seller: Option<String>,
    /// Sites, demands, countries or territories, `members`, `others`, `allies`, to which goods are shipped; must be given.
    #[serde(default)]
    pub buyers: Vec<String>,
    /// Materials or stages; all that the seller makes when absent.
    #[serde(default)]
    pub materials: Vec<String>,
    /// Price where it is fixed; this or `index` must be given.
    #[serde(default)]
    pub price: Option<Series<Price>>,
    /// Price where it follows another.
    #[serde(default)]
    pub index: Option<PriceIndex>,
    /// Least that the buyers take.
    #[serde(default)]
    pub least: Option<Series<MassRate>>,
    /// Most that they may take at its price.
    #[serde(default)]
    pub most: Option<Series<MassRate>>,
    /// Span over which `least` and `most` count; each year when absent.
    #[serde(default = "each_year")]
    pub window: Window,
    /// Share of the price paid for what is missing to `least`, which need then not be taken.
    #[serde(default)]
    pub take_or_pay: Option<Share>,
    /// Country whose treasury pays for what is missing, instead of the buyers.
    #[serde(default)]
    pub guaranteed_by: Option<String>,
    /// Whether it is signed, or the plan decides.
    #[serde(default)]
    pub signed: Signed,
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

fn each_year() -> Window {
    Window::Year
}

/// A price that follows another: its share, less a discount, within a floor and a cap. At least one field must be given.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceIndex {
    /// Price that it follows; the seller's offer at the buyer, or its fee, when absent.
    #[serde(default)]
    pub of: Option<Series<Price>>,
    /// Share of it; 1 when absent.
    #[serde(default)]
    pub share: Option<Ratio>,
    /// Discount.
    #[serde(default)]
    pub less: Option<Series<Price>>,
    /// Least price.
    #[serde(default)]
    pub floor: Option<Series<Price>>,
    /// Highest price.
    #[serde(default)]
    pub cap: Option<Series<Price>>,
}

/// Whether a contract is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Signed {
    /// It is, or it is not.
    Given(bool),
    /// The plan decides.
    Open(Undecided),
}

/// A word for what the plan decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Undecided {
    /// The plan decides.
    Choice,
}

impl Default for Signed {
    fn default() -> Self {
        Self::Given(true)
    }
}
