//! The answer, by ids of the network.

use crate::network::{
    ByProductId, ContractId, CountryId, DemandId, DisposalId, LaneId, MaterialId, OperationId, OptionId, OwnerId, PeriodId,
    ReturnId, RouteId, RuleId, RuleSet, SiteId, SourceId, StockId, TerritoryId,
};

/// Tonnes (or units of activity) of one thing, one class, one period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount<T> {
    /// What.
    pub of: T,
    /// Rules claimed; only those that matter where the unit is.
    pub class: RuleSet,
    /// When.
    pub period: PeriodId,
    /// How much; never zero in a plan.
    pub quantity: f64,
}

/// Goods that give up a rule, for others that hold it later in their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credit {
    /// Where.
    pub site: SiteId,
    /// Of what.
    pub material: MaterialId,
    /// Rule.
    pub rule: RuleId,
    /// Class, with the rule, of the goods that hold it later.
    pub to: RuleSet,
    /// When these hold it.
    pub later: PeriodId,
}

/// A plan: physical quantities, level values, ledger and prices.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Sales of sources, t.
    pub supplies: Vec<Amount<SourceId>>,
    /// Activities, units.
    pub activities: Vec<Amount<OperationId>>,
    /// Inputs drawn under de minimis, t.
    pub tolerated: Vec<Amount<(OperationId, MaterialId, RuleId)>>,
    /// Shipments, t, at the period of shipping.
    pub flows: Vec<Amount<LaneId>>,
    /// Parts of shipments within the volumes of tariff-rate quotas, t.
    pub tranches: Vec<Amount<LaneId>>,
    /// Parts of shipments sold under a contract for difference that has a volume, t.
    pub supported: Vec<Amount<LaneId>>,
    /// Parts of shipments bought under contracts, t.
    pub contracted: Vec<Amount<(ContractId, LaneId)>>,
    /// Contracts that the plan signs: 1 for each, in the first period; those without a choice are not listed.
    pub signed: Vec<Amount<ContractId>>,
    /// Stocks at period end, t.
    pub stocks: Vec<Amount<StockId>>,
    /// Downgrades, t: place, material, resulting class.
    pub downgrades: Vec<Amount<(SiteId, MaterialId, RuleSet)>>,
    /// Credit of rules kept and used later, t, of the class and in the period of the goods that give it up.
    pub credits: Vec<Amount<Credit>>,
    /// Disposals, t.
    pub disposals: Vec<Amount<DisposalId>>,
    /// By-product sales, t.
    pub sales: Vec<Amount<ByProductId>>,
    /// Deliveries, t of material.
    pub deliveries: Vec<Amount<(DemandId, MaterialId)>>,
    /// Shortages, t of demand: demand and block; the class is empty.
    pub shortages: Vec<Amount<(DemandId, u32)>>,
    /// Scrap collected, t: the return, and the material that was delivered at the class; none of goods in use at the start.
    pub collections: Vec<Amount<(ReturnId, Option<MaterialId>)>>,
    /// Sites open in the window that begins with the period: 1 for each; sites without a choice are not listed.
    pub openings: Vec<Amount<SiteId>>,
    /// Shares of options built, at the period of decision.
    pub builds: Vec<Amount<OptionId>>,
    /// Routes in use in the window that begins with the period: 1 for each; routes without a choice are not listed.
    pub links: Vec<Amount<RouteId>>,
    /// Routes qualified, at the period of decision: 1 for each.
    pub qualifications: Vec<Amount<RouteId>>,
    /// Value of each objective level at this point: tiers in order, then cost, then exposure.
    pub levels: Vec<LevelValue>,
    /// Who pays whom.
    pub ledger: Vec<Entry>,
    /// Prices, where the solver gave duals.
    pub prices: Vec<PriceRow>,
}

/// Value of one objective level.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelValue {
    /// Name: a tier, `cost` or `exposure`.
    pub name: String,
    /// Tonnes for tiers (weighted by criticality) and exposure, USD for cost.
    pub value: f64,
}

/// A party of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// Those who use the goods, by country.
    Buyers(CountryId),
    /// An owner of sites.
    Owner(OwnerId),
    /// The treasury of a customs territory.
    Treasury(TerritoryId),
    /// Carriers.
    Carriers,
    /// Whoever takes by-products or waste, or keeps goods in store.
    Services,
    /// Nobody: what is lost by not being served.
    Unserved,
}

/// Kind of a ledger entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// Price asked by a source, or agreed with it by contract.
    Offer,
    /// Tolling fee, or price of its goods by contract.
    Tolling,
    /// Freight.
    Freight,
    /// Cost of holding stock.
    Holding,
    /// Cost of disposal.
    Disposal,
    /// Revenue of by-products (negative cost to the buyers).
    Byproduct,
    /// Ad valorem duty.
    Tariff,
    /// Duty per tonne.
    SpecificDuty,
    /// Tax of the country shipped from.
    ExportTax,
    /// What a treasury pays for the buyer (negative cost).
    Subsidy,
    /// Top-up to a floor, to the treasury.
    FloorLevy,
    /// Top-up to a floor, to the seller.
    FloorPremium,
    /// Cost of being open, opening and closing, of sites paid their costs; of routes in use, and of qualifying them.
    Fixed,
    /// Capital recovered, of sites paid their costs.
    Capex,
    /// Payment of buyers for goods under a contract that they do not take.
    TakeOrPay,
    /// The same payment by a treasury that guarantees it.
    Guarantee,
    /// What a treasury pays a seller to make up for a strike price.
    Cfd,
    /// What a treasury grants of it, to the owner.
    CapitalGrant,
    /// Value lost by demand not served, where it is charged.
    Penalty,
    /// Worth of what is left in stock (negative cost).
    Terminal,
}

/// One entry of the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Who pays.
    pub payer: Party,
    /// Who receives.
    pub payee: Party,
    /// Why.
    pub kind: EntryKind,
    /// For what.
    pub material: Option<MaterialId>,
    /// Where it arises: the site of the source, plant, stock, or the destination of the lane.
    pub site: Option<SiteId>,
    /// When.
    pub period: PeriodId,
    /// USD.
    pub nominal: f64,
    /// USD, discounted.
    pub discounted: f64,
}

impl Entry {
    /// Whether it is a term of the cost level: what buyers pay, or are paid.
    pub fn in_cost(&self) -> bool {
        matches!(self.payer, Party::Buyers(_))
    }
}

/// What a price belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Priced {
    /// One more tonne wanted by a demand: delivered price.
    Demand(DemandId),
    /// One more tonne of a material at a place, by class.
    Balance(SiteId, MaterialId, RuleSet),
    /// One more tonne of a limit (its rent is minus this): printed name of the row.
    Limit(crate::formulation::RowKey),
}

/// A price as a vector over the objective levels: d(level value) / d(right-hand side).
#[derive(Clone, Debug, PartialEq)]
pub struct PriceRow {
    /// What for.
    pub of: Priced,
    /// When.
    pub period: Option<PeriodId>,
    /// One entry for each level in the order of [`Plan::levels`]; the cost entry is undiscounted to its period.
    pub by_level: Vec<f64>,
}
