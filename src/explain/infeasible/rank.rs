//! How hard a limit is: what gives way last when something must.

use super::elastic::{Atom, Elastic};
use super::facts::What;
use crate::formulation::RowKey;

/// Names of the ranks of rows, the hardest first.
pub(crate) const RANKS: [&str; 4] = ["law", "capacity", "policy", "duty"];

/// Rank of a row: what follows from other choices and what cannot be otherwise, what sites and ways can do, what policies and
/// contracts allow and ask, what must be served and kept.
pub(crate) fn row_rank(row: &RowKey) -> usize {
    match row {
        RowKey::SourceCapacity(..)
        | RowKey::LineCapacity(..)
        | RowKey::CircuitCapacity(..)
        | RowKey::LaneCapacity(..)
        | RowKey::StockCapacity(..)
        | RowKey::ByProductLimit(..)
        | RowKey::CollectionLimit(..)
        | RowKey::MinimumRun(..)
        | RowKey::Lot(..)
        | RowKey::CampaignMinimum(..)
        | RowKey::CampaignCount(..)
        | RowKey::CampaignTime(..)
        | RowKey::LinkMinimum(..)
        | RowKey::Qualified(..) => 1,
        RowKey::ExportLimit(..)
        | RowKey::Quota(..)
        | RowKey::TrancheVolume(..)
        | RowKey::Share(..)
        | RowKey::ContractBand(..)
        | RowKey::Viability(..)
        | RowKey::Certificates(..)
        | RowKey::DeMinimis(..)
        | RowKey::ValueContent(..)
        | RowKey::SupportedVolume(..)
        | RowKey::PartnerCount(..) => 2,
        RowKey::Demand(..)
        | RowKey::DeliveryFloor(..)
        | RowKey::StockTerminal(..)
        | RowKey::StockRelease(..)
        | RowKey::StockRefill(..)
        | RowKey::StockMinimum(..)
        | RowKey::StockRotation(..) => 3,
        _ => 0,
    }
}

impl Elastic {
    /// Order in which facts are tried to be left out: what explains least first.
    pub fn rank(&self, atom: Atom) -> usize {
        match self.facts.get(atom.0).map(|fact| fact.what) {
            Some(What::Limit(row)) => match row_rank(&row) {
                0 => 0,
                rank => rank + 2,
            },
            Some(What::Recipe(..)) => 1,
            Some(What::Given(..)) => 2,
            Some(What::Ban(..)) => 4,
            Some(What::Requires(..)) | None => 6,
        }
    }

    /// Whether a fact asks for something, so that doing nothing breaks it.
    pub fn asks(&self, (fact, part): Atom) -> bool {
        let part = self.part((fact, part));
        let rows = part.map_or(&[][..], |part| &part.rows);
        let bound = |bounds: &[f64], row: usize| bounds.get(row).copied().unwrap_or(0.0);
        rows.iter()
            .any(|row| bound(&self.lp.row_lower, *row) > 0.0 || bound(&self.lp.row_upper, *row) < 0.0)
    }
}
