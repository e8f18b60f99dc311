//! Claims of origin: what goes as satisfying rules must have come as satisfying them.
//!
//! A unit may count as a lesser one, never as a better one. Goods that came can serve all claims exactly when, for every set
//! of classes claimed together with all better ones, no more goes than came.

use super::bench::Bench;
use super::lineage::Lineage;
use super::pots::{Pot, Spot};
use super::report::Check;
use crate::network::RuleSet;
use std::collections::{BTreeMap, BTreeSet};

/// Classes at one spot for which every union is tried; beyond, each alone.
const MOST: usize = 12;

/// Checks every spot, and that sources claim no more than their lineage.
pub(super) fn check(bench: &mut Bench<'_>, pots: &BTreeMap<Spot, Pot>, lineage: &Lineage<'_>) {
    sources(bench, lineage);
    for ((site, material, period), pot) in pots {
        let concerned = lineage.concerned(*material);
        let claims: BTreeSet<RuleSet> = pot.outs.iter().map(|(claim, _)| claim.and(concerned)).collect();
        let claims: Vec<RuleSet> = claims.into_iter().filter(|claim| *claim != RuleSet::default()).collect();
        for chosen in unions(&claims) {
            let within = |claim: &RuleSet| chosen.iter().any(|least| claim.covers(*least));
            let sum = |list: &[(RuleSet, f64)]| -> f64 {
                let counted = list.iter().filter(|(claim, _)| within(claim));
                counted.map(|(_, tonnes)| tonnes).sum()
            };
            let (came, went) = (sum(&pot.ins), sum(&pot.outs));
            let names: Vec<String> = chosen.iter().map(|claim| bench.class(*claim)).collect();
            let place = bench.place(*site, *material, *period);
            bench.none(Check::Claims, went - came, pot.came().max(pot.went()), |_| {
                let rules = names.join(" or ");
                (place, format!("{went} t go as satisfying {rules}, {came} t came so"))
            });
        }
    }
}

fn sources(bench: &mut Bench<'_>, lineage: &Lineage<'_>) {
    let network = bench.network;
    for supply in &bench.plan.supplies {
        let source = &network.sources[supply.of.index()];
        let claimed = supply.class.and(lineage.concerned(source.material));
        if !lineage.declared(&source.lineage).covers(claimed) {
            let place = bench.place(source.site, source.material, supply.period);
            bench.wrong(
                Check::Claims,
                place,
                format!("sold as {}, against its lineage", bench.class(claimed)),
            );
        }
    }
}

/// Every set of claims, or each alone where there are many.
fn unions(claims: &[RuleSet]) -> Vec<Vec<RuleSet>> {
    if claims.len() > MOST {
        return claims.iter().map(|claim| vec![*claim]).collect();
    }
    let member = |set: usize, index: usize| set >> index & 1 == 1;
    let chosen = |set: usize| {
        claims
            .iter()
            .enumerate()
            .filter(move |(index, _)| member(set, *index))
            .map(|(_, claim)| *claim)
    };
    (1..1_usize << claims.len()).map(|set| chosen(set).collect()).collect()
}
