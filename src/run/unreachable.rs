//! Demands that nothing can serve because of the rules they require.

use crate::formulation::{ColumnKey, Model};
use crate::network::{CountryId, Demand, DemandId, Network, Rule, RuleId};
use std::collections::BTreeSet;

/// A note for each demand that the program can never deliver to, though the network leads there, with the stage where a rule cuts it off.
pub(super) fn notes(network: &Network, model: &Model) -> Vec<String> {
    let served: BTreeSet<DemandId> = model
        .columns
        .iter()
        .filter_map(|column| match column {
            ColumnKey::Deliver(demand, ..) => Some(*demand),
            _ => None,
        })
        .collect();
    let demands = network.demands.iter().enumerate();
    demands
        .filter(|(index, demand)| !served.contains(&DemandId::new(*index)) && !required(network, demand).is_empty())
        .map(|(_, demand)| note(network, demand))
        .collect()
}

/// Rules that a demand requires in some period.
fn required<'n>(network: &'n Network, demand: &Demand) -> Vec<&'n Rule> {
    let rules = network.rules.iter().enumerate();
    let requires = |index: usize| demand.requires.iter().any(|set| set.has(RuleId::new(index)));
    rules.filter(|(index, _)| requires(*index)).map(|(_, rule)| rule).collect()
}

fn note(network: &Network, demand: &Demand) -> String {
    let rules = required(network, demand);
    let names: Vec<String> = rules.iter().map(|rule| format!("`{}`", rule.name)).collect();
    let cuts: Vec<String> = rules.iter().flat_map(|rule| cuts(network, rule)).collect();
    let why = if cuts.is_empty() {
        "no single stage is closed, but no way passes all of them".to_owned()
    } else {
        cuts.join("; ")
    };
    format!(
        "nothing that satisfies {} can reach demand `{}`: {why}",
        names.join(" and "),
        demand.name
    )
}

/// Stages at which a rule passes none of the countries where they are done.
fn cuts(network: &Network, rule: &Rule) -> Vec<String> {
    let tested = rule.passes.iter().enumerate();
    let cut = |(stage, passes): (usize, &Option<Vec<bool>>)| {
        let passes = passes.as_ref()?;
        let countries = countries(network, stage);
        let closed = !countries.is_empty() && !countries.iter().any(|country| passes[country.index()]);
        let names: Vec<&str> = countries.iter().map(|c| network.countries[c.index()].name.as_str()).collect();
        closed.then(|| {
            let stage = &network.stages[stage].name;
            format!(
                "stage `{stage}` is done in {} only, where `{}` does not pass",
                names.join(", "),
                rule.name
            )
        })
    };
    tested.filter_map(cut).collect()
}

/// Countries where a stage is done, by an operation or in a declared lineage.
fn countries(network: &Network, stage: usize) -> BTreeSet<CountryId> {
    let operations = network.operations.iter().filter(|operation| operation.stage.index() == stage);
    let sources = network.sources.iter().map(|source| &source.lineage);
    let stocks = network
        .stocks
        .iter()
        .filter(|stock| stock.opening > 0.0)
        .map(|stock| &stock.lineage);
    let under_way = network.in_transit.iter().map(|goods| &goods.lineage);
    let in_use = network.returns.iter().map(|back| &back.lineage);
    let declared = sources
        .chain(stocks)
        .chain(under_way)
        .chain(in_use)
        .filter_map(|lineage| lineage[stage]);
    operations
        .map(|operation| network.country_of(operation.site))
        .chain(declared)
        .collect()
}
