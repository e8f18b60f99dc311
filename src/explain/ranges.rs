//! Numbers of the instance: what each moves, and how far each may move before the plan changes.

use super::figures::figure;
use super::losses::Standing;
use serde::Serialize;

/// A number of the instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Parameter {
    /// Path, as `--set` has it.
    pub path: String,
    /// What it is, in words.
    pub label: String,
}

/// Paths of the numbers that are ranged, with what they are; `{1}` stands for the name in the place of the first `*`, and so on.
pub const PATTERNS: [(&str, &str); 25] = [
    ("sites.*.source.*.offer", "offer of {2} at {1}"),
    ("sites.*.source.*.available", "{2} available at {1}"),
    ("sites.*.lines.*.fee", "fee of line {2} at {1}"),
    ("sites.*.lines.*.fees.*", "fee of {3} on line {2} at {1}"),
    ("sites.*.lines.*.capacity", "capacity of line {2} at {1}"),
    ("sites.*.lines.*.circuits.*.capacity", "circuit {3} of line {2} at {1}"),
    ("sites.*.byproducts.*.price", "price of {2} sold at {1}"),
    ("sites.*.byproducts.*.limit", "market for {2} at {1}"),
    ("sites.*.stocks.*.opening", "opening stock of {2} at {1}"),
    ("sites.*.stocks.*.room", "room for {2} at {1}"),
    ("sites.*.opening.fixed_cost", "fixed cost of {1}"),
    ("sites.*.opening.opening_cost", "cost of opening {1}"),
    ("sites.*.opening.closing_cost", "cost of closing {1}"),
    ("sites.*.options.*.capex", "capital of option {2} at {1}"),
    ("sites.*.options.*.capacity", "capacity of option {2} at {1}"),
    ("lanes.*.use.fixed_cost", "fixed cost of entry {1} of lanes"),
    ("lanes.*.use.qualification.cost", "qualification of entry {1} of lanes"),
    ("lanes.*.freight", "freight of entry {1} of lanes"),
    ("lanes.*.capacity", "capacity of entry {1} of lanes"),
    ("demands.*.quantity", "quantity of {1}"),
    ("demands.*.penalty", "penalty of {1}"),
    ("policies.*.measures.*.rate", "rate of {2}"),
    ("policies.*.measures.*.floor", "floor {2}"),
    ("policies.*.measures.*.element_floors.*", "floor {2} on {3}"),
    ("policies.*.measures.*.limit", "limit of {2}"),
];

impl Parameter {
    /// The number at a path that a pattern led to.
    pub fn of((pattern, words): (&str, &str), path: &str) -> Self {
        let steps = pattern.split('.').zip(path.split('.'));
        let names = steps.filter(|(step, _)| *step == "*").map(|(_, name)| name);
        let label = names.enumerate().fold(words.to_owned(), |label, (k, name)| {
            label.replace(&format!("{{{}}}", k + 1), name)
        });
        Self {
            path: path.to_owned(),
            label,
        }
    }

    /// Whether it belongs to a policy other than the one in force.
    pub fn is_of_other(&self, policy: &str) -> bool {
        let mut steps = self.path.split('.');
        steps.next() == Some("policies") && steps.next() != Some(policy)
    }

    /// Whether it belongs to a site.
    pub fn is_of_site(&self, site: &str) -> bool {
        let rest = self.path.strip_prefix("sites.").and_then(|rest| rest.strip_prefix(site));
        rest.is_some_and(|rest| rest.starts_with('.'))
    }
}

/// What a number moves in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Moves {
    /// Prices: the plan stays possible, and is the best one within a range.
    Prices,
    /// Amounts: within a range the plan follows with the same marginal prices, and cost and shortage move evenly.
    Amounts,
    /// Both, or recipes and shares: no range is told.
    Both,
    /// Nothing.
    Nothing,
}

/// Where a range ends, as a factor on the number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum End {
    /// Here another plan is as good, and beyond it is better.
    At(f64),
    /// Nowhere up to this factor.
    Beyond(f64),
    /// Not found.
    Unknown,
}

/// Distance from 1 within which a factor is that of the number itself.
const HERE: f64 = 1e-8;

impl End {
    /// Whether the range ends at the number itself: another plan is as good there already.
    pub fn is_here(self) -> bool {
        matches!(self, Self::At(factor) if (factor - 1.0).abs() <= HERE)
    }

    /// The factor where it ends, or up to which it was looked at.
    pub fn factor(self) -> Option<f64> {
        match self {
            Self::At(factor) | Self::Beyond(factor) => Some(factor),
            Self::Unknown => None,
        }
    }
}

/// Significant digits of the figures of a range, and the most that telling them apart may take.
const FEW: u8 = 5;
const MANY: u8 = 12;

