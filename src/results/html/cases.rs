//! Policies under scenarios: the figures of every comparison, and of plans that no comparison holds.

use super::folder::{Folder, Kind};
use super::view::{Plan, View, distinct, label};
use super::words::spaced;
use std::collections::BTreeMap;

/// Relative difference up to which two solves of a program come to the same.
const SAME: f64 = 1e-5;

/// Topic, item and part of a figure.
pub(super) type Name = (String, String, String);

/// A policy under a scenario.
#[derive(Clone, Debug, Default)]
pub(super) struct Case {
    /// Policy.
    pub policy: String,
    /// Scenarios, joined by `+`.
    pub scenario: String,
    /// How the solve ended.
    pub status: String,
    /// Folder that tells it.
    pub folder: String,
    figures: BTreeMap<Name, f64>,
    /// Items of each topic in the order of the folder.
    order: Vec<Name>,
}

impl Case {
    /// A case without figures.
    pub fn new((policy, scenario): (&str, &str), status: &str) -> Self {
        Self {
            policy: policy.into(),
            scenario: scenario.into(),
            status: status.into(),
            ..Self::default()
        }
    }

    /// Adds to a figure.
    pub fn add(&mut self, (topic, item, part): (&str, &str, &str), value: f64) {
        let name = (topic.to_owned(), item.to_owned(), part.to_owned());
        if !self.figures.contains_key(&name) {
            self.order.push(name.clone());
        }
        *self.figures.entry(name).or_default() += value;
    }

    /// A figure.
    pub fn figure(&self, topic: &str, item: &str, part: &str) -> Option<f64> {
        self.figures.get(&(topic.into(), item.into(), part.into())).copied()
    }

    /// Items of a topic and part with their values, in order.
    pub fn items<'a>(&'a self, topic: &'a str, part: &'a str) -> impl Iterator<Item = (&'a str, f64)> {
        let named = self.order.iter().filter(move |name| name.0 == topic && name.2 == part);
        named.filter_map(|name| Some((name.1.as_str(), *self.figures.get(name)?)))
    }

    /// Whether there is a plan.
    pub fn is_planned(&self) -> bool {
        !self.figures.is_empty()
    }

    /// Whether another folder tells the same of it, up to rounding.
    fn agrees(&self, other: &Self) -> bool {
        let near = |item: &str| match (self.figure("headline", item, ""), other.figure("headline", item, "")) {
            (Some(one), Some(two)) => (one - two).abs() <= SAME * one.abs().max(two.abs()).max(1.0),
            (one, two) => one.is_none() && two.is_none(),
        };
        self.is_planned() == other.is_planned() && ["cost", "exposure"].into_iter().all(near)
    }

    /// Tonnes short by tier, in order.
    pub fn shortages(&self) -> Vec<(&str, f64)> {
        self.items("shortage", "").collect()
    }

    /// What it is called.
    pub fn label(&self) -> String {
        label(&self.policy, &self.scenario)
    }
}

/// Every case, those of comparisons first.
#[derive(Clone, Debug, Default)]
pub(super) struct Cases {
    /// Cases, each policy once under each scenario.
    pub all: Vec<Case>,
    /// Cases that another folder tells otherwise, in words.
    pub twice: Vec<String>,
}

impl Cases {
    /// Those of a report.
    pub fn of(view: View) -> Self {
        let mut cases = Self::default();
        for case in view.of(Kind::Policies).flat_map(of_comparison) {
            cases.join(case);
        }
        for plan in view.plans() {
            cases.join(of_plan(&plan));
        }
        cases
    }

    /// Adds a case that no folder before tells; notes it where they differ.
    fn join(&mut self, case: Case) {
        match self.case(&case.policy, &case.scenario) {
            None => self.all.push(case),
            Some(known) if known.agrees(&case) => (),
            Some(known) => {
                let said = format!(
                    "{} is in this report twice, with different results: side by side stand those of {}, not those of {}.",
                    case.label(),
                    known.folder,
                    case.folder
                );
                self.twice.push(said);
            }
        }
    }

    /// A case.
    pub fn case(&self, policy: &str, scenario: &str) -> Option<&Case> {
        self.all
            .iter()
            .find(|case| case.policy == policy && case.scenario == scenario)
    }

    /// Policies in order.
    pub fn policies(&self) -> Vec<&str> {
        distinct(self.all.iter().map(|case| case.policy.as_str()))
    }

    /// Scenarios in order.
    pub fn scenarios(&self) -> Vec<&str> {
        distinct(self.all.iter().map(|case| case.scenario.as_str()))
    }

    /// Each planned case that the first policy has a plan beside, in the same scenario, with that plan.
    pub fn pairs(&self) -> Vec<(&Case, &Case)> {
        let first = self.policies().first().copied().unwrap_or_default();
        let others = self.all.iter().filter(|case| case.policy != first && case.is_planned());
        let base = |case: &&Case| self.case(first, &case.scenario).filter(|base| base.is_planned());
        others.filter_map(|case| Some((base(&case)?, case))).collect()
    }
}

/// The cases of a comparison.
fn of_comparison(folder: &Folder) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for row in folder.rows("cases") {
        let mut case = Case::new((row.text("policy"), row.text("scenario")), row.text("status"));
        case.folder = folder.path.display().to_string();
        cases.push(case);
    }
    for row in folder.rows("figures") {
        let same = |case: &&mut Case| case.policy == row.text("policy") && case.scenario == row.text("scenario");
        if let Some(case) = cases.iter_mut().find(same) {
            case.add((row.text("topic"), row.text("item"), row.text("part")), row.amount("value"));
        }
    }
    cases
}

/// The figures that a plan alone tells.
fn of_plan(plan: &Plan) -> Case {
    let scenario = plan.folder.words("scenarios").join("+");
    let mut case = Case::new((plan.policy(), &scenario), plan.folder.word("status"));
    case.folder = plan.folder.path.display().to_string();
    for (name, item) in [("cost", "cost"), ("resource_cost", "resource cost"), ("exposure", "exposure")] {
        if let Some(value) = plan.figure(name) {
            case.add(("headline", item, ""), value);
        }
    }
    for (tier, short) in plan.shortages() {
        case.add(("shortage", tier, ""), short);
    }
    for row in plan.rows("ledger").filter(|row| row.text("payer_kind") == "buyers") {
        case.add(("ledger", &spaced(row.text("kind")), ""), row.amount("discounted"));
    }
    case
}
