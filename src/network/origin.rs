//! Rules of origin, sets of them, and what the exposure level asks of origins.

use super::{ElementId, PerPeriod, RuleId, SiteId, StageId};
use std::ops::Range;

/// A set of rules, one bit each by [`RuleId`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleSet(pub u64);

impl RuleSet {
    /// The set of one rule.
    pub fn of(rule: RuleId) -> Self {
        Self(1 << rule.0)
    }
    /// Whether a rule is in it.
    pub fn has(self, rule: RuleId) -> bool {
        self.0 & Self::of(rule).0 != 0
    }
    /// Whether every rule of `other` is in it.
    pub fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
    /// Rules in both.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
    /// Rules in either.
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    /// Rules here but not in `other`.
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// A rule of origin.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Name; those of the exposure level are called `exposure:GROUP` and `exposure:GROUP:partners`.
    pub name: String,
    /// Elements followed: one flag for each element.
    pub elements: Vec<bool>,
    /// `passes[stage]`: `None` where the stage is not tested, else one flag for each country.
    pub passes: Vec<Option<Vec<bool>>>,
    /// Tolerance: largest share, and the stage that grants it.
    pub de_minimis: Option<(f64, StageId)>,
    /// Least value content.
    pub value_content: Option<ValueContent>,
    /// Whether recycling ends earlier history.
    pub recycling_resets: bool,
    /// Whether lines keep goods that satisfy it apart from others.
    pub segregated: bool,
    /// Whether goods satisfy it only by the rules derived from it: one of them for each of its elements that they contain.
    pub identity: bool,
    /// Where it is derived from another: that one, and the mine, whose sources alone satisfy it.
    pub mine: Option<(RuleId, SiteId)>,
    /// Periods over which sites keep credit that goods leave unclaimed, in order; empty where each period stands by itself.
    pub credit: Vec<Range<usize>>,
    /// Certificates, where they are what demands claim instead of goods.
    pub certificates: Option<Certificates>,
    /// Set where the rule's law does not accept mass balance: results then say so.
    pub law_note: Option<String>,
}

/// Certificates of a rule: issued at a stage, redeemed on delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificates {
    /// Stage that issues them.
    pub stage: StageId,
    /// Periods that count together, in order.
    pub windows: Vec<Range<usize>>,
}

/// Least share of an output's customs value that is not of other material.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueContent {
    /// Least share.
    pub share: f64,
    /// Stage at which it is measured.
    pub stage: StageId,
    /// Value of other material, USD/t by material and period; empty where it is never asked for.
    pub values: Vec<PerPeriod>,
}

/// Elements whose exposure is counted together.
#[derive(Clone, Debug)]
pub struct ExposureGroup {
    /// Name.
    pub name: String,
    /// Elements.
    pub elements: Vec<ElementId>,
    /// Rules from the mildest to the strictest, each with the weight of units that hold none of the stricter ones: the weight
    /// of a unit is that of the strictest rule it holds, 1 when it holds none. Allies: weight 0.
    pub steps: Vec<(RuleId, f64)>,
}
