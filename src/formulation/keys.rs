//! Why each row and column exists. Names are printed from these keys; explanations start from them.

use crate::network::{
    ByProductId, CommitmentId, ContractId, DemandId, DisposalId, ElementId, Facility, LaneId, LineId, MaterialId, MeasureId,
    OperationId, OptionId, OwnerId, PartnersId, PeriodId, ReturnId, RouteId, RuleId, RuleSet, SiteId, SourceId, StockId,
};

/// A column. The class is the set of rules that the unit is claimed to satisfy (those that matter at its place).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnKey {
    /// Tonnes sold by a source.
    Supply(SourceId, RuleSet, PeriodId),
    /// Units of activity.
    Activity(OperationId, RuleSet, PeriodId),
    /// Tonnes of an input drawn without the rule by an activity that claims it, under de minimis.
    Tolerated(OperationId, MaterialId, RuleId, RuleSet, PeriodId),
    /// Tonnes shipped, at the day of shipping.
    Flow(LaneId, RuleSet, PeriodId),
    /// Tonnes of a flow within the volume of its tariff-rate quota.
    Tranche(LaneId, RuleSet, PeriodId),
    /// Tonnes of a flow sold under a contract for difference that has a volume.
    Supported(LaneId, RuleSet, PeriodId),
    /// Whether the volume of a tariff-rate quota is used up by the end of a period.
    UsedUp(MeasureId, PeriodId),
    /// Tonnes of a flow bought under a contract.
    Contracted(ContractId, LaneId, RuleSet, PeriodId),
    /// Tonnes missing to the least volume of a contract and paid, in the window that begins with the period.
    Untaken(ContractId, PeriodId),
    /// Whether a contract is signed.
    Sign(ContractId),
    /// Whether the least volume of a contract is taken, in the window that begins with the period.
    Full(ContractId, PeriodId),
    /// Tonnes in stock at period end.
    Stock(StockId, RuleSet, PeriodId),
    /// Tonnes treated as a lesser class: from, to.
    Downgrade(SiteId, MaterialId, RuleSet, RuleSet, PeriodId),
    /// Goods of a class give up a rule for others, later, which then have the other class.
    Credit(SiteId, MaterialId, RuleId, [RuleSet; 2], [PeriodId; 2]),
    /// Tonnes thrown away.
    Dispose(DisposalId, RuleSet, PeriodId),
    /// Tonnes sold as by-product.
    Sell(ByProductId, RuleSet, PeriodId),
    /// Tonnes delivered.
    Deliver(DemandId, MaterialId, RuleSet, PeriodId),
    /// Tonnes of a block not served.
    Short(DemandId, u32, PeriodId),
    /// Tonnes of scrap collected: of a material delivered at a class, or of goods in use at the start (no material, and no
    /// class).
    Collect(ReturnId, Option<MaterialId>, RuleSet, PeriodId),
    /// Whether a site is open, in the window that begins with the period.
    Open(SiteId, PeriodId),
    /// Whether a site opens after being closed, in the window that begins with the period.
    Start(SiteId, PeriodId),
    /// Whether a site closes after being open, in the window that begins with the period.
    Stop(SiteId, PeriodId),
    /// Share of an option that is built, by period of decision.
    Build(OptionId, PeriodId),
    /// Whether a line runs.
    Run(LineId, PeriodId),
    /// Lots of a line.
    Lots(LineId, PeriodId),
    /// Whether a line runs a campaign, of goods that satisfy these of the segregated rules.
    Campaign(LineId, RuleSet, PeriodId),
    /// Whether a route is in use, in the window that begins with the period.
    Link(RouteId, PeriodId),
    /// Whether a route is qualified, by period of decision.
    Qualify(RouteId, PeriodId),
    /// Whether a place is one of those that a limit on partners counts, in the window that begins with the period.
    Partner(PartnersId, SiteId, PeriodId),
}

