//! Claims of origin: what goes as satisfying rules must have come as satisfying them.
//!
//! A unit may count as a lesser one, never as a better one. Goods that came can serve all claims exactly when, for every set
//! of classes claimed together with all better ones, no more goes than came (Hall's condition). [`matching`] finds the set
//! that lacks most.

use super::bench::Bench;
use super::lineage::Lineage;
use super::matching;
use super::pots::{Pot, Spot};
use super::report::Check;
use crate::network::{MaterialId, PeriodId, RuleSet, SiteId};
use std::collections::BTreeMap;

/// Checks every spot, that sources claim no more than their lineage, and that downgrades are of goods that came.
pub(super) fn check(bench: &mut Bench<'_>, pots: &BTreeMap<Spot, Pot>, lineage: &Lineage<'_>) {
    sources(bench, lineage);
    for ((site, material, period), pot) in pots {
        let concerned = lineage.concerned(*material);
        let claimed = by_class(&pot.outs, concerned);
        let lacking = matching::lacking(&by_class(&pot.ins, concerned), &claimed);
        let names: Vec<String> = lacking.classes.iter().map(|claim| bench.class(*claim)).collect();
        let place = bench.place(*site, *material, *period);
        let throughput = bench.throughput(pot.came().max(pot.went()));
        bench.none(Check::Claims, lacking.tonnes, throughput, |tonnes| {
            let rules = names.join(" or ");
            (place, format!("{tonnes} t more go as satisfying {rules} than came so"))
        });
    }
    downgrades(bench, pots, lineage);
}

/// Tonnes by the rules that matter for the material.
fn by_class(goods: &[(RuleSet, f64)], concerned: RuleSet) -> BTreeMap<RuleSet, f64> {
    let mut sums = BTreeMap::new();
    for (claim, tonnes) in goods {
        *sums.entry(claim.and(concerned)).or_default() += tonnes;
    }
    sums
}

/// Downgrades are to lesser classes, of no more than what came so good.
fn downgrades(bench: &mut Bench<'_>, pots: &BTreeMap<Spot, Pot>, lineage: &Lineage<'_>) {
    let mut sums: BTreeMap<(SiteId, MaterialId, PeriodId, RuleSet), f64> = BTreeMap::new();
    for down in &bench.plan.downgrades {
        let (site, material, lesser) = down.of;
        if down.class == lesser || !down.class.covers(lesser) {
            let place = bench.place(site, material, down.period);
            bench.wrong(
                Check::Claims,
                place,
                "a downgrade to a class that is no lesser one".to_owned(),
            );
        }
        *sums.entry((site, material, down.period, down.class)).or_default() += down.quantity;
    }
    for ((site, material, period, class), tonnes) in sums {
        let good = class.and(lineage.concerned(material));
        let ins = pots.get(&(site, material, period)).map_or(&[][..], |pot| &pot.ins);
        let came: f64 = ins.iter().filter(|(claim, _)| claim.covers(good)).map(|(_, came)| came).sum();
        let place = bench.place(site, material, period);
        bench.none(Check::Claims, tonnes - came, bench.throughput(came), |_| {
            (place, format!("{tonnes} t downgraded of {came} t that came so good"))
        });
    }
}

fn sources(bench: &mut Bench<'_>, lineage: &Lineage<'_>) {
    let network = bench.network;
    for supply in &bench.plan.supplies {
        let source = &network.sources[supply.of.index()];
        let claimed = supply.class.and(lineage.concerned(source.material));
        if !lineage.declared(&source.lineage, Some(source.site)).covers(claimed) {
            let place = bench.place(source.site, source.material, supply.period);
            bench.wrong(
                Check::Claims,
                place,
                format!("sold as {}, against its lineage", bench.class(claimed)),
            );
        }
    }
}
