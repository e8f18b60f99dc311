//! Routes, lanes and goods under way.

use super::{CountryId, MaterialId, PerPeriod, PeriodId, RouteId, RuleId, SiteId};

/// A pair of places.
#[derive(Clone, Debug)]
pub struct Route {
    /// From.
    pub from: SiteId,
    /// To.
    pub to: SiteId,
    /// Tonnes in each period over all materials; infinite without limit, 0 while closed.
    pub capacity: PerPeriod,
}

/// One material on one route.
#[derive(Clone, Debug)]
pub struct Lane {
    /// Route.
    pub route: RouteId,
    /// From (that of the route).
    pub from: SiteId,
    /// To (that of the route).
    pub to: SiteId,
    /// What.
    pub material: MaterialId,
    /// USD/t.
    pub freight: PerPeriod,
    /// Arrivals of a tonne shipped in each period: (period, share), shares summing to 1. Empty: shipping is not possible in
    /// that period (it would arrive after the end, or the lane is closed).
    pub arrivals: Vec<Vec<(PeriodId, f64)>>,
    /// What customs sees; `None` for lanes within one territory and for goods that no measure reads.
    pub seller: Option<Seller>,
}

/// The last seller of a material on a lane: the source or plant that made it, also behind ports and stockpiles.
#[derive(Clone, Debug)]
pub struct Seller {
    /// Site of the source or last transformation.
    pub site: SiteId,
    /// Customs value, USD/t, at the border of `to`, freight included where the importer says CIF.
    pub value: PerPeriod,
    /// Value of units that hold a rule, the first that holds counts.
    pub with_rule: Vec<(RuleId, PerPeriod)>,
}

/// Goods under way at the start.
#[derive(Clone, Debug)]
pub struct InTransit {
    /// Where to.
    pub to: SiteId,
    /// What.
    pub material: MaterialId,
    /// Tonnes.
    pub quantity: f64,
    /// Period of arrival.
    pub arrives: PeriodId,
    /// Country of each stage passed.
    pub lineage: Vec<Option<CountryId>>,
}
