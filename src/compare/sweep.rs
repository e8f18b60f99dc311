//! Where a plan changes while one value moves.
//!
//! Two plans are of the same kind where the same mines and plants work, the same goods cross the same borders, the same measures charge, and the same tiers are short.
//! Where the program moves along a straight line between two values of different kinds, the values at which its aims change their slope are found exactly ([`super::kinks`]),
//! and the plans on both sides say what changes there. Elsewhere the interval is halved until it is straight, or no wider than asked for.

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
    /// Where it lies, found exactly; none where the interval was halved.
    pub at: Option<f64>,
    /// A value with the plan before.
    pub below: Point,
    /// A value with the plan after.
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
pub(super) fn alike(one: &Case, other: &Case) -> bool {
    one.is_planned() == other.is_planned() && kind(one) == kind(other)
}

/// What one case uses and the other does not, in words.
pub(super) fn lacking(one: &Case, other: &Case) -> Vec<String> {
    let known = kind(other);
    let words = |(topic, item, part): &Used<'_>| match (topic, part.is_empty()) {
        (Topic::Shortage, _) => format!("shortage of {item}"),
        (_, true) => (*item).to_owned(),
        _ => format!("{item} ({part})"),
    };
    let found = kind(one);
    found.iter().filter(|used| !known.contains(used)).map(words).collect()
}

/// Plans along a value.
pub trait Along {
    /// What stops the search.
    type Error;

    /// The plan at a value.
    ///
    /// # Errors
    /// When it cannot be made.
    fn plan(&self, at: f64) -> Result<Case, Self::Error>;

    /// Values between two at which aims change their slope, in order; none where the program does not move straight between them.
    ///
    /// # Errors
    /// When the programs cannot be made or solved.
    fn kinks(&self, low: f64, high: f64) -> Result<Option<Vec<f64>>, Self::Error>;
}

/// Changes of kind between two values, in order: exact where the program moves straight, else no wider than `width`.
///
/// # Errors
/// Those of the plans.
pub fn breaks<A: Along>(low: &Point, high: &Point, width: f64, along: &A) -> Result<Vec<Break>, A::Error> {
    Search { along, width }.find(low, high, true)
}

/// Changes that meet at one value made one, and what changes nothing left out.
pub fn joined(breaks: impl IntoIterator<Item = Break>) -> Vec<Break> {
    let mut all: Vec<Break> = Vec::new();
    for next in breaks {
        match all.last_mut().filter(|last| last.at.is_some() && last.at == next.at) {
            Some(last) => last.above = next.above,
            None => all.push(next),
        }
    }
    all.retain(|found| !alike(&found.below.case, &found.above.case));
    all
}

/// Distance at which a kink found beside an end is the end, as a share of what was searched.
const NEAR: f64 = 0.01;

struct Search<'a, A> {
    along: &'a A,
    width: f64,
}

type Breaks<A> = Result<Vec<Break>, <A as Along>::Error>;

impl<A: Along> Search<'_, A> {
    fn point(&self, at: f64) -> Result<Point, A::Error> {
        Ok(Point {
            at,
            case: self.along.plan(at)?,
        })
    }

    /// Changes between two values; `straight` where lines may be asked for.
    fn find(&self, low: &Point, high: &Point, straight: bool) -> Breaks<A> {
        if alike(&low.case, &high.case) {
            return Ok(Vec::new());
        }
        if let Some(kinks) = straight.then(|| self.along.kinks(low.at, high.at)).transpose()?.flatten() {
            return self.steps(low, high, &kinks);
        }
        let at = f64::midpoint(low.at, high.at);
        if high.at - low.at <= self.width || at <= low.at || at >= high.at {
            return Ok(vec![between(None, low, high)]);
        }
        let middle = self.point(at)?;
        let mut found = self.find(low, &middle, straight)?;
        found.extend(self.find(&middle, high, straight)?);
        Ok(found)
    }

    /// Changes at kinks, each seen from plans on both sides, and between them.
    fn steps(&self, low: &Point, high: &Point, kinks: &[f64]) -> Breaks<A> {
        let mut found = Vec::new();
        let (mut last, mut before) = (low.at, low.clone());
        for (k, at) in kinks.iter().copied().enumerate() {
            let next = kinks.get(k + 1).copied().unwrap_or(high.at);
            let aside = self.aside((at - last).min(next - at));
            let (below, above) = (self.point(at - aside)?, self.point(at + aside)?);
            found.extend(self.within(&before, &below, [k == 0, false])?);
            found.push(between(Some(at), &below, &above));
            (last, before) = (at, above);
        }
        found.extend(self.within(&before, high, [kinks.is_empty(), true])?);
        Ok(joined(found))
    }

    /// Changes where no kink lies between: at an end of the interval, which may be a kink, or where several plans are best.
    fn within(&self, one: &Point, other: &Point, [starts, ends]: [bool; 2]) -> Breaks<A> {
        if alike(&one.case, &other.case) {
            return Ok(Vec::new());
        }
        let aside = self.aside(other.at - one.at);
        let first = if starts { self.point(one.at + aside)? } else { one.clone() };
        let last = if ends { self.point(other.at - aside)? } else { other.clone() };
        let mut found = vec![between(self.end(one.at, &first)?, one, &first)];
        found.extend(self.find(&first, &last, false)?);
        found.push(between(self.end(other.at, &last)?, &last, other));
        Ok(joined(found))
    }

    /// The end of an interval, where it is a kink seen from both sides; `beside` is the value planned next to it.
    fn end(&self, at: f64, beside: &Point) -> Result<Option<f64>, A::Error> {
        let aside = (beside.at - at).abs();
        if aside == 0.0 {
            return Ok(None);
        }
        let kinks = self.along.kinks(at - aside, at + aside)?.unwrap_or_default();
        Ok(kinks.iter().any(|kink| (kink - at).abs() <= NEAR * aside).then_some(at))
    }

    /// A distance of at most a quarter of the width, and of the way to what is next.
    fn aside(&self, room: f64) -> f64 {
        self.width.min(room) / 4.0
    }
}

