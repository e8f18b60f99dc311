//! `certificates[r,e,w]`: deliveries redeem no more certificates than are issued in a window.
//!
//! ```text
//! sum over t in w, demands d that claim r in t, m, l of content[m,e] deliver[d,m,l,t]
//!   <= sum over t in w, p, l of issued[p,l,r,e] activity[p,l,t] + sum over t in w, s of issued[s,r,e] supply[s,t]
//! ```
//!
//! `issued` is the tonnes of element made at the rule's last tested stage by an activity whose goods satisfy the rule, less
//! that of inputs made at the same stage; or bought with a lineage that passed that stage and satisfies the rule. Minus the dual is the price of
//! a certificate for one tonne of the element.

use crate::formulation::draft::{Draft, Row, Terms};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{Certificates, ElementId, Network, PeriodId, RuleId};
use crate::origin::Labelled;

/// Adds the rows, by rule, element and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let horizon = draft.horizon();
    let books = Books::of(draft.labelled());
    draft.rows(
        books.all.len() * horizon,
        |key, terms| books.terms(key, terms),
        |slot| {
            let (rule, element, certificates) = books.all[slot / horizon];
            let first = slot % horizon;
            let begins = certificates.windows.iter().any(|window| window.start == first);
            begins.then(|| Row::at_most(RowKey::Certificates(rule, element, PeriodId::new(first)), 0.0))
        },
    );
}

/// Positions of the rows.
struct Books<'a> {
    labelled: &'a Labelled<'a>,
    network: &'a Network,
    all: Vec<(RuleId, ElementId, &'a Certificates)>,
}

impl<'a> Books<'a> {
    fn of(labelled: &'a Labelled<'a>) -> Self {
        let network = labelled.network;
        let booked = network.rules.iter().enumerate();
        let booked = booked.filter_map(|(index, rule)| Some((RuleId::new(index), rule, rule.certificates.as_ref()?)));
        let by_element = booked.flat_map(|(id, rule, certificates)| {
            let followed = rule.elements.iter().enumerate().filter(|(_, followed)| **followed);
            followed.map(move |(element, _)| (id, ElementId::new(element), certificates))
        });
        Self {
            labelled,
            network,
            all: by_element.collect(),
        }
    }

    fn terms(&self, key: ColumnKey, terms: Terms<'_>) {
        for (position, (rule, element, certificates)) in self.all.iter().enumerate() {
            let (t, counted) = match key {
                ColumnKey::Deliver(demand, material, _, t) => {
                    let claims = self.network.demands[demand.index()].claims[t.index()].has(*rule);
                    let content = self.network.materials[material.index()].content[element.index()];
                    (t, if claims { content } else { 0.0 })
                }
                ColumnKey::Activity(operation, class, t) => {
                    let issued = self.labelled.certified((operation, class), (*rule, *element));
                    (t, 0.0 - issued)
                }
                ColumnKey::Supply(source, _, t) => {
                    let issued = self.labelled.certified_at_source(source, (*rule, *element));
                    (t, 0.0 - issued)
                }
                _ => return,
            };
            let window = certificates.windows.iter().find(|window| window.contains(&t.index()));
            if let Some(window) = window.filter(|_| counted != 0.0) {
                terms(position * self.network.periods.len() + window.start, counted);
            }
        }
    }
}
