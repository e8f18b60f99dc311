//! Where a plan changes while one value moves.
//!
//! Two plans are of the same kind where the same mines and plants work, the same goods cross the same borders, the same measures charge, and the same tiers are short.
//! Between two values of different kinds the interval is halved until it is no wider than asked for; every end of an interval is a plan of its own.

use super::{Case, Topic};
use std::collections::BTreeSet;

/// Part of the kind of a plan: what it is about, and of what.
type Used<'a> = (Topic, &'a str, &'a str);

/// A value and the plan there.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Value of the parameter.
    pub at: f64,
    /// Plan and its figures.
    pub case: Case,
}

/// A change of kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Break {
    /// Last value known with the plan before.
    pub below: Point,
    /// First value known with another plan.
    pub above: Point,
}

impl Break {
    /// What the plan above uses and the one below does not.
    pub fn comes(&self) -> Vec<String> {
        lacking(&self.above.case, &self.below.case)
    }

    /// What the plan below uses and the one above does not.
    pub fn goes(&self) -> Vec<String> {
        lacking(&self.below.case, &self.above.case)
    }
}

/// One value moved through a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Swept {
    /// Instance.
    pub instance: String,
    /// Path of the value.
    pub path: String,
    /// Its unit.
    pub unit: String,
    /// Largest width of a change.
    pub width: f64,
    /// Plans in order of the value.
    pub points: Vec<Point>,
    /// Changes in order of the value.
    pub breaks: Vec<Break>,
}

/// Tonnes or USD up to which a thing is not used.
const UNUSED: f64 = 1e-6;

fn kind(case: &Case) -> BTreeSet<Used<'_>> {
    let tells = |topic| matches!(topic, Topic::Output | Topic::Flows | Topic::Measures | Topic::Shortage);
    let used = case
        .figures
        .iter()
        .filter(|figure| tells(figure.topic) && figure.value.abs() > UNUSED);
    used.map(|figure| (figure.topic, figure.item.as_str(), figure.part.as_str()))
        .collect()
}

/// Whether two cases are plans of the same kind, or both no plan.
fn alike(one: &Case, other: &Case) -> bool {
    one.is_planned() == other.is_planned() && kind(one) == kind(other)
}

fn lacking(one: &Case, other: &Case) -> Vec<String> {
    let known = kind(other);
    let words = |(topic, item, part): &Used<'_>| match (topic, part.is_empty()) {
        (Topic::Shortage, _) => format!("shortage of {item}"),
        (_, true) => (*item).to_owned(),
        _ => format!("{item} ({part})"),
    };
    let found = kind(one);
    found.iter().filter(|used| !known.contains(used)).map(words).collect()
}

/// Every change of kind between two values that halving finds, in order.
///
/// # Errors
/// Those of `plan`.
pub fn breaks<E>(low: &Point, high: &Point, width: f64, plan: &dyn Fn(f64) -> Result<Case, E>) -> Result<Vec<Break>, E> {
    let mut found = Vec::new();
    let mut low = low.clone();
    while !alike(&low.case, &high.case) {
        let next = first(&low, high, width, plan)?;
        low = next.above.clone();
        found.push(next);
    }
    Ok(found)
}

/// Halves an interval, keeping the kind of its lower end below.
fn first<E>(low: &Point, high: &Point, width: f64, plan: &dyn Fn(f64) -> Result<Case, E>) -> Result<Break, E> {
    let (mut below, mut above) = (low.clone(), high.clone());
    while above.at - below.at > width {
        let at = f64::midpoint(below.at, above.at);
        if at <= below.at || at >= above.at {
            break;
        }
        let point = Point { at, case: plan(at)? };
        let side = if alike(&below.case, &point.case) {
            &mut below
        } else {
            &mut above
        };
        *side = point;
    }
    Ok(Break { below, above })
}
