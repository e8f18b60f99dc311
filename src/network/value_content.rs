//! Value content of rules: what inputs of other origin and outputs count with.

use super::names::Context;
use super::{CustomsValue, MaterialId, Network, Operation, PerPeriod, Rule, RuleId, StageId, ValueContent};
use crate::spec;
use std::collections::BTreeSet;

/// Value content of a written rule, with the values written for inputs; measured at the rule's last stage unless it names one.
pub(super) fn read(context: &Context<'_>, path: &str, rule: &spec::Rule, last: StageId) -> Option<ValueContent> {
    let written = rule.value_content.as_ref()?;
    let path = format!("{path}.value_content");
    context.report.share(&format!("{path}.share"), written.share.0);
    if rule.de_minimis.is_some() {
        let expected = "`de_minimis` or `value_content`";
        context
            .report
            .problem(&path, "both `de_minimis` and `value_content`", expected);
    }
    let stage = written.stage.as_ref();
    let stage = stage.map(|stage| context.stage(&format!("{path}.stage"), stage));
    let mut values = vec![PerPeriod::new(); context.document.materials.len()];
    for (name, price) in &written.values {
        let material = context.material(&format!("{path}.values.{name}"), name);
        if let Some(slot) = material.and_then(|material| values.get_mut(material.index())) {
            *slot = context.calendar.prices(price);
        }
    }
    Some(ValueContent {
        share: written.share.0,
        stage: stage.flatten().unwrap_or(last),
        values,
    })
}

/// Gives inputs without a written value the customs value declared for the material, and asks for those of outputs.
pub(super) fn fill(context: &Context<'_>, network: &mut Network) {
    for index in 0..network.rules.len() {
        let rule = RuleId::new(index);
        let Some(measured) = network.rules[index].value_content.clone() else {
            continue;
        };
        let name = network.rules[index].name.clone();
        if !tests_inputs(&network.rules[index], measured.stage) {
            let stage = network.stages.get(measured.stage.index()).map_or("?", |stage| &stage.name);
            context.report.note(format!(
                "rule `{name}` tests no stage before `{stage}`, so every input counts as its own and its value content limits nothing"
            ));
        }
        let (inputs, outputs) = goods(context, network, rule, &measured);
        outputs.iter().for_each(|output| valued(context, network, &name, *output));
        let missing = inputs.into_iter().filter(|input| measured.values[input.index()].is_empty());
        let found: Vec<_> = missing
            .map(|input| (input, default(context, network, &name, input)))
            .collect();
        if let Some(content) = &mut network.rules[index].value_content {
            for (input, value) in found {
                content.values[input.index()] = value;
            }
        }
    }
}

fn tests_inputs(rule: &Rule, stage: StageId) -> bool {
    rule.passes.iter().take(stage.index()).any(Option::is_some)
}

type Inputs = BTreeSet<MaterialId>;
type Outputs = BTreeSet<(super::SiteId, MaterialId)>;

/// What operations that measure the content draw and make, of what the rule follows.
fn goods(context: &Context<'_>, network: &Network, rule: RuleId, measured: &ValueContent) -> (Inputs, Outputs) {
    let (mut inputs, mut outputs) = (Inputs::new(), Outputs::new());
    let passes = network.rules[rule.index()].passes.get(measured.stage.index());
    let passes = |operation: &&Operation| {
        let country = context.country_of(operation.site).index();
        let test = passes.and_then(Option::as_ref);
        operation.stage == measured.stage && test.is_none_or(|allowed| allowed.get(country).copied().unwrap_or(false))
    };
    for operation in network.operations.iter().filter(passes) {
        let followed = |(material, _): &(MaterialId, f64)| network.concerns(rule, *material).then_some(*material);
        inputs.extend(operation.inputs.iter().filter_map(followed));
        let made = operation.outputs.iter().filter_map(followed);
        outputs.extend(made.map(|material| (operation.site, material)));
    }
    (inputs, outputs)
}

/// An output needs a declared customs value.
fn valued(context: &Context<'_>, network: &Network, rule: &str, (site, material): (super::SiteId, MaterialId)) {
    let place = &network.sites[site.index()];
    if place.customs_values.iter().any(|value| value.material == material) {
        return;
    }
    let (name, material) = (&place.name, context.material_name(material));
    context.report.problem(
        &format!("sites.{name}.customs_values"),
        format!("no customs value of `{material}` from `{name}`, whose value content `{rule}` measures"),
        format!("`customs_values.{material}`"),
    );
}

/// The one customs value that every source and maker of a material declares.
fn default(context: &Context<'_>, network: &Network, rule: &str, material: MaterialId) -> PerPeriod {
    let sources = network.sources.iter().filter(|source| source.material == material);
    let sold = sources.flat_map(|source| &source.customs_value);
    let is_of = |declared: &&CustomsValue| declared.material == material;
    let made = network.sites.iter().flat_map(|site| &site.customs_values).filter(is_of);
    let mut values = sold.chain(made.map(|declared| &declared.value));
    let first = values.next();
    if let Some(value) = first.filter(|first| values.all(|value| value == *first)) {
        return value.clone();
    }
    let name = context.material_name(material);
    let found = match first {
        Some(_) => format!("customs values of `{name}` differ"),
        None => format!("no value of `{name}`"),
    };
    context.report.problem(
        &format!("rules.{rule}.value_content.values"),
        found,
        format!("`values.{name}`, the value of a tonne of other origin"),
    );
    context.calendar.constant(0.0)
}
