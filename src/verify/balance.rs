//! What comes to a place equals what goes, for every material and period; no watched element comes from nothing.

use super::bench::Bench;
use super::pots::{Pot, Spot};
use super::report::Check;
use crate::network::MaterialId;
use std::collections::BTreeMap;

/// Checks every spot and every activity.
pub(super) fn check(bench: &mut Bench<'_>, pots: &BTreeMap<Spot, Pot>) {
    for ((site, material, period), pot) in pots {
        let (came, went) = (pot.came(), pot.went());
        let place = bench.place(*site, *material, *period);
        let throughput = bench.throughput(came.max(went));
        bench.none(Check::Balance, (came - went).abs(), throughput, |_| {
            (place, format!("{came} t come and {went} t go"))
        });
    }
    elements(bench);
}

/// An activity gives no more of a watched element than it draws.
fn elements(bench: &mut Bench<'_>) {
    let network = bench.network;
    for run in &bench.plan.activities {
        let operation = &network.operations[run.of.index()];
        for (element, watched) in network.elements.iter().enumerate() {
            let held = |goods: &[(MaterialId, f64)]| -> f64 {
                let content = |material: MaterialId| network.materials[material.index()].content[element];
                goods.iter().map(|(material, rate)| content(*material) * rate).sum()
            };
            let (drawn, made) = (held(&operation.inputs), held(&operation.outputs));
            let place = format!(
                "{} at {} in {}",
                operation.name,
                bench.site(operation.site),
                bench.period(run.period)
            );
            let text = format!("{made} t of {} made of {drawn} t, by unit of activity", watched.name);
            bench.none(Check::Balance, (made - drawn) * run.quantity, made * run.quantity, |_| {
                (place, text)
            });
        }
    }
}
