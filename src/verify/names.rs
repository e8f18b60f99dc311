//! Names of what findings speak of.

use crate::network::{MaterialId, Network, OperationId, PeriodId, SiteId};

/// Name of a period, or its number where there is none.
pub(super) fn period(network: &Network, id: PeriodId) -> String {
    let known = network.periods.get(id.index()).map(|period| period.name.clone());
    known.unwrap_or_else(|| format!("period {}", id.index() + 1))
}

/// A material at a site.
pub(super) fn goods(network: &Network, site: SiteId, material: MaterialId) -> Option<String> {
    let site = network.sites.get(site.index())?;
    let material = network.materials.get(material.index())?;
    Some(format!("{} at {}", material.name, site.name))
}

/// An operation: its process, line and site.
pub(super) fn operation(network: &Network, id: OperationId) -> Option<String> {
    let operation = network.operations.get(id.index())?;
    let line = network.lines.get(operation.line.index())?;
    let site = network.sites.get(operation.site.index())?;
    Some(format!("{} on {} at {}", operation.name, line.name, site.name))
}

/// What a payment is for and where it arises, ` for MATERIAL at SITE`; as much of it as is known.
pub(super) fn about(network: &Network, material: Option<MaterialId>, site: Option<SiteId>) -> String {
    let material = material.and_then(|id| network.materials.get(id.index()));
    let site = site.and_then(|id| network.sites.get(id.index()));
    let material = material.map(|material| format!(" for {}", material.name));
    let site = site.map(|site| format!(" at {}", site.name));
    material.unwrap_or_default() + &site.unwrap_or_default()
}
