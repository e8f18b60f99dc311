//! Which classes an operation can claim, from the classes of its inputs.
//!
//! A rule is claimed if every input that the rule matters to is drawn with it. Under tolerance it may be claimed if some
//! input can be drawn with it, be it partly: the rest is limited by a row. Where the row counts value, no input need hold it.

use super::RuleSet;
use std::collections::BTreeSet;

/// An input of an operation.
pub(super) struct Input {
    /// Rules that matter to it at the site, of those that the operation hands down to outputs to which they matter.
    pub mask: RuleSet,
    /// Classes in which it comes, over these rules, ascending.
    pub classes: Vec<RuleSet>,
}

/// Classes that can be claimed, ascending; none where an input never comes. `tolerant` holds the rules with a tolerance,
/// `boundless` those of them that no input need hold.
pub(super) fn claims(inputs: &[Input], tolerant: RuleSet, boundless: RuleSet) -> Vec<RuleSet> {
    let mut parts = BTreeSet::from([Part::default()]);
    let mut seen = RuleSet::default();
    for input in inputs {
        let blends = blends(&input.classes, tolerant.and(input.mask));
        let joined = parts
            .iter()
            .flat_map(|part| blends.iter().map(|class| part.join(seen, input.mask, *class)));
        parts = joined.collect();
        seen = seen.or(input.mask);
    }
    let claims: BTreeSet<RuleSet> = parts
        .iter()
        .flat_map(|part| part.claims(tolerant, boundless.and(seen)))
        .collect();
    claims.into_iter().collect()
}

/// Classes chosen for the inputs so far.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    /// Rules held by every input that they matter to.
    all: RuleSet,
    /// Rules held by some input.
    any: RuleSet,
}

impl Part {
    fn join(self, seen: RuleSet, mask: RuleSet, class: RuleSet) -> Self {
        let kept = self.all.without(mask.without(class));
        Self {
            all: kept.or(class.without(seen)),
            any: self.any.or(class),
        }
    }

    /// With and without each rule that only tolerance allows.
    fn claims(self, tolerant: RuleSet, boundless: RuleSet) -> Vec<RuleSet> {
        let mut claims = vec![self.all];
        for rule in rules(self.any.or(boundless).and(tolerant).without(self.all)) {
            claims.extend(claims.clone().into_iter().map(|claim| claim.or(rule)));
        }
        claims
    }
}

/// Classes of an input and of what can be claimed for mixtures of them: rules without tolerance if all parts hold them, rules
/// with tolerance if the main part does. A rule whose tolerance the other parts would exceed may be given up for another that
/// tolerates more.
fn blends(classes: &[RuleSet], tolerant: RuleSet) -> Vec<RuleSet> {
    let mut found = classes.to_vec();
    if tolerant == RuleSet::default() {
        return found;
    }
    let mut next = 0;
    while next < found.len() {
        let main = found[next];
        for other in classes {
            let blend = main.and(other.or(tolerant));
            let exceeded = rules(blend.without(*other)).map(|rule| blend.without(rule));
            for claim in std::iter::once(blend).chain(exceeded) {
                if !found.contains(&claim) {
                    found.push(claim);
                }
            }
        }
        next += 1;
    }
    found
}

/// The rules of a set, each by itself.
fn rules(set: RuleSet) -> impl Iterator<Item = RuleSet> {
    (0..u64::BITS)
        .map(|bit| RuleSet(1 << bit))
        .filter(move |rule| set.covers(*rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: RuleSet = RuleSet(1);
    const B: RuleSet = RuleSet(2);
    const AB: RuleSet = RuleSet(3);
    const NONE: RuleSet = RuleSet(0);

    fn input(mask: RuleSet, classes: &[RuleSet]) -> Input {
        let classes = classes.to_vec();
        Input { mask, classes }
    }

    #[test]
    fn a_rule_is_claimed_if_all_inputs_that_it_matters_to_hold_it() {
        let both = [input(A, &[NONE, A]), input(A, &[NONE])];
        assert_eq!(claims(&both, NONE, NONE), [NONE]);
        let apart = [input(A, &[NONE, A]), input(B, &[NONE, B])];
        assert_eq!(claims(&apart, NONE, NONE), [NONE, A, B, AB]);
        let shared = [input(AB, &[AB]), input(A, &[A]), input(B, &[NONE])];
        assert_eq!(claims(&shared, NONE, NONE), [A]);
    }

    #[test]
    fn nothing_is_claimed_where_an_input_never_comes() {
        assert!(claims(&[input(A, &[A]), input(A, &[])], NONE, NONE).is_empty());
        assert_eq!(claims(&[], NONE, NONE), [NONE]);
    }

    #[test]
    fn tolerance_mixes_classes_of_one_input() {
        assert_eq!(claims(&[input(AB, &[NONE, AB])], A, NONE), [NONE, A, AB]);
    }

    #[test]
    fn a_rule_is_given_up_for_another_that_tolerates_more() {
        assert_eq!(claims(&[input(AB, &[NONE, AB])], AB, NONE), [NONE, A, B, AB]);
        assert_eq!(claims(&[input(AB, &[A, AB])], AB, NONE), [A, AB]);
    }

    #[test]
    fn tolerance_covers_an_input_that_never_holds_the_rule() {
        let inputs = [input(A, &[A]), input(A, &[NONE])];
        assert_eq!(claims(&inputs, A, NONE), [NONE, A]);
        assert_eq!(claims(&inputs, NONE, NONE), [NONE]);
    }

    #[test]
    fn value_added_covers_inputs_none_of_which_hold_the_rule() {
        assert_eq!(claims(&[input(A, &[NONE])], A, A), [NONE, A]);
        assert_eq!(claims(&[input(B, &[NONE])], A, A), [NONE]);
    }
}
