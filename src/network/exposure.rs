//! The exposure level: which elements count, and the rules that tell allied from other goods.

use super::names::Context;
use super::rules::MOST_RULES;
use super::{Element, ElementId, ExposureGroup, Material, Rule, RuleId};

/// Groups of elements with their rules; the rules are added to those in use. None where the instance has no allies.
pub(super) fn groups(
    context: &Context<'_>,
    elements: &[Element],
    materials: &[Material],
    rules: &mut Vec<Rule>,
) -> Vec<ExposureGroup> {
    let groups = members(context, elements);
    if context.document.allies.is_empty() {
        return Vec::new();
    }
    let contained = |group: &&(String, Vec<ElementId>)| {
        let holds = |element: &ElementId| {
            materials
                .iter()
                .any(|m| m.content.get(element.index()).is_some_and(|c| *c > 0.0))
        };
        group.1.iter().any(holds)
    };
    let groups: Vec<ExposureGroup> = groups
        .iter()
        .filter(contained)
        .map(|group| add(context, group, rules))
        .collect();
    if rules.len() > MOST_RULES {
        let found = format!("{} rules of origin in use, those of the exposure level included", rules.len());
        let hint = Some("join elements in `exposure_groups`".to_owned());
        context.report.hinted("rules", found, format!("at most {MOST_RULES}"), hint);
    }
    groups
}

/// Name and elements of each group: those declared, else each element with criticality above 0 by itself.
fn members(context: &Context<'_>, elements: &[Element]) -> Vec<(String, Vec<ElementId>)> {
    let declared = &context.document.exposure_groups;
    if declared.is_empty() {
        let critical = elements.iter().enumerate().filter(|(_, element)| element.criticality > 0.0);
        return critical
            .map(|(index, element)| (element.name.clone(), vec![ElementId::new(index)]))
            .collect();
    }
    let mut seen: Vec<ElementId> = Vec::new();
    let mut groups = Vec::new();
    for (name, names) in declared {
        let mut group = Vec::new();
        for (index, element) in names.iter().enumerate() {
            let path = format!("exposure_groups.{name}.{index}");
            let Some(id) = context.element(&path, element) else { continue };
            if seen.contains(&id) {
                context.report.problem(
                    &path,
                    format!("`{element}` is in a group already"),
                    "an element in one group only",
                );
            }
            seen.push(id);
            group.push(id);
        }
        groups.push((name.clone(), group));
    }
    groups
}

fn add(context: &Context<'_>, group: &(String, Vec<ElementId>), rules: &mut Vec<Rule>) -> ExposureGroup {
    let (name, elements) = group;
    let partners = &context.document.partners;
    let worst = partners.values().map(|share| share.0).fold(0.0, f64::max);
    let mut steps = Vec::new();
    if !partners.is_empty() {
        let name = format!("exposure:{name}:partners");
        steps.push((push(context, rules, name, elements, true), worst));
    }
    steps.push((push(context, rules, format!("exposure:{name}"), elements, false), 0.0));
    ExposureGroup {
        name: name.clone(),
        elements: elements.clone(),
        steps,
    }
}

fn push(context: &Context<'_>, rules: &mut Vec<Rule>, name: String, elements: &[ElementId], partners: bool) -> RuleId {
    let allowed: Vec<bool> = context
        .countries
        .values()
        .map(|country| country.ally || partners && context.partner_share(country).is_some())
        .collect();
    let flags = (0..context.document.elements.len()).map(|index| elements.contains(&ElementId::new(index)));
    let id = RuleId::new(rules.len());
    rules.push(Rule {
        name,
        elements: flags.collect(),
        passes: vec![Some(allowed); context.stage_count()],
        de_minimis: None,
        value_content: None,
        recycling_resets: false,
        segregated: false,
        identity: false,
        mine: None,
        credit: Vec::new(),
        certificates: None,
        law_note: None,
    });
    id
}
