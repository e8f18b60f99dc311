//! The validated supply chain with dense typed ids, and every check of the input.

mod ids;
mod model;

pub use ids::*;
pub use model::*;

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

/// Stub.
///
/// # Errors
/// Always.
pub fn build(_: &crate::spec::Spec) -> Result<Network, Vec<crate::spec::Problem>> {
    Err(vec![])
}
