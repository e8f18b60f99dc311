//! How many classes there are, where, and why.

use super::{Labelled, RuleSet};
use crate::network::{MaterialId, RuleId, SiteId};
use std::collections::BTreeSet;

/// Classes of a network, for people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Pairs of site and material where goods can be.
    pub places: usize,
    /// Classes over all of them, each counted at every place.
    pub classes: usize,
    /// Different classes.
    pub distinct: usize,
    /// The place with the most classes, and how many; `None` without goods.
    pub most: Option<(SiteId, MaterialId, usize)>,
    /// What becomes of each rule, in order of rules.
    pub rules: Vec<RuleUse>,
}

/// What becomes of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleUse {
    /// Rule.
    pub rule: RuleId,
    /// Places with goods on whose elements the rule is.
    pub concerned: usize,
    /// Of these, places where something downstream asks for it. At the others goods that differ in it are one class.
    pub followed: usize,
    /// Of these, places where goods with it and goods without it can be.
    pub divides: usize,
}

pub(super) fn summary(labelled: &Labelled<'_>) -> Summary {
    let held: Vec<((SiteId, MaterialId), &Vec<RuleSet>)> =
        labelled.classes.iter().filter(|(_, classes)| !classes.is_empty()).collect();
    let distinct: BTreeSet<RuleSet> = held.iter().flat_map(|(_, classes)| classes.iter().copied()).collect();
    let rules = (0..labelled.network.rules.len()).map(RuleId::new);
    Summary {
        places: held.len(),
        classes: held.iter().map(|(_, classes)| classes.len()).sum(),
        distinct: distinct.len(),
        most: held
            .iter()
            .map(|((site, material), classes)| (*site, *material, classes.len()))
            .reduce(|best, next| if next.2 > best.2 { next } else { best }),
        rules: rules.map(|rule| used(labelled, rule, &held)).collect(),
    }
}

fn used(labelled: &Labelled<'_>, rule: RuleId, held: &[((SiteId, MaterialId), &Vec<RuleSet>)]) -> RuleUse {
    let concerned = held
        .iter()
        .filter(|((_, material), _)| labelled.tests.concern(*material).has(rule));
    let followed = concerned
        .clone()
        .filter(|((site, material), _)| labelled.mask(*site, *material).has(rule));
    let divided = |classes: &[RuleSet]| {
        let with = classes.iter().filter(|class| class.has(rule)).count();
        with > 0 && with < classes.len()
    };
    RuleUse {
        rule,
        concerned: concerned.count(),
        divides: followed.clone().filter(|(_, classes)| divided(classes)).count(),
        followed: followed.count(),
    }
}
