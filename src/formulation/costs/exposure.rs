//! `exposure`: the last level of the objective; of plans that cost the same the one that leans least on others.
//!
//! ```text
//! exposure += sum over groups x of w[x,l] ( sum over elements e of x of criticality[e] content[m,e] ) deliver[d,m,l,t]
//! ```
//!
//! For demands in ally countries. `w` is the weight of the strictest of the group's rules that class `l` holds: 0 for goods
//! mined and processed by allies alone, the partners' share where only partners took part beside them, 1 where none is held.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;
use crate::network::{DemandId, ExposureGroup, MaterialId, Network, RuleSet};

/// Weighs deliveries.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    let Some(level) = network.exposure_level() else { return };
    draft.weigh(|key| match key {
        ColumnKey::Deliver(demand, material, class, _) if is_ally(network, demand) => {
            let groups = network.exposure.iter();
            let exposed = groups
                .map(|group| mass(network, group, material) * weight(group, class))
                .sum();
            Some((level, exposed))
        }
        _ => None,
    });
}

fn is_ally(network: &Network, demand: DemandId) -> bool {
    let site = network.demands[demand.index()].site;
    network.countries[network.country_of(site).index()].ally
}

/// Tonnes of the group's elements in a tonne, each weighted by criticality.
fn mass(network: &Network, group: &ExposureGroup, material: MaterialId) -> f64 {
    let content = &network.materials[material.index()].content;
    let weighted = |element: usize| network.elements[element].criticality * content[element];
    group.elements.iter().map(|element| weighted(element.index())).sum()
}

/// Weight of a class: that of the strictest rule held.
fn weight(group: &ExposureGroup, class: RuleSet) -> f64 {
    let strictest = group.steps.iter().rfind(|(rule, _)| class.has(*rule));
    strictest.map_or(1.0, |(_, weight)| *weight)
}
