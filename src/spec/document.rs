//! The instance document: what one folder says, after model, tables and overlays are merged.

use super::quantity::{Duration, Mass, MassRate, Price, Ratio, Share, YearlyRate};
use super::{Commitment, Contract, Lane, Owner, Partners, Policy, Returns, Rule, Scenario, Series, Site};
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A map that keeps the order of the file; the order of every dense id follows it.
pub type Map<T> = IndexMap<String, T>;

/// An instance: supply chain, policies and scenarios of one planning question.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Version of the file format; 1.
    pub lodestone: u32,
    /// Title for people.
    #[serde(default)]
    pub name: String,
    /// What the instance is about.
    #[serde(default)]
    pub description: String,
    /// Model that this document builds on: a name, looked up in the instance folder, in `models/`, then in the program.
    #[serde(default)]
    pub model: Option<String>,
    /// Own units, each as a quantity of known units: `case: 1 t`, `AUD: 0.655 USD`.
    #[serde(default)]
    pub units: Map<String>,
    /// CSV tables that fill sections of this document.
    #[serde(default)]
    pub tables: Vec<Table>,
    /// The planning periods.
    pub periods: Periods,
    /// Real discount rate; 0 when absent.
    #[serde(default)]
    pub discount_rate: YearlyRate,
    /// Relative gap to which mixed-integer plans are solved, where the command line names none; 1e-9 when absent.
    #[serde(default)]
    pub gap: Option<Share>,
    /// Priority tiers in order, the most important first.
    #[serde(default = "default_tiers")]
    pub tiers: Vec<String>,
    /// Whether unmet tiered demand is minimised before cost (`tiers`) or charged its penalty (`penalty`).
    #[serde(default)]
    pub shortage: ShortageMode,
    /// Countries whose goods do not count as exposure.
    #[serde(default)]
    pub allies: Vec<String>,
    /// Countries that count partly as exposure.
    #[serde(default)]
    pub partners: Map<Share>,
    /// Element groups that the exposure level tracks together (each element alone when absent).
    #[serde(default)]
    pub exposure_groups: Map<Vec<String>>,
    /// Customs territories of several countries, such as the EU. Any other country is a territory of its own.
    #[serde(default)]
    pub territories: Map<Territory>,
    /// Watched elements.
    #[serde(default)]
    pub elements: Map<Element>,
    /// Stages of the chain, in order; those with `recycling: true` take back used goods.
    #[serde(default)]
    pub stages: Map<Stage>,
    /// Materials, each with its stage and its content of the watched elements.
    #[serde(default)]
    pub materials: Map<Material>,
    /// Processes (recipes) that lines run.
    #[serde(default)]
    pub processes: Map<Process>,
    /// Sites: mines, plants, stockpiles, ports, markets.
    #[serde(default)]
    pub sites: Map<Site>,
    /// Owners of sites, where they ask for something.
    #[serde(default)]
    pub owners: Map<Owner>,
    /// Lanes. When absent, goods move between any two places free and at once.
    #[serde(default)]
    pub lanes: Option<Vec<Lane>>,
    /// Goods already under way at the start.
    #[serde(default)]
    pub in_transit: Vec<InTransit>,
    /// Demands.
    #[serde(default)]
    pub demands: Map<Demand>,
    /// Rules of origin.
    #[serde(default)]
    pub rules: Map<Rule>,
    /// Commitments that hold under every policy.
    #[serde(default)]
    pub commitments: Map<Commitment>,
    /// Contracts of sellers and buyers, under every policy.
    #[serde(default)]
    pub contracts: Map<Contract>,
    /// Policies, of which one is in force in a plan.
    #[serde(default)]
    pub policies: Map<Policy>,
    /// Scenarios; `baseline` always exists.
    #[serde(default)]
    pub scenarios: Map<Scenario>,
}

/// Default tiers: DX and DO are the ratings of the US Defense Priorities and Allocations System (15 CFR 700).
pub(super) fn default_tiers() -> Vec<String> {
    ["dx", "do", "infrastructure", "commercial", "unrated"]
        .map(String::from)
        .to_vec()
}

/// How unmet demand enters the objective.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ShortageMode {
    /// Tier by tier, before cost.
    #[default]
    Tiers,
    /// At its penalty, within cost.
    Penalty,
}

/// A CSV table in the instance folder. Columns are dotted field names, with the unit in brackets where cells carry none
/// (`offer [USD/kg]`); `id` names the entry of a keyed section; a `date` column makes the cells of its row steps from that date.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// File name, within the instance folder.
    pub file: String,
    /// Section that the rows fill: `sites`, `lanes`, `demands`, `materials`, ...
    pub section: String,
}

