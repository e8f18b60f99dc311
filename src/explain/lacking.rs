//! What does not hold where there is no plan, in a clause.

use super::limit_words;
use super::units::amount;
use crate::formulation::RowKey;
use crate::network::Network;

/// A row that must be broken by so much, in words: `us-defense must have 33.33 t more than can be had in 2026`.
pub fn lacking(network: &Network, (row, by): (&RowKey, f64)) -> String {
    let when = row.period().and_then(|period| network.periods.get(period.index()));
    let when = when.map_or(String::new(), |period| format!(" in {}", period.name));
    let (limit, by) = (limit_words(network, row), amount(row.family(), by.abs()));
    match *row {
        RowKey::DeliveryFloor(id, _) => {
            let demand = network.demands.get(id.index()).map_or("?", |demand| demand.name.as_str());
            format!("{demand} must have {by} more than can be had{when}")
        }
        RowKey::Balance(site, material, class, _) => {
            let site = network.sites.get(site.index()).map_or("?", |site| site.name.as_str());
            let material = network.materials.get(material.index()).map_or("?", |material| &material.name);
            let class = network.class_label(class);
            format!("{by} of {material} ({class}) lack, or have nowhere to go, at {site}{when}")
        }
        _ => format!("{limit} would have to give way by {by}{when}"),
    }
}