/// What a number does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Range {
    /// The number.
    pub parameter: Parameter,
    /// Its value and unit, where it is the same at all times.
    pub number: Option<(f64, String)>,
    /// What it moves.
    pub moves: Moves,
    /// Whether it is a price that the plan pays.
    pub paid: bool,
    /// The plan where it is a fifth less; nothing where there is none.
    pub less: Option<Standing>,
    /// The plan where it is a fifth more.
    pub more: Option<Standing>,
    /// Lower end of the range.
    pub low: End,
    /// Upper end.
    pub high: End,
}

impl Range {
    /// The number times some factors, each with its unit, in percent where it changes over time; with digits enough to tell those apart
    /// that differ.
    pub fn shown(&self, factors: &[f64]) -> Vec<String> {
        let (number, unit) = self.number.as_ref().map_or((100.0, "%"), |(number, unit)| (*number, unit));
        let all = |digits: u8| -> Vec<String> {
            let values = factors.iter().map(|factor| figure(number * factor, digits));
            values.map(|value| format!("{value} {unit}")).collect()
        };
        let tells = |shown: &[String]| {
            let pairs = factors.iter().zip(shown);
            let mut pairs = pairs.clone().flat_map(|one| pairs.clone().map(move |other| (one, other)));
            pairs.all(|((one, as_one), (other, as_other))| (one - other).abs() <= HERE || as_one != as_other)
        };
        let found = (FEW..MANY).map(all).find(|shown| tells(shown));
        found.unwrap_or_else(|| all(MANY))
    }

    /// Whether it is a price that the plan does not pay.
    pub fn is_idle(&self) -> bool {
        self.moves == Moves::Prices && !self.paid
    }

    /// Whether neither a fifth less nor a fifth more changes shortage or cost.
    pub fn is_idle_either_way(&self, before: &Standing) -> bool {
        let size = |k: usize| before.levels.get(k).map_or(1.0, |value| value.abs().max(1.0));
        let both = self.less.is_some() && self.more.is_some();
        both && self
            .swing(before)
            .iter()
            .enumerate()
            .all(|(k, change)| *change <= GRAIN * size(k))
    }

    /// Largest change of each level of shortage and of cost, over a fifth less and a fifth more.
    pub fn swing(&self, before: &Standing) -> Vec<f64> {
        let change = |after: &Standing, k: usize| match (after.levels.get(k), before.levels.get(k)) {
            (Some(after), Some(before)) => (after - before).abs(),
            _ => 0.0,
        };
        let both = || self.less.iter().chain(&self.more);
        let levels = 0..before.first_levels().len();
        levels
            .map(|k| both().map(|after| change(after, k)).fold(0.0, f64::max))
            .collect()
    }
}

/// Numbers and what they do, those that move shortage or cost most first.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranges {
    /// Policy.
    pub policy: String,
    /// Scenarios.
    pub scenarios: Vec<String>,
    /// Tiers, in order of priority.
    pub tiers: Vec<String>,
    /// The plan as it is.
    pub before: Standing,
    /// What each number does.
    pub ranges: Vec<Range>,
    /// Numbers left out, as they move less.
    pub left_out: usize,
}

/// Differences of levels below this part of the larger one do not order.
const GRAIN: f64 = 1e-6;

impl Ranges {
    /// Puts what moves most first: shortage of the first tier, of the next, then cost. Numbers that move the same keep their order.
    pub fn ranked(mut self) -> Self {
        let before = self.before.clone();
        let key = |range: &Range| -> Vec<f64> {
            let swing = range.swing(&before).into_iter();
            swing.map(|size| (size / GRAIN).round() * GRAIN).collect()
        };
        self.ranges.sort_by(|one, other| {
            let pairs = key(other).into_iter().zip(key(one));
            let first = pairs.map(|(other, one)| other.total_cmp(&one)).find(|order| order.is_ne());
            first.unwrap_or(std::cmp::Ordering::Equal)
        });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_take_the_names_of_the_path() {
        let label = |index: usize, path: &str| Parameter::of(PATTERNS[index], path).label;
        assert_eq!(
            label(0, "sites.au-mine.source.ndpr-oxide.offer"),
            "offer of ndpr-oxide at au-mine"
        );
        assert_eq!(label(3, "sites.a.lines.b.fees.c"), "fee of c on line b at a");
    }

    #[test]
    fn numbers_belong_to_sites_and_policies() {
        let parameter = |path: &str| Parameter {
            path: path.into(),
            label: String::new(),
        };
        assert!(parameter("sites.a.source.b.offer").is_of_site("a"));
        assert!(!parameter("sites.ab.source.b.offer").is_of_site("a"));
        assert!(parameter("policies.x.measures.y.floor").is_of_other("z"));
        assert!(!parameter("policies.x.measures.y.floor").is_of_other("x"));
        assert!(!parameter("demands.x.quantity").is_of_other("z"));
    }
}