fn between(at: Option<f64>, below: &Point, above: &Point) -> Break {
    Break {
        at,
        below: below.clone(),
        above: above.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Figure;
    use std::cell::RefCell;

    /// One mine below 3, another above; at 3 itself both work.
    struct Mines {
        kinks: Option<Vec<f64>>,
        planned: RefCell<usize>,
    }

    fn case(mines: &[&str]) -> Case {
        let figure = |mine: &&str| Figure::new(Topic::Output, (mine, ""), "t", 1.0);
        Case {
            policy: String::new(),
            scenario: String::new(),
            status: "optimal",
            open: None,
            figures: mines.iter().map(figure).collect(),
            notes: Vec::new(),
        }
    }

    impl Along for Mines {
        type Error = ();

        fn plan(&self, at: f64) -> Result<Case, ()> {
            *self.planned.borrow_mut() += 1;
            Ok(match at {
                at if at < 3.0 => case(&["cheap"]),
                at if at > 3.0 => case(&["dear"]),
                _ => case(&["cheap", "dear"]),
            })
        }

        fn kinks(&self, low: f64, high: f64) -> Result<Option<Vec<f64>>, ()> {
            let inside = |kinks: &Vec<f64>| kinks.iter().copied().filter(|at| low < *at && *at < high).collect();
            Ok(self.kinks.as_ref().map(inside))
        }
    }

    fn found(kinks: Option<Vec<f64>>, [low, high]: [f64; 2]) -> (Vec<Break>, usize) {
        let mines = Mines {
            kinks,
            planned: RefCell::new(0),
        };
        let [low, high] = [low, high].map(|at| Point {
            at,
            case: mines.plan(at).unwrap(),
        });
        let found = breaks(&low, &high, 0.5, &mines).unwrap();
        (found, mines.planned.into_inner() - 2)
    }

    #[test]
    fn a_kink_is_told_with_plans_on_both_sides() {
        let (breaks, plans) = found(Some(vec![1.0, 3.0]), [0.0, 8.0]);
        assert_eq!(plans, 4);
        let told: Vec<_> = breaks
            .iter()
            .map(|b| (b.at, b.below.at, b.above.at, b.comes(), b.goes()))
            .collect();
        assert_eq!(
            told,
            [(Some(3.0), 2.875, 3.125, vec!["dear".to_owned()], vec!["cheap".to_owned()])]
        );
    }

    #[test]
    fn without_lines_the_interval_is_halved() {
        let (breaks, _) = found(None, [0.0, 8.0]);
        let told: Vec<_> = breaks.iter().map(|b| (b.at, b.below.at, b.above.at)).collect();
        assert_eq!(told, [(None, 2.5, 3.0), (None, 3.0, 3.5)]);
    }

    /// The plan at the end of an interval may be that of either side, or both; the change is at the end.
    #[test]
    fn a_kink_at_the_end_of_an_interval_is_exact() {
        let all = || Some(vec![3.0]);
        let (below, above) = (found(all(), [0.0, 3.0]).0, found(all(), [3.0, 8.0]).0);
        let told = |b: &Break| (b.at, b.below.at, b.above.at);
        assert_eq!(below.iter().map(told).collect::<Vec<_>>(), [(Some(3.0), 2.875, 3.0)]);
        assert_eq!(above.iter().map(told).collect::<Vec<_>>(), [(Some(3.0), 3.0, 3.125)]);
        let both = joined(below.into_iter().chain(above));
        assert_eq!(both.iter().map(told).collect::<Vec<_>>(), [(Some(3.0), 2.875, 3.125)]);
        assert_eq!(
            (both[0].comes(), both[0].goes()),
            (vec!["dear".to_owned()], vec!["cheap".to_owned()])
        );
    }

    /// Plans that change where no aim does are equally good: the change is found by halving.
    #[test]
    fn a_change_among_equal_plans_is_halved() {
        let (breaks, _) = found(Some(Vec::new()), [0.0, 8.0]);
        assert!(
            breaks.iter().all(|b| b.at.is_none() && b.above.at - b.below.at <= 0.5),
            "{breaks:?}"
        );
        assert!(!breaks.is_empty());
    }
}
