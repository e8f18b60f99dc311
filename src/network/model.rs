//! The validated supply chain: names resolved, units gone (tonne, year, USD), one value for each period.
//!
//! A `PerPeriod` vector has one entry for each period of [`Network::periods`]. Amounts "per period" are tonnes in that
//! period (annual rate x length). Prices are USD/t.

use super::ids::*;
use super::{
    BuildOption, Commitment, Contract, ExposureGroup, Gate, InTransit, Lane, Link, Opening, Partners, Return, Route, Rule,
    RuleSet, Stock, Support, Viability,
};
use jiff::civil::Date;
use std::ops::Range;

/// One value for each period.
pub type PerPeriod = Vec<f64>;

/// The supply chain under one policy and one scenario, ready to be labelled.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// Title of the instance.
    pub name: String,
    /// Policy in force.
    pub policy: String,
    /// Scenarios applied, in order; `baseline` when none.
    pub scenarios: Vec<String>,
    /// Relative gap to which mixed-integer plans are solved, where the instance names one.
    pub gap: Option<f64>,
    /// Periods, refined at every date of a measure, lane, source or line.
    pub periods: Vec<Period>,
    /// Watched elements.
    pub elements: Vec<Element>,
    /// Stages in order.
    pub stages: Vec<Stage>,
    /// Materials.
    pub materials: Vec<Material>,
    /// Countries named anywhere.
    pub countries: Vec<Country>,
    /// Customs territories; each country lies in exactly one.
    pub territories: Vec<Territory>,
    /// Owners.
    pub owners: Vec<String>,
    /// Sites, those of demands without a site of their own at the end.
    pub sites: Vec<Site>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Production lines.
    pub lines: Vec<Line>,
    /// Operations.
    pub operations: Vec<Operation>,
    /// Stocks.
    pub stocks: Vec<Stock>,
    /// By-product markets.
    pub byproducts: Vec<ByProduct>,
    /// Permissions to dispose.
    pub disposals: Vec<Disposal>,
    /// Sites that a plan opens or closes.
    pub openings: Vec<Opening>,
    /// Owners whose open sites must pay for themselves.
    pub viabilities: Vec<Viability>,
    /// Capacity that may be added.
    pub options: Vec<BuildOption>,
    /// Routes.
    pub routes: Vec<Route>,
    /// Lanes.
    pub lanes: Vec<Lane>,
    /// Routes whose use is a choice, or that must be qualified, in order of routes.
    pub links: Vec<Link>,
    /// Limits on the number of places that a place trades with.
    pub partners: Vec<Partners>,
    /// Goods under way at the start.
    pub in_transit: Vec<InTransit>,
    /// Demands.
    pub demands: Vec<Demand>,
    /// Used goods that come back.
    pub returns: Vec<Return>,
    /// Tiers in order of priority.
    pub tiers: Vec<String>,
    /// Rules of origin: those written, then those that the exposure level needs.
    pub rules: Vec<Rule>,
    /// Exposure: what counts, by group of elements.
    pub exposure: Vec<ExposureGroup>,
    /// Measures that apply at some time.
    pub measures: Vec<Measure>,
    /// Tariff-rate quotas whose volume must be used up before goods pass beyond it.
    pub gates: Vec<Gate>,
    /// Whether sellers outside the club keep the top-up to a price floor.
    pub exporters_to_floor: bool,
    /// Sources whose sales a treasury supports.
    pub supports: Vec<Support>,
    /// Commitments in force at some time.
    pub commitments: Vec<Commitment>,
    /// Contracts in force at some time, signed or left to the plan.
    pub contracts: Vec<Contract>,
    /// What goods have paid on contained elements before they reach a lane that an element floor reads; by lane. Nothing
    /// where they have paid nothing.
    pub credits: Vec<FloorCredit>,
    /// Remarks on the input that are no errors, for `check` and the results.
    pub notes: Vec<String>,
}

/// A period.
#[derive(Clone, Debug)]
pub struct Period {
    /// Label such as `2026-Q3`, `2026`, or the first day where no such name fits.
    pub name: String,
    /// First day.
    pub start: Date,
    /// First day after it.
    pub end: Date,
    /// Length in years; a calendar quarter is 0.25.
    pub years: f64,
    /// Discount factor at its middle.
    pub discount: f64,
}

/// A watched element.
#[derive(Clone, Debug)]
pub struct Element {
    /// Name.
    pub name: String,
    /// Weight in the exposure level.
    pub criticality: f64,
    /// Tonnes of oxide per tonne of element.
    pub oxide_per_element: f64,
}

/// A stage.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Name.
    pub name: String,
    /// Whether it takes back used goods.
    pub recycling: bool,
}

/// A material.
#[derive(Clone, Debug)]
pub struct Material {
    /// Name.
    pub name: String,
    /// Stage that makes it.
    pub stage: StageId,
    /// Tonnes of each element per tonne.
    pub content: Vec<f64>,
}

