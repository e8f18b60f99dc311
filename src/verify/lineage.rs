//! Which rules goods satisfy, from the facts of their lineage alone.

use crate::network::{CountryId, MaterialId, Network, Operation, RuleId, RuleSet, SiteId};

/// The judge's reading of rules of origin.
pub(super) struct Lineage<'a> {
    network: &'a Network,
    /// For each material the rules that follow some element of it.
    concerned: Vec<RuleSet>,
}

impl<'a> Lineage<'a> {
    /// Reads the rules of a network.
    pub fn of(network: &'a Network) -> Self {
        let concerned = network.materials.iter().map(|material| {
            let follows = |rule: &RuleId| {
                let followed = &network.rules[rule.index()].elements;
                followed
                    .iter()
                    .zip(&material.content)
                    .any(|(followed, content)| *followed && *content > 0.0)
            };
            all(network)
                .filter(follows)
                .fold(RuleSet::default(), |set, rule| set.or(RuleSet::of(rule)))
        });
        Self {
            network,
            concerned: concerned.collect(),
        }
    }

    /// Rules that follow some element of a material.
    pub fn concerned(&self, material: MaterialId) -> RuleSet {
        self.concerned[material.index()]
    }

    /// Whether a unit claimed at a class holds a rule: claimed, or without the rule's elements. Where identity is preserved, claimed
    /// to be of one mine for each of them.
    pub fn holds(&self, material: MaterialId, class: RuleSet, rule: RuleId) -> bool {
        let mut unclaimed = self.followed(material, rule);
        if self.network.rules[rule.index()].identity {
            unclaimed.all(|element| self.mines(class, rule, element) == 1)
        } else {
            class.has(rule) || unclaimed.next().is_none()
        }
    }

    /// Elements of a material that a rule follows.
    fn followed(&self, material: MaterialId, rule: RuleId) -> impl Iterator<Item = usize> + '_ {
        let content = &self.network.materials[material.index()].content;
        let followed = self.network.rules[rule.index()].elements.iter().zip(content).enumerate();
        followed
            .filter(|(_, (followed, content))| **followed && **content > 0.0)
            .map(|(element, _)| element)
    }

    /// Of how many mines the element of a unit is claimed to be.
    fn mines(&self, class: RuleSet, rule: RuleId, element: usize) -> usize {
        let claimed = all(self.network).filter(|claim| class.has(*claim));
        let of_mine = claimed.filter(|claim| {
            let claimed = &self.network.rules[claim.index()];
            claimed.elements[element] && claimed.mine.is_some_and(|(of, _)| of == rule)
        });
        of_mine.count()
    }

    /// Rules satisfied by goods whose stages were passed in the countries given; those of a mine by what a source there sells.
    pub fn declared(&self, passed: &[Option<CountryId>], source: Option<SiteId>) -> RuleSet {
        let satisfied = all(self.network).filter(|rule| {
            let rule = &self.network.rules[rule.index()];
            let elsewhere = rule.mine.is_some_and(|(_, site)| source != Some(site));
            if rule.identity || elsewhere {
                return false;
            }
            let tests = rule.passes.iter().zip(passed);
            tests.into_iter().all(|(test, country)| match (test, country) {
                (Some(allowed), Some(country)) => allowed[country.index()],
                _ => true,
            })
        });
        satisfied.fold(RuleSet::default(), |set, rule| set.or(RuleSet::of(rule)))
    }

    /// Rules that an output of an activity may claim when the activity claims `class`.
    pub fn made(&self, operation: &Operation, output: MaterialId, class: RuleSet) -> RuleSet {
        let entitled = |rule: &RuleId| {
            self.concerned(output).has(*rule)
                && self.passes(operation, *rule)
                && (class.has(*rule) || !self.asks(operation, *rule))
        };
        all(self.network)
            .filter(entitled)
            .fold(RuleSet::default(), |set, rule| set.or(RuleSet::of(rule)))
    }

    /// Rules that an activity claiming `class` needs of what it draws, so that its outputs may claim them.
    pub fn needed(&self, operation: &Operation, input: MaterialId, class: RuleSet) -> RuleSet {
        let outputs = operation.outputs.iter();
        let claimed = outputs.fold(RuleSet::default(), |set, (output, _)| {
            set.or(self.made(operation, *output, class))
        });
        let inherited = all(self.network).filter(|rule| claimed.has(*rule) && self.asks(operation, *rule));
        let needed = inherited.fold(RuleSet::default(), |set, rule| set.or(RuleSet::of(rule)));
        needed.and(self.concerned(input))
    }

    /// Whether the site passes the rule's test at the operation's stage.
    fn passes(&self, operation: &Operation, rule: RuleId) -> bool {
        let country = self.network.country_of(operation.site);
        let test = self.network.rules[rule.index()].passes.get(operation.stage.index());
        test.and_then(Option::as_ref).is_none_or(|allowed| allowed[country.index()])
    }

    /// Whether the rule looks at what an operation draws: some input has its elements, and recycling does not end history.
    fn asks(&self, operation: &Operation, rule: RuleId) -> bool {
        let resets = self.network.rules[rule.index()].recycling_resets && self.network.stages[operation.stage.index()].recycling;
        !resets && operation.inputs.iter().any(|(input, _)| self.concerned(*input).has(rule))
    }
}

fn all(network: &Network) -> impl Iterator<Item = RuleId> + use<> {
    (0..network.rules.len()).map(RuleId::new)
}
