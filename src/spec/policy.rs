//! Policies, measures, rules of origin and scenarios as written.

use super::quantity::{MassRate, Price, Ratio, Share};
use super::{Commitment, Contract, Map, Series, Window};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A coalition and its measures.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// What it stands for.
    #[serde(default)]
    pub description: String,
    /// Members: countries or territories.
    #[serde(default)]
    pub club: Vec<String>,
    /// Countries or territories whose shortage the tiers count before cost; the club when absent, and everybody where there is none.
    #[serde(default)]
    pub shortage_of: Vec<String>,
    /// Facts that hold under it, for conditions (`if`). `club_formed` and `floor_in_force` follow from club and measures.
    #[serde(default)]
    pub facts: Vec<String>,
    /// Whether one plan is made for all, or buyers choose for themselves, which `compare --own-choice` answers.
    #[serde(default)]
    pub behaviour: Behaviour,
    /// What sellers outside the club do when a price floor is in force.
    #[serde(default)]
    pub exporter_response: ExporterResponse,
    /// What home sellers do when a price floor is in force.
    #[serde(default)]
    pub domestic: HomeResponse,
    /// Measures by name.
    #[serde(default)]
    pub measures: Map<Measure>,
    /// Commitments by name.
    #[serde(default)]
    pub commitments: Map<Commitment>,
    /// Contracts by name.
    #[serde(default)]
    pub contracts: Map<Contract>,
    /// Values of the instance that it replaces, path to value.
    #[serde(default)]
    pub set: Map<serde_json::Value>,
    /// Factors on values of the instance, path (with `*`) to factor.
    #[serde(default)]
    pub scale: Map<Ratio>,
}

/// Who chooses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Behaviour {
    /// One plan is made for all.
    #[default]
    Planned,
    /// The buyers of each country choose for themselves.
    OwnChoice,
}

/// What sellers outside the club do under a price floor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExporterResponse {
    /// They keep their offers, and the top-up is the treasury's.
    #[default]
    Hold,
    /// They raise their offers to the floor, and the top-up is theirs.
    ToFloor,
}

/// What home sellers do under a price floor on imports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HomeResponse {
    /// They keep their offers.
    #[default]
    AtOffer,
    /// They raise their offers to the floor.
    ToFloor,
}

/// A forecast or disruption: values replaced or scaled.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What happens.
    #[serde(default)]
    pub description: String,
    /// Facts added for conditions (`if`).
    #[serde(default)]
    pub facts: Vec<String>,
    /// Values of the instance replaced, path to value.
    #[serde(default)]
    pub set: Map<serde_json::Value>,
    /// Factors on values of the instance, path (with `*`) to factor.
    #[serde(default)]
    pub scale: Map<Ratio>,
    /// Further measures, whatever the policy.
    #[serde(default)]
    pub measures: Map<Measure>,
    /// Further commitments, whatever the policy.
    #[serde(default)]
    pub commitments: Map<Commitment>,
    /// Further contracts, whatever the policy.
    #[serde(default)]
    pub contracts: Map<Contract>,
}

/// Kind of a border measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// Share of customs value, to the importer's treasury.
    Tariff,
    /// Amount per tonne, to the importer's treasury.
    SpecificDuty,
    /// Top-up to a floor price, on goods or on contained elements.
    PriceFloor,
    /// No flow.
    Ban,
    /// Limit on the amount exported.
    ExportLimit,
    /// Share of customs value or amount per tonne, to the exporter's treasury.
    ExportTax,
    /// A low rate within a volume, a higher one beyond.
    TariffRateQuota,
    /// Limit on the amount imported in a window.
    Quota,
    /// Sellers bid a reference price, and a treasury pays what is missing to a strike price.
    ContractForDifference,
    /// Share of customs value or amount per tonne that a treasury pays for the buyer, on home sales too.
    Subsidy,
    /// No measure: an option has its `grant`.
    CapitalGrant,
}

