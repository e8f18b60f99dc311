//! Which rules keep an operation's goods apart.

use super::{Network, OperationId, RuleId, RuleSet};

impl Network {
    /// Segregated rules that an operation's inputs are followed for.
    pub fn kept_apart(&self, operation: OperationId) -> RuleSet {
        let inputs = &self.operations[operation.index()].inputs;
        let rules = self.rules.iter().enumerate().filter(|(_, rule)| rule.segregated);
        let rules = rules.map(|(index, _)| RuleId::new(index));
        let followed = rules.filter(|rule| inputs.iter().any(|(input, _)| self.concerns(*rule, *input)));
        followed.fold(RuleSet::default(), |set, rule| set.or(RuleSet::of(rule)))
    }
}
