//! Instruments tuned to one outcome: the value of each at which a figure passes a target.

use super::{Case, Comparison, Point, Topic};
use std::collections::BTreeSet;

/// A figure and the value that it is to have.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// What the figure is about.
    pub topic: Topic,
    /// Of what.
    pub item: String,
    /// Which of its figures; empty where it has one.
    pub part: String,
    /// Value, in the unit of the figure.
    pub value: f64,
}

impl Target {
    /// Reads `FIGURE=VALUE`: a figure of the headline by its name (`exposure`), or `TOPIC:ITEM` or `TOPIC:ITEM:PART`.
    ///
    /// # Errors
    /// When it is not of that form, or the topic is unknown.
    pub fn read(text: &str) -> Result<Self, String> {
        let form = "expected FIGURE=VALUE, such as `exposure=9000`, `shortage:dx=10` or `usage:au-mine:ndpr-oxide=0.8`";
        let (figure, value) = text.split_once('=').ok_or(form)?;
        let value = value
            .trim()
            .parse::<f64>()
            .ok()
            .filter(|value| value.is_finite())
            .ok_or(form)?;
        let parts: Vec<&str> = figure.split(':').map(str::trim).collect();
        let (topic, item, part) = match parts.as_slice() {
            [item] => (Topic::Headline, *item, ""),
            [topic, item] => (named(topic)?, *item, ""),
            [topic, item, part] => (named(topic)?, *item, *part),
            _ => return Err(form.into()),
        };
        let (item, part) = (item.to_owned(), part.to_owned());
        Ok(Self {
            topic,
            item,
            part,
            value,
        })
    }

    /// Name, as it is read.
    pub fn name(&self) -> String {
        name((self.topic, &self.item, &self.part))
    }

    /// Names of the figures of its topic in some cases, in alphabetical order.
    pub fn beside(&self, cases: &[&Case]) -> BTreeSet<String> {
        let figures = cases.iter().flat_map(|case| &case.figures);
        let of_topic = figures.filter(|figure| figure.topic == self.topic);
        of_topic
            .map(|figure| name((figure.topic, &figure.item, &figure.part)))
            .collect()
    }

    /// The figure in a case; 0 where a plan does not have it, none without a plan.
    pub fn figure(&self, case: &Case) -> Option<f64> {
        let found = case.figure(self.topic, &self.item, &self.part);
        found.or_else(|| case.is_planned().then_some(0.0))
    }

    /// Whether the figure has passed the target on the way from one end to the other.
    fn is_passed(&self, rising: bool, case: &Case) -> bool {
        let figure = self.figure(case);
        figure.is_some_and(|figure| if rising { figure >= self.value } else { figure <= self.value })
    }
}

/// Name of a figure, as a target reads it.
fn name((topic, item, part): (Topic, &str, &str)) -> String {
    let parts = [topic.name(), item, part];
    let from = usize::from(topic == Topic::Headline);
    let told: Vec<&str> = parts.into_iter().skip(from).filter(|part| !part.is_empty()).collect();
    told.join(":")
}

fn named(topic: &str) -> Result<Topic, String> {
    let found = Topic::ALL.into_iter().find(|known| known.name() == topic);
    let known = || Topic::ALL.map(Topic::name).join(", ");
    found.ok_or_else(|| format!("no topic `{topic}`; topics are {}", known()))
}

/// An instrument and the value at which it reaches the target.
#[derive(Clone, Debug, PartialEq)]
pub struct Tuned {
    /// Policy.
    pub policy: String,
    /// Path of the value.
    pub path: String,
    /// Its unit.
    pub unit: String,
    /// First and last value of the range, with the figure at each; no figure without a plan.
    pub ends: [(f64, Option<f64>); 2],
    /// The last value at which the target is not passed, and the first at which it is; none where no value of the range passes it.
    pub reached: Option<[Point; 2]>,
}

impl Tuned {
    /// The path from its policy on.
    pub fn of_policy(&self) -> &str {
        let of_policy = format!("policies.{}.", self.policy);
        self.path.strip_prefix(of_policy.as_str()).unwrap_or(&self.path)
    }
}

/// Instruments tuned to one outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Tunings {
    /// Instance.
    pub instance: String,
    /// What all are to reach.
    pub target: Target,
    /// Instruments in the order asked for.
    pub tuned: Vec<Tuned>,
}

impl Tunings {
    /// The plans at which the target is reached, side by side; each is named by its policy and the value, and by the rest of its path where
    /// several values of the policy are tuned.
    pub fn comparison(&self) -> Comparison {
        let reached = |tuned: &Tuned| {
            let [_, at] = tuned.reached.as_ref()?;
            let several = self.tuned.iter().filter(|other| other.policy == tuned.policy).count() > 1;
            let which = if several {
                format!(", {},", tuned.of_policy())
            } else {
                String::new()
            };
            let name = format!("{}{which} at {} {}", tuned.policy, at.at, tuned.unit);
            Some(Case {
                policy: name.trim_end().to_owned(),
                ..at.case.clone()
            })
        };
        Comparison {
            instance: self.instance.clone(),
            cases: self.tuned.iter().filter_map(reached).collect(),
        }
    }
}

