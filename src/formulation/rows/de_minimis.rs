//! `de_minimis[p,r,e,t]`: other material is at most a share of what is claimed, for each element of the rule.
//!
//! ```text
//! sum over m, l of content[m,e] tolerated[p,m,r,l,t]
//!   <= share[r] x sum over inputs m and classes l that hold r of content[m,e] in[p,m] activity[p,l,t]
//! ```
//!
//! Granted once, at operations of the stage that the rule names. Minus the dual is what one tonne more of tolerance would save.

use crate::formulation::draft::{Draft, Row, Terms};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{ElementId, MaterialId, Network, OperationId, PeriodId, RuleId};
use crate::origin::Labelled;
use std::collections::BTreeSet;

/// Adds the rows, by operation, rule, element and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let limits = Limits::of(draft.labelled());
    draft.rows(
        limits.all.len() * horizon,
        |key, terms| limits.terms(key, terms),
        |slot| {
            let (operation, rule, element) = limits.all[slot / horizon];
            let key = RowKey::DeMinimis(operation, rule, element, PeriodId::new(slot % horizon));
            network.rules[rule.index()].de_minimis.map(|_| Row::at_most(key, 0.0))
        },
    );
}

/// Positions of the rows.
struct Limits<'a> {
    network: &'a Network,
    horizon: usize,
    /// First position of each operation, and the end.
    first: Vec<usize>,
    all: Vec<(OperationId, RuleId, ElementId)>,
}

impl<'a> Limits<'a> {
    fn of(labelled: &'a Labelled<'a>) -> Self {
        let network = labelled.network;
        let mut limits = Self {
            network,
            horizon: network.periods.len(),
            first: Vec::new(),
            all: Vec::new(),
        };
        for operation in (0..network.operations.len()).map(OperationId::new) {
            limits.first.push(limits.all.len());
            let pairs = labelled.tolerances(operation).iter();
            let limited: BTreeSet<(RuleId, ElementId)> = pairs
                .flat_map(|(material, rule, _)| limits.elements(*material, *rule))
                .collect();
            limits
                .all
                .extend(limited.iter().map(|(rule, element)| (operation, *rule, *element)));
        }
        limits.first.push(limits.all.len());
        limits
    }

    fn elements(&self, material: MaterialId, rule: RuleId) -> Vec<(RuleId, ElementId)> {
        let followed = self.network.rules[rule.index()].elements.iter().enumerate();
        let followed = followed
            .filter(|(_, followed)| **followed)
            .map(|(index, _)| ElementId::new(index));
        let held = followed.filter(|element| self.content(material, *element) > 0.0);
        held.map(|element| (rule, element)).collect()
    }

    fn content(&self, material: MaterialId, element: ElementId) -> f64 {
        self.network.materials[material.index()].content[element.index()]
    }

    /// Rows of an operation: position, rule, element.
    fn rows_of(&self, operation: OperationId) -> impl Iterator<Item = (usize, RuleId, ElementId)> + '_ {
        let rows = self.first[operation.index()]..self.first[operation.index() + 1];
        rows.map(|position| (position, self.all[position].1, self.all[position].2))
    }

    fn terms(&self, key: ColumnKey, terms: Terms<'_>) {
        match key {
            ColumnKey::Tolerated(operation, material, rule, _, t) => {
                for (position, _, element) in self.rows_of(operation).filter(|(_, limited, _)| *limited == rule) {
                    terms(position * self.horizon + t.index(), self.content(material, element));
                }
            }
            ColumnKey::Activity(operation, class, t) => {
                for (position, rule, element) in self.rows_of(operation).filter(|(_, rule, _)| class.has(*rule)) {
                    let share = self.network.rules[rule.index()].de_minimis.map_or(0.0, |(share, _)| share);
                    terms(position * self.horizon + t.index(), -share * self.drawn(operation, element));
                }
            }
            _ => {}
        }
    }

    /// Tonnes of an element that a unit of activity draws.
    fn drawn(&self, operation: OperationId, element: ElementId) -> f64 {
        let inputs = self.network.operations[operation.index()].inputs.iter();
        inputs.map(|(input, rate)| rate * self.content(*input, element)).sum()
    }
}
