//! `net_draw[p,m,l,t]`: an operation draws an input at a class in full, in part, or not at all, never less.
//!
//! ```text
//!   in[p,m] x sum over activities of p that draw m at l of activity[p,.,t]
//! + sum_r tolerated[p,m,r,l+r,t] - sum_r tolerated[p,m,r,l,t] >= 0
//! ```
//!
//! Without it, tolerance granted on one input or class could turn goods without the rule into goods with it, for other
//! users. No row where [`de_minimis`](super::de_minimis) says as much: where only one class of one input has an element of
//! the rule. The dual is what the activity would save by drawing one tonne less of other material.

use crate::formulation::draft::{Draft, Row, Terms};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{MaterialId, Network, OperationId, PeriodId, RuleId, RuleSet};
use crate::origin::Labelled;
use std::collections::BTreeSet;

/// Adds the rows, by operation, input, class and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let horizon = draft.horizon();
    let draws = Draws::of(draft.labelled());
    draft.rows(
        draws.all.len() * horizon,
        |key, terms| draws.terms(key, terms),
        |slot| {
            let (operation, material, class) = draws.all[slot / horizon];
            let key = RowKey::NetDraw(operation, material, class, PeriodId::new(slot % horizon));
            Some(Row::at_least(key, 0.0))
        },
    );
}

/// Positions of the rows.
struct Draws<'a> {
    labelled: &'a Labelled<'a>,
    network: &'a Network,
    horizon: usize,
    /// First position of each operation, and the end.
    first: Vec<usize>,
    all: Vec<(OperationId, MaterialId, RuleSet)>,
}

impl<'a> Draws<'a> {
    fn of(labelled: &'a Labelled<'a>) -> Self {
        let network = labelled.network;
        let mut draws = Self {
            labelled,
            network,
            horizon: network.periods.len(),
            first: Vec::new(),
            all: Vec::new(),
        };
        for operation in (0..network.operations.len()).map(OperationId::new) {
            draws.first.push(draws.all.len());
            let tolerances = labelled.tolerances(operation).iter();
            let given: BTreeSet<(MaterialId, RuleSet)> = tolerances.map(|(material, _, class)| (*material, *class)).collect();
            let needed = given.iter().filter(|drawn| !limited(labelled, operation, **drawn));
            draws
                .all
                .extend(needed.map(|(material, class)| (operation, *material, *class)));
        }
        draws.first.push(draws.all.len());
        draws
    }

    fn slot(&self, operation: OperationId, drawn: (MaterialId, RuleSet), t: PeriodId) -> Option<usize> {
        let first = self.first[operation.index()];
        let rows = &self.all[first..self.first[operation.index() + 1]];
        let position = rows.binary_search_by_key(&drawn, |(_, material, class)| (*material, *class));
        position.ok().map(|position| (first + position) * self.horizon + t.index())
    }

    fn terms(&self, key: ColumnKey, terms: Terms<'_>) {
        let mut add = |slot: Option<usize>, value: f64| {
            if let Some(slot) = slot {
                terms(slot, value);
            }
        };
        match key {
            ColumnKey::Tolerated(operation, material, rule, class, t) => {
                let without = class.without(RuleSet::of(rule));
                add(self.slot(operation, (material, class), t), -1.0);
                add(self.slot(operation, (material, without), t), 1.0);
            }
            ColumnKey::Activity(operation, class, t) => {
                for (input, rate) in &self.network.operations[operation.index()].inputs {
                    let drawn = self.labelled.drawn_class(operation, *input, class);
                    add(self.slot(operation, (*input, drawn), t), *rate);
                }
            }
            _ => {}
        }
    }
}

/// Whether some row of [`de_minimis`](super::de_minimis) keeps the draw from falling below zero: that of an element which no
/// other input contains, if every activity that claims the rule draws the input at this class.
fn limited(labelled: &Labelled<'_>, operation: OperationId, (material, class): (MaterialId, RuleSet)) -> bool {
    let here = |entry: &&(MaterialId, RuleId, RuleSet)| (entry.0, entry.2) == (material, class);
    let mut rules = labelled.tolerances(operation).iter().filter(here).map(|(_, rule, _)| *rule);
    let (Some(rule), None) = (rules.next(), rules.next()) else {
        return false;
    };
    if labelled.network.rules[rule.index()].de_minimis.is_none() {
        return false;
    }
    let claims = labelled.activity_classes(operation).iter().filter(|claim| claim.has(rule));
    let mut drawn = claims.map(|claim| labelled.drawn_class(operation, material, *claim));
    drawn.all(|drawn| drawn == class) && has_own_element(labelled.network, operation, (material, rule))
}

/// Whether an input contains an element of a rule that no other input does.
fn has_own_element(network: &Network, operation: OperationId, (material, rule): (MaterialId, RuleId)) -> bool {
    let inputs = &network.operations[operation.index()].inputs;
    let content = |input: MaterialId, element: usize| network.materials[input.index()].content[element];
    let followed = network.rules[rule.index()].elements.iter().enumerate();
    let followed = followed.filter(|(_, followed)| **followed).map(|(element, _)| element);
    let mut contained = followed.filter(|element| content(material, *element) > 0.0);
    contained.any(|element| {
        inputs
            .iter()
            .all(|(input, _)| *input == material || content(*input, element) == 0.0)
    })
}
