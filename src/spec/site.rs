//! Sites and lanes as written.

use super::quantity::{Duration, HoldingRate, Mass, MassRate, Price, Share, YearlyRate};
use super::{BuildOption, Map, Minimum, Opening, Partners, Refill, Release, Series, Use};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A site: any of source, lines, stocks and markets for by-products may stand on it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Country, an ISO 3166-1 alpha-2 code by custom.
    pub country: String,
    /// Owner; the site itself when absent.
    #[serde(default)]
    pub owner: Option<String>,
    /// Name for people.
    #[serde(default)]
    pub title: Option<String>,
    /// Materials it sells, by material.
    #[serde(default)]
    pub source: Map<Source>,
    /// Production lines, by name.
    #[serde(default)]
    pub lines: Map<Line>,
    /// Stocks, by material.
    #[serde(default)]
    pub stocks: Map<Stock>,
    /// Limited markets for by-products, by material: nothing else may leave the chain at a price.
    #[serde(default)]
    pub byproducts: Map<ByProduct>,
    /// Materials that may be thrown away, by material, at a cost per tonne.
    #[serde(default)]
    pub disposal: Map<Series<Price>>,
    /// Declared customs value (FOB) of what it makes, by material. A source's is its offer.
    #[serde(default)]
    pub customs_values: Map<CustomsValue>,
    /// Whether it is open or closed is a choice.
    #[serde(default)]
    pub opening: Option<Opening>,
    /// Capacity that may be added, by name.
    #[serde(default)]
    pub options: Map<BuildOption>,
    /// Whether the buyers pay its fixed and capital costs beside its offers and fees; otherwise it bears them.
    #[serde(default)]
    pub cost_plus: bool,
    /// Limit on the number of places that it receives goods from.
    #[serde(default)]
    pub suppliers: Option<Partners>,
    /// Limit on the number of places that it ships to.
    #[serde(default)]
    pub customers: Option<Partners>,
    /// Row of the data sheet that each figure comes from, and other remarks.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// A declared customs value.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum CustomsValue {
    /// The same for every class.
    Plain(Series<Price>),
    /// Different for units that hold a rule.
    ByRule(CustomsValueByRule),
}

/// A customs value that depends on origin.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomsValueByRule {
    /// Value of units that hold none of the rules below.
    pub value: Series<Price>,
    /// Value of units that hold the rule; the first that holds counts.
    pub with_rule: Map<Series<Price>>,
}

/// A source: material that enters the chain here at an offer.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Price asked.
    pub offer: Series<Price>,
    /// Other prices by destination; of those that apply the last counts.
    #[serde(default)]
    pub offers: Vec<Offer>,
    /// Amount available; without limit when absent.
    #[serde(default)]
    pub available: Option<Series<MassRate>>,
    /// First day of operation.
    #[serde(default)]
    pub from: Option<String>,
    /// First day on which it no longer operates.
    #[serde(default)]
    pub until: Option<String>,
    /// Time from the first day until full output, growing evenly.
    #[serde(default)]
    pub ramp: Option<Duration>,
    /// Times without output.
    #[serde(default)]
    pub outages: Vec<Outage>,
    /// Country of each stage passed, where it is not the site's own.
    #[serde(default)]
    pub lineage: Map<String>,
    /// Declared customs value where it is not the offer.
    #[serde(default)]
    pub customs_value: Option<Series<Price>>,
    /// Cash cost of production, for resource cost; the offer when absent.
    #[serde(default)]
    pub cash_cost: Option<Series<Price>>,
}

/// A price for some destinations.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Price asked.
    pub price: Series<Price>,
    /// Destinations: `members`, `others`, or countries and territories.
    pub to: Vec<String>,
    /// Policy facts that must hold; `not X` for the contrary.
    #[serde(default, rename = "if")]
    pub condition: Vec<String>,
    /// First day.
    #[serde(default)]
    pub from: Option<String>,
    /// First day on which it no longer holds.
    #[serde(default)]
    pub until: Option<String>,
}

/// A time of reduced or no output.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outage {
    /// First day.
    pub from: String,
    /// First day of normal operation again.
    pub until: String,
    /// Share of output lost; all when absent.
    #[serde(default)]
    pub loss: Option<Share>,
}

/// How a line keeps goods of segregated rules apart: each campaign of a period runs goods that satisfy the same of these rules.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Campaigns {
    /// Most campaigns in a period; any number when absent.
    #[serde(default)]
    pub most: Option<u32>,
    /// Time lost by each change within a period, at the line's own capacity.
    #[serde(default)]
    pub changeover: Duration,
    /// Least activity of a campaign.
    #[serde(default)]
    pub minimum: Mass,
}