/// A row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowKey {
    /// What comes in equals what goes out.
    Balance(SiteId, MaterialId, RuleSet, PeriodId),
    /// Limit of a source over its classes.
    SourceCapacity(SourceId, PeriodId),
    /// Limit of a line over its operations.
    LineCapacity(LineId, PeriodId),
    /// Limit of a circuit (position in the line's list).
    CircuitCapacity(LineId, u32, PeriodId),
    /// Limit of a route over its lanes.
    LaneCapacity(RouteId, PeriodId),
    /// Room of a stock.
    StockCapacity(StockId, PeriodId),
    /// Least stock at the end.
    StockTerminal(StockId),
    /// A stock does not fall while no release is in force.
    StockRelease(StockId, PeriodId),
    /// A stock is brought to its level.
    StockRefill(StockId, PeriodId),
    /// Least stock.
    StockMinimum(StockId, PeriodId),
    /// Least turnover of a stock.
    StockRotation(StockId, PeriodId),
    /// Limit of a by-product market.
    ByProductLimit(ByProductId, PeriodId),
    /// Demand met or short.
    Demand(DemandId, PeriodId),
    /// Least delivery.
    DeliveryFloor(DemandId, PeriodId),
    /// Tolerance for other material at an operation, by rule and element.
    DeMinimis(OperationId, RuleId, ElementId, PeriodId),
    /// Other material, by value, of what an operation claims under a rule.
    ValueContent(OperationId, RuleId, PeriodId),
    /// What an operation draws of an input at a class, net of what it draws without a rule instead, is not negative.
    NetDraw(OperationId, MaterialId, RuleSet, PeriodId),
    /// Limit of what is collected of a material delivered at a class, or of goods in use at the start.
    CollectionLimit(ReturnId, Option<MaterialId>, RuleSet, PeriodId),
    /// Limit on exports.
    ExportLimit(MeasureId, PeriodId),
    /// A tranche is part of its flow.
    TrancheFlow(LaneId, RuleSet, PeriodId),
    /// Volume of a tariff-rate quota in a window, by its first period.
    TrancheVolume(MeasureId, PeriodId),
    /// Nothing passes beyond a volume that is not used up by the end of the period.
    TrancheBeyond(MeasureId, PeriodId),
    /// A volume that goods pass beyond is used up by the end of the period.
    TrancheFull(MeasureId, PeriodId),
    /// What is sold under a contract is part of its flow.
    SupportedFlow(LaneId, RuleSet, PeriodId),
    /// Volume of a contract, named by its first source, in the window that begins with the period.
    SupportedVolume(SourceId, PeriodId),
    /// Goods under contracts are part of their flow.
    ContractFlow(LaneId, RuleSet, PeriodId),
    /// What is taken or paid under a contract, in the window that begins with the period.
    ContractBand(ContractId, Band, PeriodId),
    /// Quota of a window, by its first period.
    Quota(MeasureId, PeriodId),
    /// Certificates of a rule and element, in the window that begins with the period.
    Certificates(RuleId, ElementId, PeriodId),
    /// A commitment, in the window that begins with the period.
    Share(CommitmentId, Bound, PeriodId),
    /// A closed site's source or line does nothing.
    Opening(Facility, PeriodId),
    /// A site that was closed starts, in the window that begins with the period.
    Starting(SiteId, PeriodId),
    /// A site that was open stops, in the window that begins with the period.
    Stopping(SiteId, PeriodId),
    /// An option is built once.
    BuildOnce(OptionId),
    /// Open sites of an owner pay for themselves, in the window that begins with the period.
    Viability(OwnerId, PeriodId),
    /// A line that does not run does nothing.
    RunLimit(LineId, PeriodId),
    /// Least activity of a line that runs.
    MinimumRun(LineId, PeriodId),
    /// A line makes nothing outside its campaigns.
    CampaignLimit(LineId, RuleSet, PeriodId),
    /// Least activity of a campaign.
    CampaignMinimum(LineId, RuleSet, PeriodId),
    /// Most campaigns of a period.
    CampaignCount(LineId, PeriodId),
    /// Campaigns and changes between them share the time of a line.
    CampaignTime(LineId, PeriodId),
    /// Activity of a line in whole lots.
    Lot(LineId, PeriodId),
    /// A route that is not in use carries nothing.
    LinkLimit(RouteId, PeriodId),
    /// Least shipment on a route in use.
    LinkMinimum(RouteId, PeriodId),
    /// A route carries nothing before it is qualified.
    Qualified(RouteId, PeriodId),
    /// Nothing is traded with a place that is no partner.
    PartnerFlow(PartnersId, SiteId, PeriodId),
    /// Most partners, in the window that begins with the period.
    PartnerCount(PartnersId, PeriodId),
}

