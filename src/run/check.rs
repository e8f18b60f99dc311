//! Reading an instance under every policy and every scenario.

use super::pipeline;
use super::threads::each;
use super::verdict::Posed;
use super::{Failure, Instance, families};
use crate::formulation::{ColumnKey, RowKey};
use crate::lp::Health;
use crate::network::{MaterialId, RuleSet, SiteId};
use crate::results::check::{Case, Checked, Classes, Numbers};
use crate::spec::{self, Problem, Selection};
use std::collections::{BTreeMap, BTreeSet};

/// Reads the instance under the policy and scenarios chosen, or, where none is, under every policy, at first without and then with
/// each scenario.
///
/// # Errors
/// With the problems of all of them, none twice.
pub fn check(instance: &Instance, selection: &Selection, threads: usize) -> Result<Checked, Failure> {
    let survey = spec::survey(&instance.folder).map_err(Failure::Input)?;
    let selections = selections(&survey, selection);
    let read = |selection: &Selection| pipeline::read(instance, selection).map(|posed| case(&posed));
    let mut problems: BTreeSet<Problem> = BTreeSet::new();
    let mut cases = Vec::new();
    for result in each(threads, &selections, read) {
        match result {
            Ok(case) => cases.push(case),
            Err(Failure::Input(found)) => problems.extend(found),
            Err(other) => return Err(other),
        }
    }
    if problems.is_empty() {
        return Ok(Checked {
            instance: instance.name.clone(),
            policies: survey.policies,
            scenarios: survey.scenarios,
            cases,
        });
    }
    Err(Failure::Input(problems.into_iter().collect()))
}

fn selections(survey: &spec::Survey, chosen: &Selection) -> Vec<Selection> {
    if chosen.policy.is_some() || !chosen.scenarios.is_empty() {
        return vec![chosen.clone()];
    }
    let with = |policy: Option<&String>, scenarios: Vec<String>| Selection {
        policy: policy.cloned(),
        scenarios,
        set: chosen.set.clone(),
    };
    let policies: Vec<Option<&String>> = match survey.policies.as_slice() {
        [] => vec![None],
        policies => policies.iter().map(Some).collect(),
    };
    let others = survey.scenarios.iter().filter(|name| *name != "baseline");
    let scenarios: Vec<Vec<String>> = [Vec::new()]
        .into_iter()
        .chain(others.map(|name| vec![name.clone()]))
        .collect();
    let pairs = policies
        .iter()
        .flat_map(|policy| scenarios.iter().map(move |scenario| (*policy, scenario.clone())));
    let mut selections: Vec<Selection> = pairs.map(|(policy, scenarios)| with(policy, scenarios)).collect();
    selections.sort_by_key(|selection| !selection.scenarios.is_empty());
    selections
}

fn case(posed: &Posed) -> Case {
    let network = &posed.network;
    Case {
        policy: network.policy.clone(),
        scenarios: network.scenarios.clone(),
        things: vec![
            ("periods", network.periods.len()),
            ("countries", network.countries.len()),
            ("sites", network.sites.iter().filter(|site| !site.demand_place).count()),
            ("materials", network.materials.len()),
            ("sources", network.sources.len()),
            ("lines", network.lines.len()),
            ("operations", network.operations.len()),
            ("lanes", network.lanes.len()),
            ("stocks", network.stocks.len()),
            ("demands", network.demands.len()),
            ("measures", network.measures.len()),
        ],
        columns: families::count(&posed.model.columns, ColumnKey::family),
        rows: families::count(&posed.model.rows, RowKey::family),
        classes: classes(posed),
        numbers: numbers(&Health::of(&posed.model.lp)),
        notes: network.notes.clone(),
    }
}

fn numbers(health: &Health) -> Vec<Numbers> {
    let named = |name: &str, range: Option<crate::lp::Range>| {
        range.map(|range| Numbers {
            name: name.into(),
            least: range.least,
            most: range.most,
            count: range.count,
        })
    };
    let levels = health
        .levels
        .iter()
        .map(|(name, range)| named(&format!("level {name}"), *range));
    let parts = [
        named("entries", health.matrix),
        named("bounds of columns", health.bounds),
        named("bounds of rows", health.sides),
    ];
    parts.into_iter().chain(levels).flatten().collect()
}

/// Classes by the balances that have them, and why each rule is followed.
fn classes(posed: &Posed) -> Classes {
    let network = &posed.network;
    let mut by_place: BTreeMap<(SiteId, MaterialId), BTreeSet<RuleSet>> = BTreeMap::new();
    for row in &posed.model.rows {
        if let RowKey::Balance(site, material, class, _) = *row {
            by_place.entry((site, material)).or_default().insert(class);
        }
    }
    let distinct: BTreeSet<RuleSet> = by_place.values().flatten().copied().collect();
    let reasons = (0..network.rules.len()).map(|k| (network.rules[k].name.clone(), reason(posed, k)));
    Classes {
        distinct: distinct.len(),
        places: by_place.len(),
        balances: by_place.values().map(BTreeSet::len).sum(),
        most: by_place.values().map(BTreeSet::len).max().unwrap_or(0),
        rules: reasons.collect(),
    }
}

fn reason(posed: &Posed, k: usize) -> String {
    let network = &posed.network;
    let rule = crate::network::RuleId::new(k);
    let demands = network
        .demands
        .iter()
        .filter(|demand| demand.requires.iter().chain(&demand.claims).any(|set| set.has(rule)))
        .count();
    let measures = network.measures.iter().filter(|measure| measure.unless == Some(rule)).count();
    let exposure = network
        .exposure
        .iter()
        .any(|group| group.steps.iter().any(|(step, _)| *step == rule));
    let values = network.sites.iter().flat_map(|site| &site.customs_values);
    let values = values
        .filter(|value| value.with_rule.iter().any(|(named, _)| *named == rule))
        .count();
    let mut reasons = Vec::new();
    for (count, one, many) in [
        (demands, "demand requires it", "demands require it"),
        (measures, "measure exempts its holders", "measures exempt its holders"),
        (values, "customs value depends on it", "customs values depend on it"),
    ] {
        match count {
            0 => {}
            1 => reasons.push(format!("1 {one}")),
            _ => reasons.push(format!("{count} {many}")),
        }
    }
    if let Some((parent, mine)) = network.rules[k].mine {
        let (parent, mine) = (&network.rules[parent.index()].name, &network.sites[mine.index()].name);
        reasons.push(format!("`{parent}` is told by it for goods of `{mine}`"));
    }
    if exposure {
        reasons.push("exposure counts by it".into());
    }
    if reasons.is_empty() {
        "not used".into()
    } else {
        reasons.join(", ")
    }
}
