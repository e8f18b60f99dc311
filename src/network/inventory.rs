//! Stocks with their rules, and goods in use that come back.

use super::{CountryId, DemandId, MaterialId, PerPeriod, PeriodId, SiteId};

/// A stock.
#[derive(Clone, Debug)]
pub struct Stock {
    /// Where.
    pub site: SiteId,
    /// What.
    pub material: MaterialId,
    /// Tonnes at the start.
    pub opening: f64,
    /// Country of each stage passed by the opening stock.
    pub lineage: Vec<Option<CountryId>>,
    /// Room, tonnes.
    pub room: PerPeriod,
    /// USD per tonne held at period end, for the whole period (rate x length).
    pub holding: PerPeriod,
    /// What must be left at the end.
    pub terminal: Terminal,
    /// Rules beyond room and end.
    pub rules: StockRules,
}

/// Rules of a stock. A list is empty where the stock has no such rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StockRules {
    /// Whether a release is in force, in each period. While none is, the stock does not fall.
    pub released: Vec<bool>,
    /// Tonnes that the refill asks for at the end of each period; 0 where it asks for nothing.
    pub refill: PerPeriod,
    /// Least tonnes at the end of each period; 0 where there is no least.
    pub minimum: PerPeriod,
    /// Share of what is there at the beginning of each period that must leave in it.
    pub rotation: PerPeriod,
    /// Cover of the site's own draws at the end of each period: periods, and the share of what is drawn in each.
    pub own_cover: Vec<Vec<(PeriodId, f64)>>,
}

/// What a stock must hold at the end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Terminal {
    /// At least the opening amount.
    Keep,
    /// Nothing.
    Free,
    /// Nothing; the rest is worth so many USD/t.
    Value(f64),
}

/// Used goods of a demand that come back to its place as scrap.
#[derive(Clone, Debug)]
pub struct Return {
    /// Demand whose goods come back.
    pub demand: DemandId,
    /// Its place.
    pub site: SiteId,
    /// Scrap.
    pub scrap: MaterialId,
    /// Delivered materials that come back.
    pub of: Vec<MaterialId>,
    /// Tonnes of scrap of a tonne delivered.
    pub per: f64,
    /// For each period of delivery: periods in which a tonne comes back, and shares. What comes back after the end is left out.
    pub back: Vec<Vec<(PeriodId, f64)>>,
    /// Share that is collected at most, by period of return.
    pub collected: PerPeriod,
    /// USD paid for a tonne of scrap.
    pub offer: PerPeriod,
    /// Tonnes of scrap that goods delivered before the start become in each period.
    pub in_use: PerPeriod,
    /// Country of each stage that those goods passed.
    pub lineage: Vec<Option<CountryId>>,
}
