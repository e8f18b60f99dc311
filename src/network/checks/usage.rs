//! Definitions that nothing uses, and measures that read nothing: notes, no errors.

use crate::network::names::Context;
use crate::network::{MaterialId, Measure, Network};
use std::collections::BTreeSet;

/// Notes on materials, processes and measures without effect.
pub fn note(context: &Context<'_>, network: &Network, measures: &[Measure], used: &[bool]) {
    let used_materials = materials(network);
    for (index, name) in context.document.materials.keys().enumerate() {
        if !used_materials.contains(&MaterialId::new(index)) {
            context.report.note(format!("material `{name}` is used nowhere"));
        }
    }
    let sites = context.document.sites.values();
    let run: BTreeSet<&String> = sites
        .flat_map(|site| site.lines.values())
        .flat_map(|line| &line.processes)
        .collect();
    for name in context.document.processes.keys().filter(|name| !run.contains(name)) {
        context.report.note(format!("process `{name}` is on no line"));
    }
    for (measure, _) in measures.iter().zip(used).filter(|(_, used)| !**used) {
        context.report.note(format!("measure `{}` reads no lane", measure.name));
    }
}

fn materials(network: &Network) -> BTreeSet<MaterialId> {
    let operations = network
        .operations
        .iter()
        .flat_map(|o| o.inputs.iter().chain(&o.outputs))
        .map(|(material, _)| *material);
    let demands = network
        .demands
        .iter()
        .flat_map(|demand| &demand.accepts)
        .map(|(material, _)| *material);
    let mut used: BTreeSet<MaterialId> = operations.chain(demands).collect();
    used.extend(network.sources.iter().map(|source| source.material));
    used.extend(network.returns.iter().map(|back| back.scrap));
    used.extend(network.stocks.iter().map(|stock| stock.material));
    used.extend(network.byproducts.iter().map(|market| market.material));
    used.extend(network.disposals.iter().map(|disposal| disposal.material));
    used.extend(network.in_transit.iter().map(|goods| goods.material));
    used
}
