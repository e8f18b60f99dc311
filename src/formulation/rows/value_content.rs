//! `value_content[p,r,t]`: of the value of what claims a rule, no more is of other material than the rule's share leaves.
//!
//! ```text
//! sum over m, l of value[r,m,t] tolerated[p,m,r,l,t]
//!   <= (1 - share[r]) x worth[p,r,t] x sum over classes l that hold r of activity[p,l,t]
//! worth[p,r,t] = sum over outputs o that the rule follows of out[p,o] customs_value[i,o,r,t]
//! ```
//!
//! Build-down: (value of the output - value of other material) / value of the output >= share. Measured once, at operations
//! of the stage that the rule names. Minus the dual is what one dollar more of other material would save.

use crate::formulation::draft::{Draft, Row, Terms};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{MaterialId, Network, OperationId, PeriodId, RuleId, ValueContent};
use crate::origin::Labelled;
use std::collections::BTreeSet;

/// Adds the rows, by operation, rule and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let horizon = draft.horizon();
    let limits = Limits::of(draft.labelled());
    draft.rows(
        limits.all.len() * horizon,
        |key, terms| limits.terms(key, terms),
        |slot| {
            let (operation, rule) = limits.all[slot / horizon];
            let key = RowKey::ValueContent(operation, rule, PeriodId::new(slot % horizon));
            Some(Row::at_most(key, 0.0))
        },
    );
}

/// Positions of the rows, ascending.
struct Limits<'a> {
    network: &'a Network,
    all: Vec<(OperationId, RuleId)>,
}

impl<'a> Limits<'a> {
    fn of(labelled: &'a Labelled<'a>) -> Self {
        let network = labelled.network;
        let operations = (0..network.operations.len()).map(OperationId::new);
        let limited = operations.flat_map(|operation| {
            let tolerances = labelled.tolerances(operation).iter();
            let rules: BTreeSet<RuleId> = tolerances.map(|(_, rule, _)| *rule).collect();
            let valued = rules.into_iter().filter(|rule| content(network, *rule).is_some());
            valued.map(move |rule| (operation, rule))
        });
        Self {
            network,
            all: limited.collect(),
        }
    }

    fn slot(&self, of: (OperationId, RuleId), t: PeriodId) -> Option<usize> {
        let position = self.all.binary_search(&of).ok()?;
        Some(position * self.network.periods.len() + t.index())
    }

    fn terms(&self, key: ColumnKey, terms: Terms<'_>) {
        match key {
            ColumnKey::Tolerated(operation, material, rule, _, t) => {
                let slot = self.slot((operation, rule), t);
                let value = content(self.network, rule).and_then(|content| content.values[material.index()].get(t.index()));
                if let (Some(slot), Some(value)) = (slot, value) {
                    terms(slot, *value);
                }
            }
            ColumnKey::Activity(operation, class, t) => {
                for rule in (0..self.network.rules.len()).map(RuleId::new).filter(|rule| class.has(*rule)) {
                    let slot = self.slot((operation, rule), t);
                    if let (Some(slot), Some(content)) = (slot, content(self.network, rule)) {
                        terms(slot, -(1.0 - content.share) * self.worth(operation, rule, t));
                    }
                }
            }
            _ => {}
        }
    }

    /// Customs value of what a unit of activity makes with the rule, USD.
    fn worth(&self, id: OperationId, rule: RuleId, t: PeriodId) -> f64 {
        let operation = &self.network.operations[id.index()];
        let declared = &self.network.sites[operation.site.index()].customs_values;
        let value = |output: MaterialId| {
            let declared = declared.iter().find(|declared| declared.material == output);
            declared.map_or(0.0, |declared| declared.of_holder(rule)[t.index()])
        };
        let followed = operation
            .outputs
            .iter()
            .filter(|(output, _)| self.network.concerns(rule, *output));
        followed.map(|(output, rate)| rate * value(*output)).sum()
    }
}

fn content(network: &Network, rule: RuleId) -> Option<&ValueContent> {
    network.rules[rule.index()].value_content.as_ref()
}
