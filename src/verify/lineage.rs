//! Which rules goods satisfy, from the facts of their lineage alone.

use crate::network::{CountryId, MaterialId, Network, Operation, RuleId, RuleSet};

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

    /// Whether a unit claimed at a class holds a rule: claimed, or without the rule's elements.
    pub fn holds(&self, material: MaterialId, class: RuleSet, rule: RuleId) -> bool {
        class.has(rule) || !self.concerned(material).has(rule)
    }

    /// Rules satisfied by goods whose stages were passed in the countries given.
    pub fn declared(&self, passed: &[Option<CountryId>]) -> RuleSet {
        let satisfied = all(self.network).filter(|rule| {
            let tests = self.network.rules[rule.index()].passes.iter().zip(passed);
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