/// Limit of a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// Least share of the whole.
    LeastShare,
    /// Largest share of the whole.
    LargestShare,
    /// Least amount.
    LeastAmount,
    /// Largest amount.
    LargestAmount,
}

/// What a row says of a contract's volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// The least is taken, or paid.
    Least,
    /// No more than the most is taken.
    Most,
    /// Nothing is bought beside it before the least is taken.
    Beside,
    /// Nothing is missing once the least is taken.
    Missing,
}

impl Band {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Least, Self::Most, Self::Beside, Self::Missing];

    /// Name, as in rows.
    pub fn name(self) -> &'static str {
        match self {
            Self::Least => "least",
            Self::Most => "most",
            Self::Beside => "beside",
            Self::Missing => "missing",
        }
    }
}

impl Bound {
    /// Name, as in rows.
    pub fn name(self) -> &'static str {
        match self {
            Self::LeastShare => "least_share",
            Self::LargestShare => "largest_share",
            Self::LeastAmount => "least",
            Self::LargestAmount => "most",
        }
    }
}

impl ColumnKey {
    /// Name of the family in [`FAMILIES`](super::FAMILIES).
    pub fn family(&self) -> &'static str {
        match self {
            Self::Supply(..) => "supply",
            Self::Activity(..) => "activity",
            Self::Tolerated(..) => "tolerated",
            Self::Flow(..) => "flow",
            Self::Tranche(..) => "tranche",
            Self::Supported(..) => "supported",
            Self::UsedUp(..) => "used_up",
            Self::Contracted(..) => "contracted",
            Self::Untaken(..) => "untaken",
            Self::Sign(..) => "sign",
            Self::Full(..) => "full",
            Self::Stock(..) => "stock",
            Self::Downgrade(..) => "downgrade",
            Self::Credit(..) => "credit",
            Self::Dispose(..) => "dispose",
            Self::Sell(..) => "sell",
            Self::Deliver(..) => "deliver",
            Self::Short(..) => "short",
            Self::Collect(..) => "collect",
            Self::Open(..) => "open",
            Self::Start(..) => "start",
            Self::Stop(..) => "stop",
            Self::Build(..) => "build",
            Self::Run(..) => "run",
            Self::Lots(..) => "lots",
            Self::Campaign(..) => "campaign",
            Self::Link(..) => "link",
            Self::Qualify(..) => "qualify",
            Self::Partner(..) => "partner",
        }
    }
}