/// A production line: processes that share capacity.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Processes it can run.
    pub processes: Vec<String>,
    /// Capacity in units of activity; without limit when absent.
    #[serde(default)]
    pub capacity: Option<Series<MassRate>>,
    /// Limits on parts of the output, by name.
    #[serde(default)]
    pub circuits: Map<Circuit>,
    /// Least activity of a period in which it runs at all, as a yearly rate.
    #[serde(default)]
    pub minimum_run: Option<Series<MassRate>>,
    /// Lot: activity of a period is a whole number of these.
    #[serde(default)]
    pub lot: Option<Mass>,
    /// Campaigns, which keep goods of segregated rules apart.
    #[serde(default)]
    pub campaigns: Option<Campaigns>,
    /// Tolling fee per unit of activity.
    #[serde(default)]
    pub fee: Series<Price>,
    /// Fee of single processes where it differs.
    #[serde(default)]
    pub fees: Map<Series<Price>>,
    /// Cash cost per unit of activity, for resource cost; the fee when absent.
    #[serde(default)]
    pub cash_cost: Option<Series<Price>>,
    /// Recovery of single elements where it differs from the process.
    #[serde(default)]
    pub recovery: Map<Share>,
    /// First day of operation.
    #[serde(default)]
    pub from: Option<String>,
    /// First day on which it no longer operates.
    #[serde(default)]
    pub until: Option<String>,
    /// Time from the first day until full output, growing evenly.
    #[serde(default)]
    pub ramp: Option<Duration>,
    /// Times without output.
    #[serde(default)]
    pub outages: Vec<Outage>,
}

/// A limit on the joint output of some materials of a line.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Circuit {
    /// Outputs counted.
    pub materials: Vec<String>,
    /// Largest joint output.
    pub capacity: Series<MassRate>,
}

/// A stock of one material at a site.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stock {
    /// Amount at the start.
    #[serde(default)]
    pub opening: Mass,
    /// Country of each stage passed by the opening stock, where it is not the site's own.
    #[serde(default)]
    pub lineage: Map<String>,
    /// Room; without limit when absent.
    #[serde(default)]
    pub room: Option<Series<Mass>>,
    /// Cost of holding, charged on the stock at period end times the length of the period.
    #[serde(default)]
    pub holding: Series<HoldingRate>,
    /// What must be left at the end.
    #[serde(default)]
    pub terminal: Terminal,
    /// When it gives out goods; at any time when absent.
    #[serde(default)]
    pub release: Option<Release>,
    /// How it is brought to its level, and back to it after a release.
    #[serde(default)]
    pub refill: Option<Refill>,
    /// Least amount at the end of every period outside releases.
    #[serde(default)]
    pub minimum: Option<Minimum>,
    /// Share of the stock that must leave in each year, the oldest goods first.
    #[serde(default)]
    pub rotation: Option<YearlyRate>,
    /// Whether it is the owner's own, kept for what its site draws: it has no release, and a cover is of those draws.
    #[serde(default)]
    pub commercial: bool,
}

/// What a stock must hold at the end of the horizon.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Terminal {
    /// At least the opening amount.
    #[default]
    Keep,
    /// Nothing.
    Free,
    /// Nothing; what is left is worth this much.
    Value(Price),
}

/// A limited market for a by-product.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ByProduct {
    /// Price received; negative where the market is paid to take it.
    #[schemars(extend("x-signed" = true))]
    pub price: Series<Price>,
    /// Amount the market takes; without limit when absent.
    #[serde(default)]
    pub limit: Option<Series<MassRate>>,
}

/// A lane or a family of lanes. Of the entries that match a pair and a material, the most specific counts, then the later.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lane {
    /// Sites, countries, territories, or `*`.
    pub from: Places,
    /// Sites, demands, countries, territories, or `*`.
    pub to: Places,
    /// Materials or stages carried; all when absent.
    #[serde(default)]
    pub carries: Vec<String>,
    /// Freight.
    #[serde(default)]
    pub freight: Series<Price>,
    /// Freight of single materials where it differs; they share the lane's capacity and use all the same.
    #[serde(default)]
    pub freights: Map<Series<Price>>,
    /// Time under way.
    #[serde(default)]
    pub transit: Duration,
    /// Capacity of each pair of places, shared by all it carries; without limit when absent.
    #[serde(default)]
    pub capacity: Option<Series<MassRate>>,
    /// Whether each pair of places uses it is a choice; it is free to be used when absent.
    #[serde(default, rename = "use")]
    pub choice: Option<Use>,
    /// First day.
    #[serde(default)]
    pub from_date: Option<String>,
    /// First day on which it is closed.
    #[serde(default)]
    pub until_date: Option<String>,
}

/// One place or several.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Places {
    /// One name.
    One(String),
    /// Several names.
    Many(Vec<String>),
}