/// A country.
#[derive(Clone, Debug)]
pub struct Country {
    /// Name.
    pub name: String,
    /// Its customs territory.
    pub territory: TerritoryId,
    /// Whether it belongs to the policy's club.
    pub member: bool,
    /// Whether it belongs to the instance's allies.
    pub ally: bool,
    /// Weight of its goods in the exposure level: 0 for allies, the stated share for partners, 1 for others.
    pub exposure_weight: f64,
}

/// A customs territory.
#[derive(Clone, Debug)]
pub struct Territory {
    /// Name.
    pub name: String,
    /// Whether customs value includes freight.
    pub cif: bool,
}

/// A site.
#[derive(Clone, Debug)]
pub struct Site {
    /// Name.
    pub name: String,
    /// Name for people.
    pub title: String,
    /// Country.
    pub country: CountryId,
    /// Owner.
    pub owner: OwnerId,
    /// Country of the owner, for measures by owner; that of the site where the owner names none.
    pub owner_country: CountryId,
    /// Declared customs values of what it makes.
    pub customs_values: Vec<CustomsValue>,
    /// Whether it stands for a demand that has no site of its own.
    pub demand_place: bool,
    /// Whether the buyers pay its fixed and capital costs.
    pub cost_plus: bool,
}

/// A declared customs value, FOB.
#[derive(Clone, Debug)]
pub struct CustomsValue {
    /// Material.
    pub material: MaterialId,
    /// Value of units that hold none of `with_rule`.
    pub value: PerPeriod,
    /// Value of units that hold the rule; the first that holds counts.
    pub with_rule: Vec<(RuleId, PerPeriod)>,
}

impl CustomsValue {
    /// Value of units that hold a rule.
    pub fn of_holder(&self, rule: RuleId) -> &PerPeriod {
        let with_rule = self.with_rule.iter().find(|(named, _)| *named == rule);
        with_rule.map_or(&self.value, |(_, value)| value)
    }
}

/// A source.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where.
    pub site: SiteId,
    /// What.
    pub material: MaterialId,
    /// Offer in each territory's countries: `offer[country][period]`.
    pub offer: Vec<PerPeriod>,
    /// Tonnes available in each period; infinite without limit, 0 while closed.
    pub available: PerPeriod,
    /// Country of each stage passed, `None` for stages that the material has not passed.
    pub lineage: Vec<Option<CountryId>>,
    /// Declared customs value at each destination: `customs_value[country][period]`.
    pub customs_value: Vec<PerPeriod>,
    /// Cash cost.
    pub cash_cost: PerPeriod,
}

/// A production line.
#[derive(Clone, Debug)]
pub struct Line {
    /// Name, unique with its site.
    pub name: String,
    /// Where.
    pub site: SiteId,
    /// Units of activity in each period; infinite without limit, 0 while closed.
    pub capacity: PerPeriod,
    /// Limits on parts of the output.
    pub circuits: Vec<Circuit>,
    /// Least activity of each period in which it runs at all; 0 where any amount will do.
    pub minimum_run: PerPeriod,
    /// Units of activity of which each period's is a whole number.
    pub lot: Option<f64>,
    /// How it keeps goods of segregated rules apart.
    pub campaigns: Option<Campaigns>,
}

/// Campaigns of a line.
#[derive(Clone, Debug)]
pub struct Campaigns {
    /// Most of them in a period; infinite without limit.
    pub most: f64,
    /// Units of activity that each change in a period loses.
    pub loss: PerPeriod,
    /// Least activity of one.
    pub minimum: f64,
}

/// A limit on the joint output of some materials of a line.
#[derive(Clone, Debug)]
pub struct Circuit {
    /// Name.
    pub name: String,
    /// Outputs counted.
    pub materials: Vec<MaterialId>,
    /// Tonnes in each period.
    pub capacity: PerPeriod,
}

/// One recipe on one line.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Process name, with the feed for a separation: `solvent-extraction(mt-weld-concentrate)`.
    pub name: String,
    /// Line.
    pub line: LineId,
    /// Site of the line.
    pub site: SiteId,
    /// Stage of the process.
    pub stage: StageId,
    /// Tonnes of each input per unit of activity.
    pub inputs: Vec<(MaterialId, f64)>,
    /// Tonnes of each output per unit of activity.
    pub outputs: Vec<(MaterialId, f64)>,
    /// Tolling fee per unit of activity.
    pub fee: PerPeriod,
    /// Cash cost per unit of activity.
    pub cash_cost: PerPeriod,
}

/// A by-product market.
#[derive(Clone, Debug)]
pub struct ByProduct {
    /// Where.
    pub site: SiteId,
    /// What.
    pub material: MaterialId,
    /// USD/t received.
    pub price: PerPeriod,
    /// Tonnes taken in each period.
    pub limit: PerPeriod,
}

/// A permission to dispose.
#[derive(Clone, Debug)]
pub struct Disposal {
    /// Where.
    pub site: SiteId,
    /// What.
    pub material: MaterialId,
    /// USD/t paid.
    pub cost: PerPeriod,
}

