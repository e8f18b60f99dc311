//! Which activities of a line may run together: those whose goods satisfy the same segregated rules.

use super::Labelled;
use crate::network::{LineId, OperationId, RuleSet};
use std::collections::BTreeSet;

impl Labelled<'_> {
    /// The segregated rules that an activity satisfies, of those that its inputs are followed for; none where they are followed for none.
    pub fn side(&self, operation: OperationId, class: RuleSet) -> Option<RuleSet> {
        let kept_apart = self.network.kept_apart(operation);
        (kept_apart != RuleSet::default()).then(|| class.and(kept_apart))
    }

    /// Campaigns that a line may run, ascending; none where it keeps nothing apart.
    pub fn campaigns(&self, line: LineId) -> Vec<RuleSet> {
        if self.network.lines[line.index()].campaigns.is_none() {
            return Vec::new();
        }
        let operations = self.network.operations.iter().enumerate();
        let operations = operations.filter(|(_, operation)| operation.line == line);
        let sides: BTreeSet<RuleSet> = operations
            .flat_map(|(index, _)| {
                let id = OperationId::new(index);
                let classes = self.activity_classes(id).iter();
                classes.filter_map(move |class| self.side(id, *class))
            })
            .collect();
        sides.into_iter().collect()
    }
}
