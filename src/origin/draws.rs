//! How operations draw goods at another class than that in which they come: as a lesser one, or without a rule under
//! tolerance.

use super::RuleSet;
use super::grid::Grid;
use super::reach::Reached;
use crate::network::{MaterialId, Network, Operation, RuleId, SiteId};
use std::collections::BTreeSet;

/// Draws at other classes.
#[derive(Debug)]
pub(super) struct Draws {
    /// Classes that have a balance, ascending.
    pub balances: Grid<Vec<RuleSet>>,
    /// Covering pairs, ascending.
    pub downgrades: Grid<Vec<(RuleSet, RuleSet)>>,
    /// Input, rule and class with the rule, by operation, ascending.
    pub tolerances: Vec<Vec<(MaterialId, RuleId, RuleSet)>>,
}

/// Pairs of class that comes and lesser class drawn.
type Pairs = BTreeSet<(RuleSet, RuleSet)>;

impl Draws {
    /// Of a network whose classes are known.
    pub fn of(network: &Network, masks: &Grid<RuleSet>, reached: &Reached) -> Self {
        let mut draws = Self {
            balances: reached.classes.clone(),
            downgrades: Grid::new(network),
            tolerances: vec![Vec::new(); network.operations.len()],
        };
        let mut needed: Grid<Pairs> = Grid::new(network);
        for (index, operation) in network.operations.iter().enumerate() {
            for position in 0..operation.inputs.len() {
                let draw = Draw::new((operation, position), masks, reached.asked[index]);
                let classes = (&reached.activities[index][..], reached.tolerant[index]);
                draws.tolerances[index].extend(draw.record(classes, reached, (&mut draws.balances, &mut needed)));
            }
            draws.tolerances[index].sort_unstable();
        }
        for ((site, material), pairs) in needed.iter().filter(|(_, pairs)| !pairs.is_empty()) {
            let present = draws.balances.at(site, material);
            *draws.downgrades.at_mut(site, material) = covering(present, pairs);
        }
        draws
    }
}

/// An operation drawing one of its inputs.
struct Draw {
    site: SiteId,
    material: MaterialId,
    mask: RuleSet,
    /// Rules of the mask that matter to another input too, or that the operation does not hand down to outputs that ask for them.
    lost: RuleSet,
}

impl Draw {
    fn new((operation, position): (&Operation, usize), masks: &Grid<RuleSet>, asked: RuleSet) -> Self {
        let mask_of = |(material, _): &(MaterialId, f64)| *masks.at(operation.site, *material);
        let others = operation.inputs.iter().enumerate().filter(|(other, _)| *other != position);
        let elsewhere = others.fold(RuleSet::default(), |set, (_, input)| set.or(mask_of(input)));
        let mask = mask_of(&operation.inputs[position]);
        Self {
            site: operation.site,
            material: operation.inputs[position].0,
            mask,
            lost: mask.and(elsewhere).or(mask.without(asked)),
        }
    }

    /// Adds the classes drawn to the balances and the pairs they need, and returns the input's tolerances. Only another input,
    /// another part of the same under tolerance, or outputs that no longer ask can make goods of a better class be drawn as
    /// lesser ones.
    fn record(
        &self,
        (claims, tolerant): (&[RuleSet], RuleSet),
        reached: &Reached,
        (balances, needed): (&mut Grid<Vec<RuleSet>>, &mut Grid<Pairs>),
    ) -> BTreeSet<(MaterialId, RuleId, RuleSet)> {
        let coming = reached.classes.at(self.site, self.material);
        let balances = balances.at_mut(self.site, self.material);
        let needed = needed.at_mut(self.site, self.material);
        let tolerant = tolerant.and(self.mask);
        let loses = if tolerant == RuleSet::default() {
            self.lost
        } else {
            self.mask
        };
        let mut tolerances = BTreeSet::new();
        let drawn: BTreeSet<RuleSet> = claims.iter().map(|claim| claim.and(self.mask)).collect();
        for class in drawn {
            insert(balances, class);
            for coming in coming {
                let missing = class.without(*coming);
                if !tolerant.covers(missing) {
                    continue;
                }
                let rest = class.and(*coming);
                tolerances.extend(steps(class, missing).map(|(rule, with)| (self.material, rule, with)));
                steps(class, missing).for_each(|(rule, with)| insert(balances, with.without(RuleSet::of(rule))));
                if rest != *coming && loses.covers(coming.without(rest)) {
                    needed.insert((*coming, rest));
                }
            }
        }
        tolerances
    }
}

/// The way from a class to that without the missing rules: one rule after the other, each with the class that still has it.
fn steps(class: RuleSet, missing: RuleSet) -> impl Iterator<Item = (RuleId, RuleSet)> {
    let rules = (0..u64::BITS).map(RuleId).filter(move |rule| missing.has(*rule));
    rules.scan(class, |class, rule| {
        let with = *class;
        *class = class.without(RuleSet::of(rule));
        Some((rule, with))
    })
}

fn insert(classes: &mut Vec<RuleSet>, class: RuleSet) {
    if let Err(position) = classes.binary_search(&class) {
        classes.insert(position, class);
    }
}

/// Pairs of classes with none between that lie on the way of a needed pair.
fn covering(present: &[RuleSet], needed: &Pairs) -> Vec<(RuleSet, RuleSet)> {
    let above = |a: RuleSet, b: RuleSet| a != b && a.covers(b);
    let mut pairs = Vec::new();
    for better in present {
        for lesser in present.iter().filter(|lesser| above(*better, **lesser)) {
            let between = present.iter().any(|class| above(*better, *class) && above(*class, *lesser));
            let useful = || needed.iter().any(|(from, to)| from.covers(*better) && lesser.covers(*to));
            if !between && useful() {
                pairs.push((*better, *lesser));
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_neighbours_on_the_way_are_paired() {
        let present = [0, 1, 2, 3, 7].map(RuleSet);
        let needed = Pairs::from([(RuleSet(7), RuleSet(1))]);
        assert_eq!(
            covering(&present, &needed),
            [(RuleSet(3), RuleSet(1)), (RuleSet(7), RuleSet(3))]
        );
    }

    #[test]
    fn rules_are_given_up_one_by_one() {
        let steps: Vec<(RuleId, RuleSet)> = steps(RuleSet(7), RuleSet(5)).collect();
        assert_eq!(steps, [(RuleId(0), RuleSet(7)), (RuleId(2), RuleSet(6))]);
    }
}
