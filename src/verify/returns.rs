//! Scrap: of goods delivered at the same class whose life has ended, within what is collected; no element from nothing.

use super::bench::Bench;
use super::report::Check;
use crate::network::{MaterialId, PeriodId, Return, ReturnId, RuleSet};
use std::collections::BTreeMap;

/// What is collected apart: of a return, a material and a class, in a period.
type Lot = (ReturnId, Option<MaterialId>, RuleSet, PeriodId);

/// Checks every collection.
pub(super) fn check(bench: &mut Bench<'_>) {
    let mut collected: BTreeMap<Lot, f64> = BTreeMap::new();
    for collection in &bench.plan.collections {
        let (id, used) = collection.of;
        let lot = (id, used, collection.class, collection.period);
        *collected.entry(lot).or_default() += collection.quantity;
    }
    for ((id, used, class, t), tonnes) in collected {
        let back = &bench.network.returns[id.index()];
        let share = back.collected.get(t.index()).copied().unwrap_or(0.0);
        let due = match used {
            None => back.in_use.get(t.index()).copied().unwrap_or(0.0),
            Some(material) => back.per * ended(bench, back, (material, class), t),
        };
        let place = bench.place(back.site, back.scrap, t);
        bench.none(Check::Returns, tonnes - share * due, due.max(tonnes), |_| {
            (
                place,
                format!("{tonnes} t collected, {due} t come back, of which a share of {share} is collectable"),
            )
        });
        if let Some(material) = used {
            elements(bench, back, material);
        }
    }
}

/// Tonnes delivered of a material at a class whose life ends in a period.
fn ended(bench: &Bench<'_>, back: &Return, (material, class): (MaterialId, RuleSet), t: PeriodId) -> f64 {
    let deliveries = bench.plan.deliveries.iter();
    let own = deliveries.filter(|delivery| delivery.of == (back.demand, material) && delivery.class == class);
    let counts = back.of.contains(&material);
    let ended = own.map(|delivery| {
        let shares = back.back.get(delivery.period.index()).into_iter().flatten();
        let share: f64 = shares.filter(|(period, _)| *period == t).map(|(_, share)| share).sum();
        if counts { share * delivery.quantity } else { 0.0 }
    });
    ended.sum()
}

/// Scrap holds no more of a watched element than the goods that it was.
fn elements(bench: &mut Bench<'_>, back: &Return, material: MaterialId) {
    let network = bench.network;
    for (element, watched) in network.elements.iter().enumerate() {
        let content = |of: MaterialId| network.materials[of.index()].content[element];
        let (held, made) = (content(material), back.per * content(back.scrap));
        let place = format!("{} at {}", bench.material(back.scrap), bench.site(back.site));
        let text = format!("{made} t of {} in the scrap of a tonne with {held} t", watched.name);
        bench.none(Check::Returns, made - held, made, |_| (place, text));
    }
}
