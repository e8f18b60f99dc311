//! Everything that results are made from.

use super::Limit;
use crate::network::Network;
use crate::plan::{Chain, DeclaredValue, EntryKind, Plan};
use crate::verify::Report;

/// A plan with what is needed to show it.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The supply chain planned.
    pub network: &'a Network,
    /// The plan.
    pub plan: &'a Plan,
    /// What the judge said.
    pub report: &'a Report,
    /// Supply chains from mine to customer.
    pub chains: &'a [Chain],
    /// Declared customs values beside costs.
    pub customs_values: &'a [DeclaredValue],
    /// For each price of the plan, the limit that it belongs to; none for demands and balances.
    pub limits: &'a [Option<Limit>],
}

impl Answer<'_> {
    /// Value of an objective level; none where the plan does not have it.
    pub fn level(&self, name: &str) -> Option<f64> {
        self.plan
            .levels
            .iter()
            .find(|level| level.name == name)
            .map(|level| level.value)
    }

    /// Position of an objective level.
    pub fn level_position(&self, name: &str) -> Option<usize> {
        self.plan.levels.iter().position(|level| level.name == name)
    }

    /// Tonnes short by tier in order of priority, then those of demands without a tier where there are such demands.
    pub fn shortage_by_tier(&self) -> Vec<(String, f64)> {
        let mut totals: Vec<(String, f64)> = self.network.tiers.iter().map(|tier| (tier.clone(), 0.0)).collect();
        if self.network.demands.iter().any(|demand| demand.tier.is_none()) {
            totals.push(("penalised".into(), 0.0));
        }
        for short in &self.plan.shortages {
            let position = self.network.demands[short.of.0.index()]
                .tier
                .unwrap_or(self.network.tiers.len());
            if let Some((_, total)) = totals.get_mut(position) {
                *total += short.quantity;
            }
        }
        totals
    }

    /// Discounted USD by kind of entry, every kind that the model can charge.
    pub fn ledger_by_kind(&self) -> Vec<(EntryKind, f64)> {
        let sum = |kind| {
            self.plan
                .ledger
                .iter()
                .filter(|entry| entry.kind == kind)
                .map(|entry| entry.discounted)
                .sum::<f64>()
        };
        KINDS.iter().map(|&kind| (kind, sum(kind) + 0.0)).collect()
    }
}

/// Every kind of ledger entry, in the order of reports.
pub(super) const KINDS: [EntryKind; 20] = [
    EntryKind::Offer,
    EntryKind::Tolling,
    EntryKind::Freight,
    EntryKind::Holding,
    EntryKind::Disposal,
    EntryKind::Byproduct,
    EntryKind::Tariff,
    EntryKind::SpecificDuty,
    EntryKind::ExportTax,
    EntryKind::Subsidy,
    EntryKind::FloorLevy,
    EntryKind::FloorPremium,
    EntryKind::Fixed,
    EntryKind::Capex,
    EntryKind::TakeOrPay,
    EntryKind::Guarantee,
    EntryKind::Cfd,
    EntryKind::CapitalGrant,
    EntryKind::Penalty,
    EntryKind::Terminal,
];
