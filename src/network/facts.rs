//! Facts that conditions (`if`) read.

use super::Calendar;
use super::report::Report;
use crate::spec::{Measure, MeasureKind};
use indexmap::{IndexMap, IndexSet};

const CLUB_FORMED: &str = "club_formed";
const FLOOR_IN_FORCE: &str = "floor_in_force";

/// Facts that hold in each period.
pub(super) struct Facts {
    holding: IndexMap<String, Vec<bool>>,
    known: IndexSet<String>,
    periods: usize,
}

impl Facts {
    /// Facts of the policy and the scenarios, and those that follow from club and measures.
    pub fn new(report: &Report<'_>, calendar: &Calendar) -> Self {
        let spec = report.spec;
        let policy = &spec.policy.1;
        let periods = calendar.periods.len();
        let mut facts = Self {
            holding: IndexMap::new(),
            known: known(report),
            periods,
        };
        let stated = policy
            .facts
            .iter()
            .chain(spec.scenarios.iter().flat_map(|(_, scenario)| &scenario.facts));
        for fact in stated {
            facts.holding.insert(fact.clone(), vec![true; periods]);
        }
        facts
            .holding
            .insert(CLUB_FORMED.to_owned(), vec![!policy.club.is_empty(); periods]);
        let held = |measure: &&Measure| !(policy.club.is_empty() && is_of_members(measure));
        let in_force = facts.floor_in_force(calendar, policy.measures.values().filter(held));
        facts.holding.insert(FLOOR_IN_FORCE.to_owned(), in_force);
        facts
    }

    /// Whether a price floor is in force whose own conditions do not ask for one.
    fn floor_in_force<'m>(&self, calendar: &Calendar, measures: impl Iterator<Item = &'m Measure>) -> Vec<bool> {
        let mut in_force = vec![false; self.periods];
        let asks = |measure: &Measure| measure.condition.iter().any(|text| parts(text).1 == FLOOR_IN_FORCE);
        for measure in measures.filter(|m| m.kind == MeasureKind::PriceFloor && !asks(m)) {
            let open = calendar.open(measure.from.as_deref(), measure.until.as_deref());
            let holds = self.all(&measure.condition);
            in_force
                .iter_mut()
                .zip(open.iter().zip(holds))
                .for_each(|(slot, (open, holds))| *slot |= *open && holds);
        }
        in_force
    }

    /// Whether every condition holds, in each period; facts that nothing defines are reported.
    pub fn hold(&self, report: &Report<'_>, path: &str, conditions: &[String]) -> Vec<bool> {
        for (index, text) in conditions.iter().enumerate() {
            let fact = parts(text).1;
            if !self.known.contains(fact) {
                report.unknown(
                    &format!("{path}.{index}"),
                    "fact",
                    fact,
                    self.known.iter().map(String::as_str),
                );
            }
        }
        self.all(conditions)
    }

    fn all(&self, conditions: &[String]) -> Vec<bool> {
        let mut holds = vec![true; self.periods];
        for text in conditions {
            let (negated, fact) = parts(text);
            let fact = self.holding.get(fact);
            for (index, slot) in holds.iter_mut().enumerate() {
                let stated = fact.and_then(|fact| fact.get(index)).copied().unwrap_or(false);
                *slot &= stated != negated;
            }
        }
        holds
    }
}

/// Whether members alone import under a measure, so that without a club nobody does.
fn is_of_members(measure: &Measure) -> bool {
    !measure.importers.is_empty() && measure.importers.iter().all(|name| name == "members")
}

/// Whether a condition is negated, and its fact.
fn parts(text: &str) -> (bool, &str) {
    let text = text.trim();
    text.strip_prefix("not ").map_or((false, text), |fact| (true, fact.trim()))
}

/// Every fact that some policy or scenario states, and those built in.
fn known(report: &Report<'_>) -> IndexSet<String> {
    let spec = report.spec;
    let built_in = [CLUB_FORMED, FLOOR_IN_FORCE].map(String::from);
    let document = spec
        .document
        .policies
        .values()
        .map(|p| &p.facts)
        .chain(spec.document.scenarios.values().map(|s| &s.facts));
    let chosen = spec
        .scenarios
        .iter()
        .map(|(_, scenario)| &scenario.facts)
        .chain([&spec.policy.1.facts]);
    built_in
        .into_iter()
        .chain(document.chain(chosen).flatten().cloned())
        .collect()
}
