//! What certificates of a rule are issued for: goods made at the rule's last stage, or bought past it, that satisfy the rule.

use super::{Labelled, history};
use crate::network::{ElementId, MaterialId, OperationId, RuleId, RuleSet, SourceId};

impl Labelled<'_> {
    /// Tonnes of an element that a unit of activity of a class issues certificates for. Inputs that come from the same stage had
    /// theirs, and what recycling draws gets none, so that no tonne is certified twice.
    pub fn certified(&self, (operation, class): (OperationId, RuleSet), (rule, element): (RuleId, ElementId)) -> f64 {
        let satisfied = self.tests.output(operation, RuleSet::of(rule), class);
        if !self.tests.certified(operation).and(satisfied).has(rule) {
            return 0.0;
        }
        let operation = &self.network.operations[operation.index()];
        let content =
            |(material, rate): &(MaterialId, f64)| rate * self.network.materials[material.index()].content[element.index()];
        let made = operation.outputs.iter().filter(|(output, _)| !self.is_scrap(*output));
        let of_same_stage = |(input, _): &&(MaterialId, f64)| self.network.materials[input.index()].stage == operation.stage;
        let had = operation.inputs.iter().filter(of_same_stage);
        (made.map(content).sum::<f64>() - had.map(content).sum::<f64>()).max(0.0)
    }

    /// Tonnes of an element that a tonne bought from a source brings certificates for: that of its content if its lineage passed
    /// the stage that issues them and satisfies the rule.
    pub fn certified_at_source(&self, source: SourceId, (rule, element): (RuleId, ElementId)) -> f64 {
        let source = &self.network.sources[source.index()];
        let issued_at = self.network.rules[rule.index()].certificates.as_ref();
        let passed = issued_at.is_some_and(|at| source.lineage.get(at.stage.index()).is_some_and(Option::is_some));
        let satisfied = history::initial(self.network, (Some(source.site), &source.lineage), RuleSet::of(rule)).has(rule);
        if passed && satisfied {
            self.network.materials[source.material.index()].content[element.index()]
        } else {
            0.0
        }
    }

    /// Whether a recycling process draws a material.
    fn is_scrap(&self, material: MaterialId) -> bool {
        let operations = self.network.operations.iter();
        let mut recycling = operations.filter(|operation| self.network.stages[operation.stage.index()].recycling);
        recycling.any(|operation| operation.inputs.iter().any(|(input, _)| *input == material))
    }
}
