//! Rents of elements: what the goods of their sources are worth beyond what is asked for them, as there is no more. Nobody is paid it.
//!
//! ```text
//! rent[e, c]      = sum over sources in c of part[e, source] x rent[source]
//! part[e, source] = criticality[e] x content[e] / sum over elements of the same       (of the material that it sells)
//! ```
//!
//! Costs are divided among the elements of a material in the same way (docs/decisions/0012-cost-attribution.md).

use super::{Figure, Topic, View};
use crate::plan::source_rents;
use std::collections::BTreeMap;

/// Amounts up to half a cent are nothing.
const CENT: f64 = 0.005;

/// Rents by element and country.
pub(super) fn figures(view: View<'_>) -> Vec<Figure> {
    let network = view.network;
    let mut sums: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (id, rent) in source_rents(network, view.plan) {
        let source = &network.sources[id.index()];
        let content = &network.materials[source.material.index()].content;
        let masses: Vec<f64> = network
            .elements
            .iter()
            .zip(content)
            .map(|(element, share)| element.criticality * share)
            .collect();
        let whole: f64 = masses.iter().sum();
        for (element, mass) in masses.iter().enumerate().filter(|(_, mass)| **mass > 0.0) {
            *sums.entry((element, network.country_of(source.site).index())).or_default() += rent * mass / whole;
        }
    }
    let told = sums.into_iter().filter(|(_, rent)| rent.abs() > CENT);
    told.map(|((element, country), rent)| {
        let names = (
            network.elements[element].name.as_str(),
            network.countries[country].name.as_str(),
        );
        Figure::new(Topic::Rents, names, "USD", rent)
    })
    .collect()
}