/// A demand.
#[derive(Clone, Debug)]
pub struct Demand {
    /// Name.
    pub name: String,
    /// Site that serves it.
    pub site: SiteId,
    /// Sector.
    pub sector: String,
    /// Level that counts its shortage: position in [`Network::tiers`], or `None` where shortage is charged its penalty.
    pub tier: Option<usize>,
    /// Weight within its tier.
    pub weight: f64,
    /// Tonnes served per tonne of each accepted material.
    pub accepts: Vec<(MaterialId, f64)>,
    /// Rules that every delivered unit must satisfy, in each period.
    pub requires: Vec<RuleSet>,
    /// Rules whose certificates deliveries redeem, in each period.
    pub claims: Vec<RuleSet>,
    /// Blocks in order.
    pub blocks: Vec<Block>,
    /// Least tonnes served in each period.
    pub minimum: PerPeriod,
}

/// A block of demand.
#[derive(Clone, Debug)]
pub struct Block {
    /// Tonnes in each period.
    pub quantity: PerPeriod,
    /// USD per tonne not served; 0 where the tier counts.
    pub penalty: PerPeriod,
}

/// A measure.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Name.
    pub name: String,
    /// What it does.
    pub kind: MeasureKind,
    /// Importing countries: one flag for each country.
    pub importers: Vec<bool>,
    /// Exporting countries: one flag for each country.
    pub exporters: Vec<bool>,
    /// How the exporter is told.
    pub by: ExporterTest,
    /// Materials: one flag for each.
    pub materials: Vec<bool>,
    /// Rule whose holders are free of it.
    pub unless: Option<RuleId>,
    /// Whether it reads sales inside a customs territory too, where the goods leave their seller.
    pub at_home: bool,
    /// Whether it is in force in each period: dates and conditions together.
    pub active: Vec<bool>,
    /// Who has the rent of what it limits.
    pub rent_to: RentHolder,
}

/// Who has what the licences of a limit are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RentHolder {
    /// Buyers in the importing country.
    Importers,
    /// Sellers.
    Exporters,
    /// The treasury that gives the licences out: the importer's, of a limit on exports the exporter's.
    Treasury,
}

/// How the exporter of a flow is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExporterTest {
    /// Country of the shipping site.
    ShippedFrom,
    /// Country of the seller.
    MadeIn,
    /// Country of the seller's owner.
    Owner,
    /// Any.
    Lineage,
}

/// What a measure does.
#[derive(Clone, Debug)]
pub enum MeasureKind {
    /// Share of customs value.
    Tariff(PerPeriod),
    /// USD/t.
    SpecificDuty(PerPeriod),
    /// To the treasury of the country shipped from.
    ExportTax(Rate),
    /// From the treasury of a country, the buyer's where none is named.
    Subsidy(Rate, Option<CountryId>),
    /// Floor on goods, USD/t, compared with duty-paid value or with customs value.
    PriceFloor {
        /// Floor.
        floor: PerPeriod,
        /// Whether other duties count.
        duty_paid: bool,
    },
    /// Floors on contained elements: element, floor and declared value, both USD per tonne of element.
    ElementFloor(Vec<ElementFloor>),
    /// No flow.
    Ban,
    /// Shares of customs value within and beyond a volume.
    RateQuota {
        /// Share within.
        within: PerPeriod,
        /// Share beyond.
        over: PerPeriod,
        /// Tonnes that each period adds.
        volume: PerPeriod,
        /// Periods that count together, in order.
        windows: Vec<Range<usize>>,
        /// Whether earlier periods of a window have the volume before later ones.
        first_come: bool,
    },
    /// Largest amount in each window.
    Quota {
        /// Tonnes that each period adds.
        limit: PerPeriod,
        /// Element counted.
        element: Option<ElementId>,
        /// Periods that count together, in order.
        windows: Vec<Range<usize>>,
    },
    /// Largest amount in each period, in tonnes of the element or gross.
    ExportLimit {
        /// Tonnes in each period.
        limit: PerPeriod,
        /// Element counted.
        element: Option<ElementId>,
    },
}

/// What a measure charges a tonne, in each period.
#[derive(Clone, Debug)]
pub enum Rate {
    /// Share of customs value.
    OfValue(PerPeriod),
    /// USD/t.
    PerTonne(PerPeriod),
}

/// A floor on one contained element.
#[derive(Clone, Debug)]
pub struct ElementFloor {
    /// Element.
    pub element: ElementId,
    /// Floor, USD per tonne of element.
    pub floor: PerPeriod,
    /// Declared value, USD per tonne of element.
    pub value: PerPeriod,
}

/// Top-up already paid on a contained element, credited at the border that a lane crosses.
#[derive(Clone, Debug, PartialEq)]
pub struct FloorCredit {
    /// Lane.
    pub lane: LaneId,
    /// Element.
    pub element: ElementId,
    /// USD per tonne of element paid earlier in the chain, in each period.
    pub paid: PerPeriod,
}
