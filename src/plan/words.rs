//! Names of ledger kinds and parties.

use super::{EntryKind, Party};
use crate::network::Network;

impl EntryKind {
    /// Name, as in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Tolling => "tolling",
            Self::Freight => "freight",
            Self::Holding => "holding",
            Self::Disposal => "disposal",
            Self::Byproduct => "byproduct",
            Self::Tariff => "tariff",
            Self::SpecificDuty => "specific_duty",
            Self::ExportTax => "export_tax",
            Self::Subsidy => "subsidy",
            Self::FloorLevy => "floor_levy",
            Self::FloorPremium => "floor_premium",
            Self::Fixed => "fixed",
            Self::Capex => "capex",
            Self::TakeOrPay => "take_or_pay",
            Self::Guarantee => "guarantee",
            Self::Cfd => "cfd",
            Self::CapitalGrant => "capital_grant",
            Self::Penalty => "penalty",
            Self::Terminal => "terminal",
        }
    }
}

impl Party {
    /// In words, such as `treasury of US`.
    pub fn words(self, network: &Network) -> String {
        let name = |found: Option<&String>| found.cloned().unwrap_or_else(|| "?".into());
        match self {
            Self::Buyers(country) => format!("buyers in {}", name(network.countries.get(country.index()).map(|c| &c.name))),
            Self::Owner(owner) => name(network.owners.get(owner.index())),
            Self::Treasury(territory) => format!(
                "treasury of {}",
                name(network.territories.get(territory.index()).map(|t| &t.name))
            ),
            Self::Carriers => "carriers".into(),
            Self::Services => "services".into(),
            Self::Unserved => "nobody (not served)".into(),
        }
    }
}
