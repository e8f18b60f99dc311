//! Where what allies receive passed each stage: exposure, shares of countries, concentration.
//!
//! ```text
//! mass[s, c]  = sum over chains to allies that passed stage s in c of criticality x tonnes of the element
//! exposure[s] = sum over c of weight[c] x mass[s, c]
//! share[s, c] = mass[s, c] / sum over c of mass[s, c]
//! HHI[s]      = 10,000 x sum over c of share[s, c]^2
//! ```
//!
//! HHI is the Herfindahl-Hirschman index (A. O. Hirschman, The Paternity of an Index, American Economic Review 54, 1964, 761-762): 10,000 where one country has all. Chains
//! follow goods as they flow and mix; under mass balance a claim may say otherwise, so the sum over stages is not the level `exposure`.

use super::{Figure, Topic, View};
use crate::network::{CountryId, Network};
use crate::plan::{Chain, Step, StepKind};
use std::collections::BTreeMap;

/// Mass by consumer, stage and country passed.
type Masses = BTreeMap<(CountryId, usize, CountryId), f64>;

/// Exposure by stage, shares of countries by stage, concentration by stage and consumer.
pub(super) fn figures(view: View<'_>) -> Vec<Figure> {
    let network = view.network;
    let masses = masses(view);
    let allied = |country: CountryId| network.countries[country.index()].ally;
    let mut to_allies: BTreeMap<(usize, CountryId), f64> = BTreeMap::new();
    for ((_, stage, country), mass) in masses.iter().filter(|((consumer, ..), _)| allied(*consumer)) {
        *to_allies.entry((*stage, *country)).or_default() += mass;
    }
    let mut figures = exposure(network, &to_allies);
    figures.extend(shares(network, &to_allies));
    figures.extend(concentration(network, &masses, &to_allies));
    figures
}

fn exposure(network: &Network, masses: &BTreeMap<(usize, CountryId), f64>) -> Vec<Figure> {
    let weighted = |((_, country), mass): (&(usize, CountryId), &f64)| network.countries[country.index()].exposure_weight * mass;
    let stages = network.stages.iter().enumerate();
    let of = |stage: usize| masses.range(stage_range(stage));
    stages
        .filter(|(stage, _)| of(*stage).next().is_some())
        .map(|(stage, named)| {
            let sum = of(stage).map(weighted).sum();
            Figure::new(Topic::Exposure, (&named.name, ""), "t", sum)
        })
        .collect()
}

fn stage_range(stage: usize) -> std::ops::Range<(usize, CountryId)> {
    (stage, CountryId(0))..(stage + 1, CountryId(0))
}

fn shares(network: &Network, masses: &BTreeMap<(usize, CountryId), f64>) -> Vec<Figure> {
    let share = |(&(stage, country), mass): (&(usize, CountryId), &f64)| {
        let whole: f64 = masses.range(stage_range(stage)).map(|(_, mass)| mass).sum();
        let names = (
            network.stages[stage].name.as_str(),
            network.countries[country.index()].name.as_str(),
        );
        Figure::new(Topic::Origin, names, "share", mass / whole)
    };
    masses.iter().map(share).collect()
}

fn concentration(network: &Network, masses: &Masses, to_allies: &BTreeMap<(usize, CountryId), f64>) -> Vec<Figure> {
    let mut groups: BTreeMap<(usize, &str), Vec<f64>> = BTreeMap::new();
    for ((stage, _), mass) in to_allies {
        groups.entry((*stage, "allies")).or_default().push(*mass);
    }
    for ((consumer, stage, _), mass) in masses {
        let name = network.countries[consumer.index()].name.as_str();
        groups.entry((*stage, name)).or_default().push(*mass);
    }
    let figure = |((stage, consumer), masses): ((usize, &str), Vec<f64>)| {
        let item = (network.stages[stage].name.as_str(), consumer);
        Figure::new(Topic::Concentration, item, "points", herfindahl(&masses))
    };
    groups.into_iter().map(figure).collect()
}

/// Herfindahl-Hirschman index of amounts, from 10,000 / their number to 10,000.
pub(super) fn herfindahl(amounts: &[f64]) -> f64 {
    let whole: f64 = amounts.iter().sum();
    1e4 * amounts.iter().map(|amount| (amount / whole).powi(2)).sum::<f64>()
}

fn masses(view: View<'_>) -> Masses {
    let network = view.network;
    let mut masses = Masses::new();
    for chain in view.chains {
        let Some(element) = chain.element else { continue };
        let consumer = network.country_of(network.demands[chain.demand.index()].site);
        let mass = network.elements[element.index()].criticality * chain.quantity;
        for (stage, country) in passed(network, chain).into_iter().enumerate() {
            if let Some(country) = country.filter(|_| mass > 0.0) {
                *masses.entry((consumer, stage, country)).or_default() += mass;
            }
        }
    }
    masses
}

/// Country in which a chain passed each stage, the last where it passed one twice; none where it did not, or nobody knows.
fn passed(network: &Network, chain: &Chain) -> Vec<Option<CountryId>> {
    let mut countries = vec![None; network.stages.len()];
    for step in &chain.steps {
        match step.kind {
            StepKind::Made(operation) => {
                let stage = network.operations[operation.index()].stage;
                countries[stage.index()] = Some(network.country_of(step.site));
            }
            StepKind::Arrived(_) => {}
            _ => {
                if let Some(lineage) = declared(network, step) {
                    countries.clone_from_slice(lineage);
                }
            }
        }
    }
    countries
}

/// Lineage that goods bring along.
fn declared<'n>(network: &'n Network, step: &Step) -> Option<&'n [Option<CountryId>]> {
    let here = |site, material| (site, material) == (step.site, step.material);
    let lineage = match step.kind {
        StepKind::Sold => network.sources.iter().find(|s| here(s.site, s.material)).map(|s| &s.lineage),
        StepKind::Opening => network.stocks.iter().find(|s| here(s.site, s.material)).map(|s| &s.lineage),
        StepKind::UnderWay => network.in_transit.iter().find(|g| here(g.to, g.material)).map(|g| &g.lineage),
        StepKind::Collected => network.returns.iter().find(|r| here(r.site, r.scrap)).map(|r| &r.lineage),
        StepKind::Made(_) | StepKind::Arrived(_) => None,
    };
    lineage.map(Vec::as_slice)
}
