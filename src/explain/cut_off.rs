//! Demands that nothing can serve because of the rules they require.

use crate::formulation::{ColumnKey, RowKey};
use crate::network::{CountryId, Demand, DemandId, MaterialId, Network, Rule, RuleId, RuleSet, SiteId};
use std::collections::BTreeSet;

/// A note for each demand that the program can never deliver to, though the network leads there, with the stage where a rule cuts it off.
/// It is no input error where some of it must be delivered either: such a plan is infeasible, so that an embargo does not stop a batch.
pub fn cut_off_notes(network: &Network, keys: Keys<'_>) -> Vec<String> {
    let cut_off = cut_off(network, keys).into_iter();
    cut_off.map(|demand| note(network, keys, demand)).collect()
}

/// Why nothing that satisfies its rules can reach a demand, where the program can never deliver to it.
pub(crate) fn why_cut_off(network: &Network, keys: Keys<'_>, demand: DemandId) -> Option<String> {
    let demand = network.demands.get(demand.index())?;
    let is_cut = cut_off(network, keys).into_iter().any(|cut| std::ptr::eq(cut, demand));
    is_cut.then(|| why(network, keys, &required(network, demand)))
}

/// Keys of the columns and rows of a program.
type Keys<'k> = (&'k [ColumnKey], &'k [RowKey]);

/// Demands with rules that the program can never deliver to.
fn cut_off<'n>(network: &'n Network, (columns, _): Keys<'_>) -> Vec<&'n Demand> {
    let served: BTreeSet<DemandId> = columns
        .iter()
        .filter_map(|column| match column {
            ColumnKey::Deliver(demand, ..) => Some(*demand),
            _ => None,
        })
        .collect();
    let demands = network.demands.iter().enumerate();
    demands
        .filter(|(index, demand)| !served.contains(&DemandId::new(*index)) && !required(network, demand).is_empty())
        .map(|(_, demand)| demand)
        .collect()
}

/// Rules that a demand requires in some period.
fn required<'n>(network: &'n Network, demand: &Demand) -> Vec<&'n Rule> {
    let rules = network.rules.iter().enumerate();
    let requires = |index: usize| demand.requires.iter().any(|set| set.has(RuleId::new(index)));
    rules.filter(|(index, _)| requires(*index)).map(|(_, rule)| rule).collect()
}

/// The stage where rules cut goods off, or how far they come.
fn why(network: &Network, keys: Keys<'_>, rules: &[&Rule]) -> String {
    let cuts: Vec<String> = rules.iter().flat_map(|rule| cuts(network, rule)).collect();
    if cuts.is_empty() {
        farthest(network, keys, rules)
    } else {
        cuts.join("; ")
    }
}

fn note(network: &Network, keys: Keys<'_>, demand: &Demand) -> String {
    let rules = required(network, demand);
    let names: Vec<String> = rules.iter().map(|rule| format!("`{}`", rule.name)).collect();
    let why = why(network, keys, &rules);
    let must = demand.minimum.iter().any(|least| *least > 0.0);
    let therefore = if must {
        "; as some of it must be met, there is no plan"
    } else {
        ""
    };
    format!(
        "nothing that satisfies {} can reach demand `{}`: {why}{therefore}",
        names.join(" and "),
        demand.name
    )
}

/// How far goods come that satisfy all rules: the place of the last stage.
fn farthest(network: &Network, (_, rows): Keys<'_>, rules: &[&Rule]) -> String {
    let ids = (0..network.rules.len()).map(RuleId::new);
    let ids: Vec<RuleId> = ids
        .filter(|id| rules.iter().any(|rule| rule.name == network.rules[id.index()].name))
        .collect();
    let satisfies = |(material, class): (MaterialId, RuleSet)| {
        let held = |id: &RuleId| class.has(*id) || !network.concerns(*id, material);
        let by_mine = |id: &RuleId| network.rules[id.index()].identity && network.mines_known((material, class), *id);
        ids.iter().any(|id| network.concerns(*id, material)) && ids.iter().all(|id| held(id) || by_mine(id))
    };
    let places = rows.iter().filter_map(|row| match *row {
        RowKey::Balance(site, material, class, _) if satisfies((material, class)) => Some((site, material)),
        _ => None,
    });
    let stage = |(_, material): &(SiteId, MaterialId)| network.materials[material.index()].stage;
    match places.collect::<BTreeSet<_>>().into_iter().max_by_key(stage) {
        None => "no single stage is closed, but nothing satisfies all of them from the beginning".to_owned(),
        Some((site, material)) => format!(
            "no single stage is closed, but what passes all of them comes no farther than `{}` at `{}` (stage `{}`)",
            network.materials[material.index()].name,
            network.sites[site.index()].name,
            network.stages[network.materials[material.index()].stage.index()].name
        ),
    }
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