/// A border measure. It applies to flows into (or, for export limits and bans, out of) the countries named.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Kind.
    pub kind: MeasureKind,
    /// Importing countries or territories; `members` for the club; every one when absent.
    #[serde(default)]
    pub importers: Vec<String>,
    /// Exporting countries or territories, read by `by`; `members`, `others`; every one when absent.
    #[serde(default)]
    pub exporters: Vec<String>,
    /// How the exporter is told: by last shipment, by last transformation, by its owner, or by lineage alone.
    #[serde(default)]
    pub by: ExporterTest,
    /// Materials or stages; all when absent.
    #[serde(default)]
    pub materials: Vec<String>,
    /// Elements of which goods must contain one or more to be read, so that a measure follows them into finished goods.
    #[serde(default)]
    pub contains: Vec<String>,
    /// Rule of origin whose holders are free of the measure.
    #[serde(default)]
    pub unless: Option<String>,
    /// First day.
    #[serde(default)]
    pub from: Option<String>,
    /// First day on which it no longer holds.
    #[serde(default)]
    pub until: Option<String>,
    /// Policy facts that must hold; `not X` for the contrary.
    #[serde(default, rename = "if")]
    pub condition: Vec<String>,
    /// Rate of a tariff, export tax or subsidy, or within a tariff-rate quota, of the customs value; it may exceed 1.
    #[serde(default)]
    pub rate: Option<Series<Ratio>>,
    /// Rate beyond the volume of a tariff-rate quota.
    #[serde(default)]
    pub over_rate: Option<Series<Ratio>>,
    /// Volume of a tariff-rate quota, of all flows that it reads, or of a contract for difference, of all that its sellers ship; beyond it they
    /// sell at their own offers.
    #[serde(default)]
    pub volume: Option<Series<MassRate>>,
    /// Amount of a specific duty, export tax or subsidy.
    #[serde(default)]
    pub amount: Option<Series<Price>>,
    /// Floor of a price floor on goods.
    #[serde(default)]
    pub floor: Option<Series<Price>>,
    /// Floors on contained elements.
    #[serde(default)]
    pub element_floors: Map<Series<Price>>,
    /// Declared values of contained elements, for element floors, per kg as `per` says.
    #[serde(default)]
    pub element_values: Map<Series<Price>>,
    /// Whether element floors and values are per kg of element or of oxide.
    #[serde(default)]
    pub per: FloorUnit,
    /// What the floor is compared with.
    #[serde(default)]
    pub basis: FloorBasis,
    /// Largest amount of an export limit, from the named exporters together, or of a quota, into the named importers together.
    #[serde(default)]
    pub limit: Option<Series<MassRate>>,
    /// Element whose content an export limit or a quota counts; gross tonnes when absent.
    #[serde(default)]
    pub element: Option<String>,
    /// Periods over which a quota, a tariff-rate quota or the volume of a contract counts together; each year when absent.
    #[serde(default)]
    pub window: Option<Window>,
    /// Which goods have the volume of a tariff-rate quota.
    #[serde(default)]
    pub fill: Fill,
    /// Who has the rent of a quota, a tariff-rate quota or an export limit: importers when absent, of an export limit exporters.
    #[serde(default)]
    pub rent_to: Option<RentHolder>,
    /// Sites or owners that a contract for difference supports, in all that their sources sell.
    #[serde(default)]
    pub sellers: Vec<String>,
    /// Price that a contract for difference secures.
    #[serde(default)]
    pub strike: Option<Series<Price>>,
    /// Price at which the sellers of a contract for difference sell.
    #[serde(default)]
    pub reference: Option<Series<Price>>,
    /// Whether the sellers of a contract for difference match the cheapest other seller, in the place of a `reference`.
    #[serde(default, rename = "match")]
    pub matches: bool,
    /// Country whose treasury pays a contract for difference or a subsidy; of a subsidy the buyer's when absent.
    #[serde(default)]
    pub payer: Option<String>,
}

/// How the exporter of a flow is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExporterTest {
    /// Country it was shipped from.
    #[default]
    ShippedFrom,
    /// Country of the last transforming site.
    MadeIn,
    /// Country of the owner of the last transforming site, which also tells whether a seller is in the club.
    Owner,
    /// Any country; only `unless` tells.
    Lineage,
}

/// Which goods have the volume of a tariff-rate quota.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fill {
    /// Those that buyers choose, whenever in the window.
    #[default]
    CostOrder,
    /// Those of earlier periods before those of later ones.
    FirstCome,
}

/// Who has what the licences of a limit are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RentHolder {
    /// Buyers in the importing country.
    Importers,
    /// Sellers.
    Exporters,
    /// The treasury that gives the licences out.
    Treasury,
}

/// What an element floor is stated for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FloorUnit {
    /// Per mass of element.
    #[default]
    Element,
    /// Per mass of oxide.
    Oxide,
}

/// What a price floor is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FloorBasis {
    /// Customs value with this border's other duties.
    #[default]
    DutyPaid,
    /// Customs value alone.
    CustomsValue,
}

/// A rule of origin.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What it stands for, and the law it comes from.
    #[serde(default)]
    pub description: String,
    /// Elements it follows; all watched ones when absent.
    #[serde(default)]
    pub elements: Vec<String>,
    /// Stages it tests.
    pub stages: Map<StageTest>,
    /// Custody model of its claims.
    #[serde(default)]
    pub custody: Custody,
    /// Custody models its law accepts; any when absent.
    #[serde(default)]
    pub law_accepts: Vec<Custody>,
    /// Periods over which certificates count together under `book_and_claim`, or over which sites keep unclaimed credit under
    /// `mass_balance`; each period by itself when absent.
    #[serde(default)]
    pub window: Option<Window>,
    /// Tolerance for other material.
    #[serde(default)]
    pub de_minimis: Option<DeMinimis>,
    /// Other material as far as enough of the value was added here.
    #[serde(default)]
    pub value_content: Option<ValueContent>,
    /// Whether recycling ends earlier history.
    #[serde(default)]
    pub recycling_resets: bool,
}

/// Countries that pass a stage test: those allowed, or all but those excluded.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StageTest {
    /// Countries or territories, `members`, `allies`, `partners`.
    #[serde(default)]
    pub allowed: Vec<String>,
    /// Countries or territories.
    #[serde(default)]
    pub excluded: Vec<String>,
}

/// Custody models of ISO 22095.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Custody {
    /// Claims balance per site, material and period.
    #[default]
    MassBalance,
    /// Lines keep goods that satisfy the rule apart from others, by campaigns.
    Segregated,
    /// Segregated by mine: each tonne comes from one mine for each element, and lines keep mines apart by campaigns.
    IdentityPreserved,
    /// Certificates issued where the last tested stage is passed are redeemed on delivery, whatever the goods delivered.
    BookAndClaim,
}

/// Tolerance for other material, per element.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeMinimis {
    /// Other material over claimed material.
    pub share: Share,
    /// Stage that grants it; the rule's last when absent.
    #[serde(default)]
    pub stage: Option<String>,
}

/// Regional value content by build-down: value of the output less that of other material, over value of the output.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ValueContent {
    /// Least share of the output's customs value that is not of other material.
    pub share: Share,
    /// Stage at which it is measured; the rule's last when absent.
    #[serde(default)]
    pub stage: Option<String>,
    /// Value of inputs of other origin; the customs value declared for the material when absent.
    #[serde(default)]
    pub values: Map<Series<Price>>,
}
