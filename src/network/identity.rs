//! Custody by mine: a rule that preserves identity is told by rules derived from it, one for each mine and each group of elements.
//!
//! ```text
//! r(x,i) holds: every unit of the elements x in the lineage comes from a source at i, and passed every stage that r tests
//! r holds:      for each element of r in the material, r(x,i) holds with some i, and x that has the element
//! ```
//!
//! Elements that are in the same materials have the same lineage and are one group. A unit comes from one source for each element, so
//! of the rules of a group it satisfies one at most: a group of `n` mines makes `n + 1` classes, groups together their product.

use super::names::Context;
use super::rules::MOST_RULES;
use super::{Material, MaterialId, Network, Rule, RuleId, RuleSet, SiteId, Source};
use std::collections::BTreeSet;

/// Most classes that the derived rules may make of one material.
const MOST_CLASSES: usize = 1000;

impl Network {
    /// The set with each rule that preserves identity replaced by those derived from it.
    pub fn by_mine(&self, set: RuleSet) -> RuleSet {
        let mut told = RuleSet::default();
        for (index, rule) in self.rules.iter().enumerate() {
            let id = RuleId::new(index);
            let parent = rule.mine.map_or(id, |(parent, _)| parent);
            if set.has(parent) && !rule.identity {
                told = told.or(RuleSet::of(id));
            }
        }
        told
    }

    /// Whether goods of a class come from a known mine for each element of a rule that they contain.
    pub fn mines_known(&self, (material, class): (MaterialId, RuleSet), rule: RuleId) -> bool {
        let derived = self.rules.iter().enumerate();
        let derived = derived.filter(|(_, derived)| derived.mine.is_some_and(|(parent, _)| parent == rule));
        let held: Vec<&Rule> = derived
            .filter(|(index, _)| class.has(RuleId::new(*index)))
            .map(|(_, derived)| derived)
            .collect();
        let content = self.materials[material.index()].content.iter();
        let elements = self.rules[rule.index()].elements.iter().zip(content).enumerate();
        let mut asked = elements.filter(|(_, (followed, content))| **followed && **content > 0.0);
        asked.all(|(element, _)| held.iter().any(|derived| derived.elements.get(element) == Some(&true)))
    }
}

/// Adds the rules derived from those that preserve identity, within the bounds of rules and classes.
pub(super) fn derive(context: &Context<'_>, (sources, materials): (&[Source], &[Material]), rules: &mut Vec<Rule>) {
    for parent in (0..rules.len()).map(RuleId::new) {
        let Some(rule) = rules.get(parent.index()).filter(|rule| rule.identity).cloned() else {
            continue;
        };
        let groups = groups(&rule, materials);
        let mines: Vec<BTreeSet<SiteId>> = groups.iter().map(|group| mines(&rule, group, (sources, materials))).collect();
        let count: usize = mines.iter().map(BTreeSet::len).sum();
        let classes = mines
            .iter()
            .fold(1_usize, |product, mines| product.saturating_mul(mines.len() + 1));
        if rules.len() + count > MOST_RULES || classes > MOST_CLASSES {
            too_many(context, &rule, (groups.len(), count), classes);
            continue;
        }
        for (group, mines) in groups.iter().zip(&mines) {
            rules.extend(mines.iter().map(|mine| of_mine(context, (parent, &rule), group, *mine)));
        }
    }
}

fn too_many(context: &Context<'_>, rule: &Rule, (groups, mines): (usize, usize), classes: usize) {
    let found = format!(
        "{mines} pairs of mine and element in {groups} groups of elements, which make up to {classes} classes of goods beside other rules"
    );
    let expected = format!("at most {MOST_RULES} rules of origin in use, derived ones included, and {MOST_CLASSES} classes");
    let hint = "fewer `elements` or fewer countries `allowed` where it is mined, or custody `segregated`";
    let path = format!("rules.{}.custody", rule.name);
    context.report.hinted(&path, found, expected, Some(hint.to_owned()));
}

/// Elements of a rule that are in the same materials, as flags; those in no material are left out.
fn groups(rule: &Rule, materials: &[Material]) -> Vec<Vec<bool>> {
    let holders = |element: usize| -> Vec<bool> {
        let holds = |material: &Material| material.content.get(element).is_some_and(|content| *content > 0.0);
        materials.iter().map(holds).collect()
    };
    let mut groups: Vec<(Vec<bool>, Vec<bool>)> = Vec::new();
    for (element, _) in rule.elements.iter().enumerate().filter(|(_, followed)| **followed) {
        let held = holders(element);
        if !held.contains(&true) {
            continue;
        }
        let position = groups.iter().position(|(known, _)| *known == held).unwrap_or(groups.len());
        if position == groups.len() {
            groups.push((held, vec![false; rule.elements.len()]));
        }
        let flags = groups.get_mut(position).and_then(|(_, flags)| flags.get_mut(element));
        flags.into_iter().for_each(|flag| *flag = true);
    }
    groups.into_iter().map(|(_, flags)| flags).collect()
}

/// Sites with a source of a group's elements whose lineage satisfies the rule.
fn mines(rule: &Rule, group: &[bool], (sources, materials): (&[Source], &[Material])) -> BTreeSet<SiteId> {
    let contains = |source: &&Source| {
        let content = materials
            .get(source.material.index())
            .map_or(&[][..], |material| &material.content);
        group
            .iter()
            .zip(content)
            .any(|(followed, content)| *followed && *content > 0.0)
    };
    let passes = |source: &&Source| {
        let mut tests = rule.passes.iter().zip(&source.lineage);
        tests.all(|(test, country)| match (test, country) {
            (Some(allowed), Some(country)) => allowed.get(country.index()) == Some(&true),
            _ => true,
        })
    };
    let sources = sources.iter().filter(contains).filter(passes);
    sources.map(|source| source.site).collect()
}

/// The rule of a mine and a group of elements, called `RULE:ELEMENTS:MINE`.
fn of_mine(context: &Context<'_>, (parent, rule): (RuleId, &Rule), group: &[bool], mine: SiteId) -> Rule {
    let elements = context.document.elements.keys().zip(group);
    let elements: Vec<&str> = elements.filter(|(_, of)| **of).map(|(name, _)| name.as_str()).collect();
    Rule {
        name: format!("{}:{}:{}", rule.name, elements.join("-"), context.place_name(mine)),
        elements: group.to_vec(),
        segregated: true,
        identity: false,
        mine: Some((parent, mine)),
        law_note: None,
        ..rule.clone()
    }
}
