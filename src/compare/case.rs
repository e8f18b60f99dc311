//! Cases (a policy under a scenario), their figures, and the changes from one to another.

use super::{books, lineage, premium, quantities, rents, usage};
use crate::network::Network;
use crate::plan::{Chain, Plan};
use std::collections::BTreeMap;

/// A plan to take figures from.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The supply chain planned.
    pub network: &'a Network,
    /// The plan.
    pub plan: &'a Plan,
    /// Supply chains from mine to customer.
    pub chains: &'a [Chain],
}

/// What a figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Cost, resource cost, exposure.
    Headline,
    /// Tonnes short by tier.
    Shortage,
    /// What countries pay and receive.
    Accounts,
    /// Weighted tonnes of what allies receive that passed a stage outside the allies.
    Exposure,
    /// Share of what allies receive that passed a stage in a country.
    Origin,
    /// Concentration over the countries of a stage.
    Concentration,
    /// Tonnes of elements delivered.
    Elements,
    /// Rents of elements at their sources.
    Rents,
    /// Prices by class.
    Prices,
    /// Shares of capacity used.
    Usage,
    /// What sites receive beyond what they spend.
    Surplus,
    /// What sites receive of what they spend.
    Viability,
    /// Costs to the buyers by kind.
    Ledger,
    /// What each measure charges.
    Measures,
    /// Shipments between countries.
    Flows,
    /// Output of sites.
    Output,
}

impl Topic {
    /// Every topic, in the order of reports.
    pub const ALL: [Self; 16] = [
        Self::Headline,
        Self::Shortage,
        Self::Accounts,
        Self::Exposure,
        Self::Origin,
        Self::Concentration,
        Self::Elements,
        Self::Rents,
        Self::Prices,
        Self::Usage,
        Self::Surplus,
        Self::Viability,
        Self::Ledger,
        Self::Measures,
        Self::Flows,
        Self::Output,
    ];

    /// Name, as in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Shortage => "shortage",
            Self::Accounts => "accounts",
            Self::Exposure => "exposure",
            Self::Origin => "origin",
            Self::Concentration => "concentration",
            Self::Elements => "elements",
            Self::Rents => "rents",
            Self::Prices => "prices",
            Self::Usage => "usage",
            Self::Surplus => "surplus",
            Self::Viability => "viability",
            Self::Ledger => "ledger",
            Self::Measures => "measures",
            Self::Flows => "flows",
            Self::Output => "output",
        }
    }
}

/// One figure of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it is about.
    pub topic: Topic,
    /// Of what: a country, stage, material, site, measure.
    pub item: String,
    /// Which of its figures; empty where it has one.
    pub part: String,
    /// Unit: `USD` (discounted), `USD/t`, `t`, `share`, `points`, or `unit` of activity.
    pub unit: &'static str,
    /// Value.
    pub value: f64,
}

impl Figure {
    /// A figure.
    pub fn new(topic: Topic, (item, part): (&str, &str), unit: &'static str, value: f64) -> Self {
        Self {
            topic,
            item: item.into(),
            part: part.into(),
            unit,
            value: value + 0.0,
        }
    }
}

/// A policy under a scenario, and what its plan comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Policy.
    pub policy: String,
    /// Scenarios, joined by `+`.
    pub scenario: String,
    /// How the solve ended.
    pub status: &'static str,
    /// The level that is furthest from the bound that the solver claims, and how far, relative; none where all are at their bounds.
    pub open: Option<(String, f64)>,
    /// Figures in the order of topics; none where there is no plan.
    pub figures: Vec<Figure>,
    /// Remarks on the plan.
    pub notes: Vec<String>,
}

impl Case {
    /// A figure; none where the case does not have it.
    pub fn figure(&self, topic: Topic, item: &str, part: &str) -> Option<f64> {
        let same = |figure: &&Figure| figure.topic == topic && figure.item == item && figure.part == part;
        self.figures.iter().find(same).map(|figure| figure.value)
    }

    /// Whether there is a plan.
    pub fn is_planned(&self) -> bool {
        !self.figures.is_empty()
    }

    /// What moved from this case to another: flows, output, charges of measures and costs by kind, the largest of each topic first.
    pub fn changes_to(&self, other: &Self) -> Vec<Change> {
        let moves = [Topic::Measures, Topic::Ledger, Topic::Output, Topic::Flows];
        moves.into_iter().flat_map(|topic| changes((self, other), topic)).collect()
    }
}

/// A figure that differs between two cases.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What it is about.
    pub topic: Topic,
    /// Of what.
    pub item: String,
    /// Which of its figures.
    pub part: String,
    /// Unit.
    pub unit: &'static str,
    /// Value in the first case; 0 where it has none.
    pub before: f64,
    /// Value in the other.
    pub after: f64,
}

/// Differences below this share of the larger value are those of rounding.
const ROUNDING: f64 = 1e-7;

fn changes((first, other): (&Case, &Case), topic: Topic) -> Vec<Change> {
    let mut values: BTreeMap<(&str, &str), (&'static str, f64, f64)> = BTreeMap::new();
    for figure in first.figures.iter().filter(|figure| figure.topic == topic) {
        values.insert((&figure.item, &figure.part), (figure.unit, figure.value, 0.0));
    }
    for figure in other.figures.iter().filter(|figure| figure.topic == topic) {
        let known = values.entry((&figure.item, &figure.part)).or_insert((figure.unit, 0.0, 0.0));
        known.2 = figure.value;
    }
    let moved = |before: f64, after: f64| (after - before).abs() > ROUNDING * before.abs().max(after.abs());
    let found = values.into_iter().filter(|(_, (_, before, after))| moved(*before, *after));
    let mut changes: Vec<Change> = found
        .map(|((item, part), (unit, before, after))| Change {
            topic,
            item: item.into(),
            part: part.into(),
            unit,
            before,
            after,
        })
        .collect();
    let size = |change: &Change| (change.after - change.before).abs();
    changes.sort_by(|a, b| size(b).total_cmp(&size(a)));
    changes
}

/// Cases side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Instance.
    pub instance: String,
    /// Cases: the scenarios of the first policy, then those of the next.
    pub cases: Vec<Case>,
}

impl Comparison {
    /// Policies in order.
    pub fn policies(&self) -> Vec<&str> {
        distinct(self.cases.iter().map(|case| case.policy.as_str()))
    }

    /// Scenarios in order.
    pub fn scenarios(&self) -> Vec<&str> {
        distinct(self.cases.iter().map(|case| case.scenario.as_str()))
    }

    /// A case.
    pub fn case(&self, policy: &str, scenario: &str) -> Option<&Case> {
        self.cases
            .iter()
            .find(|case| case.policy == policy && case.scenario == scenario)
    }
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// Every figure of a plan in the order of topics. `headline` gives the figures that results show of any plan: name, unit, value.
pub fn figures(view: View<'_>, headline: &[(&str, &'static str, f64)]) -> Vec<Figure> {
    let head = headline
        .iter()
        .map(|(name, unit, value)| Figure::new(Topic::Headline, (name, ""), unit, *value));
    let mut figures: Vec<Figure> = head.collect();
    figures.extend(quantities::shortages(view));
    figures.extend(books::figures(view));
    figures.extend(lineage::figures(view));
    figures.extend(quantities::elements(view));
    figures.extend(rents::figures(view));
    figures.extend(premium::figures(view));
    figures.extend(usage::figures(view));
    figures.extend(quantities::ledger(view));
    figures.extend(quantities::measures(view));
    figures.extend(quantities::flows(view));
    figures.extend(quantities::output(view));
    figures
}