impl RowKey {
    /// Name of the family in [`FAMILIES`](super::FAMILIES).
    pub fn family(&self) -> &'static str {
        match self {
            Self::Balance(..) => "balance",
            Self::SourceCapacity(..) => "source_capacity",
            Self::LineCapacity(..) => "line_capacity",
            Self::CircuitCapacity(..) => "circuit_capacity",
            Self::LaneCapacity(..) => "lane_capacity",
            Self::StockCapacity(..) => "stock_capacity",
            Self::StockTerminal(..) => "stock_terminal",
            Self::StockRelease(..) => "stock_release",
            Self::StockRefill(..) => "stock_refill",
            Self::StockMinimum(..) => "stock_minimum",
            Self::StockRotation(..) => "stock_rotation",
            Self::ByProductLimit(..) => "byproduct_limit",
            Self::Demand(..) => "demand",
            Self::DeliveryFloor(..) => "delivery_floor",
            Self::DeMinimis(..) => "de_minimis",
            Self::ValueContent(..) => "value_content",
            Self::NetDraw(..) => "net_draw",
            Self::CollectionLimit(..) => "collection_limit",
            Self::ExportLimit(..) => "export_limit",
            Self::TrancheFlow(..) => "tranche_flow",
            Self::TrancheVolume(..) => "tranche_volume",
            Self::TrancheBeyond(..) => "tranche_beyond",
            Self::TrancheFull(..) => "tranche_full",
            Self::SupportedFlow(..) => "supported_flow",
            Self::SupportedVolume(..) => "supported_volume",
            Self::ContractFlow(..) => "contract_flow",
            Self::ContractBand(..) => "contract_band",
            Self::Quota(..) => "quota",
            Self::Certificates(..) => "certificates",
            Self::Share(..) => "share",
            Self::Opening(..) => "opening",
            Self::Starting(..) => "starting",
            Self::Stopping(..) => "stopping",
            Self::BuildOnce(..) => "build_once",
            Self::Viability(..) => "viability",
            Self::RunLimit(..) => "run_limit",
            Self::MinimumRun(..) => "minimum_run",
            Self::Lot(..) => "lot",
            Self::CampaignLimit(..) => "campaign_limit",
            Self::CampaignMinimum(..) => "campaign_minimum",
            Self::CampaignCount(..) => "campaign_count",
            Self::CampaignTime(..) => "campaign_time",
            Self::LinkLimit(..) => "link_limit",
            Self::LinkMinimum(..) => "link_minimum",
            Self::Qualified(..) => "qualified",
            Self::PartnerFlow(..) => "partner_flow",
            Self::PartnerCount(..) => "partner_count",
        }
    }

    /// Period; none for what concerns the end of the horizon.
    pub fn period(&self) -> Option<PeriodId> {
        match *self {
            Self::Balance(.., t)
            | Self::SourceCapacity(_, t)
            | Self::LineCapacity(_, t)
            | Self::CircuitCapacity(.., t)
            | Self::LaneCapacity(_, t)
            | Self::StockCapacity(_, t)
            | Self::StockRelease(_, t)
            | Self::StockRefill(_, t)
            | Self::StockMinimum(_, t)
            | Self::StockRotation(_, t)
            | Self::ByProductLimit(_, t)
            | Self::Demand(_, t)
            | Self::DeliveryFloor(_, t)
            | Self::DeMinimis(.., t)
            | Self::ValueContent(.., t)
            | Self::NetDraw(.., t)
            | Self::CollectionLimit(.., t)
            | Self::ExportLimit(_, t)
            | Self::TrancheFlow(.., t)
            | Self::TrancheVolume(_, t)
            | Self::TrancheBeyond(_, t)
            | Self::TrancheFull(_, t)
            | Self::SupportedFlow(.., t)
            | Self::SupportedVolume(_, t)
            | Self::ContractFlow(.., t)
            | Self::ContractBand(.., t)
            | Self::Quota(_, t)
            | Self::CampaignLimit(.., t)
            | Self::CampaignMinimum(.., t)
            | Self::CampaignCount(_, t)
            | Self::CampaignTime(_, t)
            | Self::Certificates(.., t)
            | Self::Share(.., t)
            | Self::Opening(_, t)
            | Self::Starting(_, t)
            | Self::Stopping(_, t)
            | Self::Viability(_, t)
            | Self::RunLimit(_, t)
            | Self::MinimumRun(_, t)
            | Self::LinkLimit(_, t)
            | Self::LinkMinimum(_, t)
            | Self::Qualified(_, t)
            | Self::PartnerFlow(.., t)
            | Self::PartnerCount(_, t)
            | Self::Lot(_, t) => Some(t),
            Self::StockTerminal(_) | Self::BuildOnce(_) => None,
        }
    }
}
