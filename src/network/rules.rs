//! Rules of origin in use.

use super::names::Context;
use super::{Rule, RuleId, StageId};
use crate::spec::{Commitment, Custody, CustomsValue, DeMinimis, Measure, Series, StageTest};
use indexmap::{IndexMap, IndexSet};

/// Most rules that a set of rules can hold.
pub(super) const MOST_RULES: usize = 64;

/// Ids of the written rules that demands, measures in force or customs values name, in order of the document. The others
/// are left out, with a note where no policy or scenario names them.
pub(super) fn in_use(context: &Context<'_>) -> IndexMap<String, RuleId> {
    let used = named(context);
    let mut everywhere = used.clone();
    let document = context.document;
    let measures = document.policies.values().map(|policy| &policy.measures);
    let measures = measures.chain(document.scenarios.values().map(|scenario| &scenario.measures));
    everywhere.extend(measures.flat_map(|m| m.values()).filter_map(|m| m.unless.as_ref()));
    let of_policies = document.policies.values().flat_map(|policy| policy.commitments.values());
    let of_scenarios = document.scenarios.values().flat_map(|scenario| scenario.commitments.values());
    everywhere.extend(of_policies.chain(of_scenarios).flat_map(held));
    for name in document.rules.keys().filter(|name| !everywhere.contains(name)) {
        context.report.note(format!("rule `{name}` is used nowhere"));
    }
    let used: Vec<&String> = document.rules.keys().filter(|name| used.contains(name)).collect();
    if used.len() > MOST_RULES {
        context.report.problem(
            "rules",
            format!("{} rules of origin in use", used.len()),
            format!("at most {MOST_RULES}"),
        );
    }
    used.into_iter()
        .take(MOST_RULES)
        .enumerate()
        .map(|(index, name)| (name.clone(), RuleId::new(index)))
        .collect()
}

fn named<'a>(context: &Context<'a>) -> IndexSet<&'a String> {
    let mut used = IndexSet::new();
    for demand in context.document.demands.values() {
        match &demand.requires {
            Series::Constant(rules) => used.extend(rules),
            Series::Steps(steps) => used.extend(steps.values().flatten()),
        }
    }
    used.extend(measures(context).filter_map(|measure| measure.unless.as_ref()));
    let commitments = super::commitments::written(context.report.spec);
    used.extend(commitments.into_iter().flat_map(|(_, _, commitment)| held(commitment)));
    for value in context.document.sites.values().flat_map(|site| site.customs_values.values()) {
        if let CustomsValue::ByRule(by_rule) = value {
            used.extend(by_rule.with_rule.keys());
        }
    }
    used
}

/// Rules that a commitment's selectors name.
pub(super) fn held(commitment: &Commitment) -> impl Iterator<Item = &String> {
    commitment.of.holds.iter().chain(&commitment.part.holds)
}

pub(super) fn measures<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Measure> + use<'a> {
    let spec = context.report.spec;
    spec.policy
        .1
        .measures
        .values()
        .chain(spec.scenarios.iter().flat_map(|(_, scenario)| scenario.measures.values()))
}

/// The written rules, all of them checked, those in use kept.
pub(super) fn rules(context: &Context<'_>) -> Vec<Rule> {
    let mut rules = Vec::new();
    for (name, written) in &context.document.rules {
        let rule = rule(context, name, written);
        if context.rules.contains_key(name) {
            super::custody::check(context, name, written);
            rules.push(rule);
        }
    }
    rules
}

fn rule(context: &Context<'_>, name: &str, written: &crate::spec::Rule) -> Rule {
    let path = format!("rules.{name}");
    let mut passes = vec![None; context.stage_count()];
    for (stage, test) in &written.stages {
        let at = format!("{path}.stages.{stage}");
        let allowed = test_of(context, &at, test);
        if let Some(slot) = context.stage(&at, stage).and_then(|stage| passes.get_mut(stage.index())) {
            *slot = Some(allowed);
        }
    }
    if written.stages.is_empty() {
        context.report.problem(
            &format!("{path}.stages"),
            "no stage",
            "at least one stage with the countries that pass",
        );
    }
    let last = passes.iter().rposition(Option::is_some).map_or(StageId(0), StageId::new);
    let de_minimis = written
        .de_minimis
        .as_ref()
        .map(|tolerance| de_minimis(context, &path, tolerance, last));
    Rule {
        name: name.to_owned(),
        elements: context.elements(&format!("{path}.elements"), &written.elements),
        passes,
        de_minimis,
        value_content: super::value_content::read(context, &path, written, last),
        recycling_resets: written.recycling_resets,
        segregated: written.custody == Custody::Segregated,
        identity: written.custody == Custody::IdentityPreserved,
        mine: None,
        credit: super::custody::credit(context, written),
        certificates: super::custody::certificates(context, written, last),
        law_note: super::custody::law_note(name, written),
    }
}

fn test_of(context: &Context<'_>, path: &str, test: &StageTest) -> Vec<bool> {
    let allowed = context.select(&format!("{path}.allowed"), &test.allowed);
    let excluded = context.select(&format!("{path}.excluded"), &test.excluded);
    match (test.allowed.is_empty(), test.excluded.is_empty()) {
        (false, true) => allowed,
        (true, false) => excluded.iter().map(|excluded| !excluded).collect(),
        (both, _) => {
            let found = if both {
                "neither `allowed` nor `excluded`"
            } else {
                "both `allowed` and `excluded`"
            };
            context
                .report
                .problem(path, found, "the countries allowed, or the countries excluded");
            allowed
        }
    }
}

fn de_minimis(context: &Context<'_>, path: &str, tolerance: &DeMinimis, last: StageId) -> (f64, StageId) {
    let path = format!("{path}.de_minimis");
    context.report.share(&format!("{path}.share"), tolerance.share.0);
    let stage = tolerance
        .stage
        .as_ref()
        .map(|stage| context.stage(&format!("{path}.stage"), stage));
    (tolerance.share.0, stage.flatten().unwrap_or(last))
}