/// The values between which a figure passes the target, on the way from the first end to the second, by halving until they are no
/// further apart than `width`; none where it has not passed at the second end, has already at the first, or an end has no plan.
///
/// # Errors
/// Those of `plan`.
pub fn passing<E>(
    (first, last): (&Point, &Point),
    target: &Target,
    width: f64,
    plan: &dyn Fn(f64) -> Result<Case, E>,
) -> Result<Option<[Point; 2]>, E> {
    let (Some(at_first), Some(at_last)) = (target.figure(&first.case), target.figure(&last.case)) else {
        return Ok(None);
    };
    let rising = at_first < at_last;
    if !target.is_passed(rising, &last.case) || target.is_passed(rising, &first.case) {
        return Ok(None);
    }
    let (mut before, mut after) = (first.clone(), last.clone());
    while (after.at - before.at).abs() > width {
        let at = f64::midpoint(before.at, after.at);
        if at == before.at || at == after.at {
            break;
        }
        let point = Point { at, case: plan(at)? };
        let side = if target.is_passed(rising, &point.case) {
            &mut after
        } else {
            &mut before
        };
        *side = point;
    }
    Ok(Some([before, after]))
}

#[cfg(test)]
mod tests {
    use super::super::Figure;
    use super::*;

    fn case(exposure: f64) -> Case {
        Case {
            policy: "levy".into(),
            scenario: "baseline".into(),
            status: "optimal",
            open: None,
            figures: vec![Figure::new(Topic::Headline, ("exposure", ""), "t", exposure)],
            notes: Vec::new(),
        }
    }

    /// Exposure is 100 up to a floor of 15, and falls by 10 for each dollar from there.
    fn exposure(floor: f64) -> f64 {
        if floor < 15.0 { 100.0 } else { 90.0 - 10.0 * (floor - 15.0) }
    }

    fn between(from: f64, to: f64, target: &str) -> Option<[f64; 2]> {
        let target = Target::read(target).unwrap();
        let point = |at: f64| Point {
            at,
            case: case(exposure(at)),
        };
        let plan = |at: f64| Ok::<_, ()>(case(exposure(at)));
        let found = passing((&point(from), &point(to)), &target, 1e-6, &plan).unwrap();
        found.map(|points| points.map(|point| point.at))
    }

    #[test]
    fn a_target_is_found_from_either_end() {
        for (from, to) in [(10.0, 20.0), (20.0, 10.0)] {
            let [before, after] = between(from, to, "exposure=70").unwrap();
            assert!(
                (before - 17.0).abs() < 1e-5 && (after - 17.0).abs() < 1e-5,
                "{before} {after}"
            );
            assert!((after - before) * (to - from) > 0.0);
        }
    }

    #[test]
    fn a_jump_is_passed_where_it_is() {
        let [before, after] = between(10.0, 20.0, "exposure=95").unwrap();
        assert!(before < 15.0 && after >= 15.0 && after - before <= 1e-6);
    }

    #[test]
    fn what_no_value_reaches_is_none() {
        assert_eq!(between(10.0, 20.0, "exposure=30"), None);
        assert_eq!(between(10.0, 20.0, "exposure=120"), None);
    }

    #[test]
    fn an_end_without_a_plan_tells_no_way() {
        let target = Target::read("exposure=70").unwrap();
        let planned = Point {
            at: 20.0,
            case: case(40.0),
        };
        let mut without = Point {
            at: 10.0,
            case: case(0.0),
        };
        without.case.figures.clear();
        let plan = |_: f64| Ok::<_, ()>(case(0.0));
        assert_eq!(passing((&without, &planned), &target, 1e-6, &plan), Ok(None));
        assert_eq!(passing((&planned, &without), &target, 1e-6, &plan), Ok(None));
    }

    #[test]
    fn targets_are_read_by_topic_item_and_part() {
        let target = Target::read("usage:au-mine:ndpr-oxide = 0.8").unwrap();
        assert_eq!(
            (target.topic, target.name().as_str(), target.value),
            (Topic::Usage, "usage:au-mine:ndpr-oxide", 0.8)
        );
        assert_eq!(Target::read("exposure=9").unwrap().name(), "exposure");
        for wrong in ["exposure", "exposure=much", "usage:a:b:c=1"] {
            assert!(Target::read(wrong).unwrap_err().contains("expected FIGURE=VALUE"), "{wrong}");
        }
        assert!(Target::read("sales:au-mine=3").unwrap_err().contains("no topic `sales`"));
    }
}