/// Planning periods: a regular grid or a list of boundary dates.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Periods {
    /// `{ start: 2026-07-01, count: 18, length: 3 months }`
    Grid(PeriodGrid),
    /// Boundary dates in order: n + 1 dates make n periods.
    Dates(Vec<String>),
}

/// A regular grid of periods.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodGrid {
    /// First day.
    pub start: String,
    /// Number of periods.
    pub count: u32,
    /// Length of each: a whole number of months (`3 months`, `1 yr`) or of days.
    pub length: Duration,
}

/// A customs territory.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Territory {
    /// Its countries.
    pub countries: Vec<String>,
    /// Whether its customs value includes freight to its border.
    #[serde(default)]
    pub customs_value: CustomsBasis,
}

/// Whether freight is part of customs value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CustomsBasis {
    /// Free on board: without freight (United States, Canada, Australia).
    #[default]
    Fob,
    /// Cost, insurance, freight: with freight (European Union, Japan).
    Cif,
}

/// A watched element.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// Weight in the exposure level; 1 when absent, 0 leaves it out.
    #[serde(default)]
    pub criticality: Option<f64>,
    /// Tonnes of oxide per tonne of element; needed only by floors stated per kg of oxide.
    #[serde(default)]
    pub oxide_per_element: Option<Ratio>,
}

/// A stage of the chain.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Whether it takes back used goods.
    #[serde(default)]
    pub recycling: bool,
}

/// A material.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// Stage that makes it.
    pub stage: String,
    /// Tonnes of each watched element per tonne of material.
    #[serde(default)]
    pub contents: Map<Ratio>,
    /// What it is.
    #[serde(default)]
    pub description: String,
}

/// A process: a fixed recipe, or a separation whose recipe follows from each feed's assay.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// Stage at which its outputs count as made.
    pub stage: String,
    /// Tonnes of each input per unit of activity.
    #[serde(default)]
    pub inputs: Map<Ratio>,
    /// Tonnes of each output per unit of activity (one unit is usually one tonne of the main output).
    #[serde(default)]
    pub outputs: Map<Ratio>,
    /// Instead of inputs and outputs: separation by assay. One unit of activity is one tonne of feed.
    #[serde(default)]
    pub separates: Option<Separation>,
}

/// Separation of feeds by their assay.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Separation {
    /// Feeds, each an input material with its own assay.
    pub feeds: Vec<String>,
    /// Products, each taking the named elements out of the feed.
    pub products: Map<Vec<String>>,
    /// Share of each element recovered (1 when absent); a line may state its own.
    #[serde(default)]
    pub recovery: Map<Share>,
}

/// Goods under way at the start.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InTransit {
    /// Material.
    pub material: String,
    /// Site that receives it.
    pub to: String,
    /// Amount.
    pub quantity: Mass,
    /// Day of arrival.
    pub arrives: String,
    /// Country of each earlier stage.
    pub lineage: Map<String>,
}

/// A demand.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// Country of use; not needed where `site` is given.
    #[serde(default)]
    pub country: Option<String>,
    /// Site from whose stock and arrivals it is served; a place of its own when absent.
    #[serde(default)]
    pub site: Option<String>,
    /// Sector, for reports and selectors.
    #[serde(default)]
    pub sector: Option<String>,
    /// Priority tier; the last one when neither tier nor penalty is given.
    #[serde(default)]
    pub tier: Option<String>,
    /// Accepted materials: a list, or a map to tonnes of demand served per tonne.
    pub accepts: Accepts,
    /// Rules of origin that every delivered unit must satisfy: a list, or steps from dates.
    #[serde(default)]
    pub requires: Series<Vec<String>>,
    /// Quantity wanted.
    #[serde(default)]
    pub quantity: Option<Series<MassRate>>,
    /// Quantity in blocks of different value instead of one quantity.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// Cost of not serving a tonne (reservation price); enters cost, not the tiers.
    #[serde(default)]
    pub penalty: Option<Series<Price>>,
    /// Weight within its tier; 1 when absent.
    #[serde(default)]
    pub criticality: Option<f64>,
    /// Share of the quantity that must be delivered, whatever it costs.
    #[serde(default)]
    pub minimum: Option<Series<Share>>,
    /// Limit on the number of places that its place receives accepted materials from.
    #[serde(default)]
    pub suppliers: Option<Partners>,
    /// Scrap that delivered goods become after their life.
    #[serde(default)]
    pub returns: Option<Returns>,
}

/// Accepted materials of a demand.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Accepts {
    /// Each at rate 1.
    List(Vec<String>),
    /// Tonnes of demand served per tonne of material.
    Rates(Map<Ratio>),
}

/// A block of demand.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Quantity of the block.
    pub quantity: Series<MassRate>,
    /// Cost of not serving a tonne of it.
    #[serde(default)]
    pub penalty: Option<Series<Price>>,
}
