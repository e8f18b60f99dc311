//! Numbers of the instance replaced or scaled by a draw, at one moment or over time.

use super::overlay::{expand, quantity_at, reach, scale};
use super::schema::{Form, Shape};
use super::tree::{Node, Value};
use super::units::{Units, split};
use super::{Problem, Series, ValueSource, nearest};
use indexmap::IndexMap;

/// Numbers of the instance as a draw has them.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Path, as `--set` has it, perhaps with `*`.
    pub path: String,
    /// Whether the amount is a factor on what the instance says; else it takes its place.
    pub scale: bool,
    /// The amount, or amounts by the dates from which they hold, in order of dates.
    pub amount: Series<f64>,
    /// Unit of an amount; that of the value replaced when absent.
    pub unit: Option<String>,
}

/// Makes a change to a tree.
pub(super) fn apply(tree: &mut Node, change: &Change, by: &str) -> Result<(), Box<Problem>> {
    for place in places(tree, &change.path)? {
        check(tree, &place)?;
        let done = reach(tree, &place).is_some_and(|node| alter(node, change, by));
        if !done {
            return Err(Box::new(fault(
                &place.join("."),
                "nothing that can be changed".into(),
                NUMBER,
            )));
        }
    }
    Ok(())
}

/// Paths of numbers that a pattern leads to, in order.
pub(super) fn paths(tree: &Node, pattern: &str) -> Vec<String> {
    let mut places = Vec::new();
    expand(tree, pattern, &mut Vec::new(), &mut places);
    let numbers = places.iter().filter(|place| check(tree, place).is_ok());
    numbers.map(|place| place.join(".")).collect()
}

/// The number at a path and its unit, where it is the same at all times.
pub(super) fn number(tree: &Node, path: &str) -> Option<(f64, String)> {
    let node = path.split('.').try_fold(tree, |node, key| match &node.value {
        Value::List(items) => items.get(key.parse::<usize>().ok()?),
        _ => node.get(key),
    })?;
    match &node.value {
        Value::Text(text) | Value::Cell(text) => split(text).ok().map(|(number, unit)| (number, unit.to_owned())),
        _ => None,
    }
}

const NUMBER: &str = "a path to a number of the instance; dates and words cannot be drawn";

/// Whether a path leads to numbers, and a unit fits them.
pub(super) fn look(tree: &Node, (path, unit): (&str, Option<&str>), units: &Units) -> Result<(), Box<Problem>> {
    for place in places(tree, path)? {
        check(tree, &place)?;
        let Some(unit) = unit else { continue };
        let powers = quantity_at(&place).map(|quantity| quantity.powers()).unwrap_or_default();
        if units.quantity(&format!("1 {unit}"), powers).is_err() {
            let expected = format!("a unit of {powers}");
            return Err(Box::new(fault(path, format!("unit `{unit}`"), &expected)));
        }
    }
    Ok(())
}

/// Places that a path names; one at least.
fn places(tree: &Node, path: &str) -> Result<Vec<Vec<String>>, Box<Problem>> {
    let mut places = Vec::new();
    if ["scenarios", "tables"]
        .iter()
        .all(|section| path.split('.').next() != Some(section))
    {
        expand(tree, path, &mut Vec::new(), &mut places);
    }
    if places.is_empty() || path.is_empty() {
        let mut problem = fault(path, format!("`{path}` leads nowhere"), NUMBER);
        problem.hint = hint(tree, path);
        return Err(Box::new(problem));
    }
    Ok(places)
}

/// The name that was meant where a path breaks off.
fn hint(tree: &Node, path: &str) -> Option<String> {
    let mut node = tree;
    for step in path.split('.') {
        let entries = node.entries()?;
        match entries.get(step) {
            Some(inner) => node = inner,
            None => {
                let near = nearest(step, entries.keys().map(String::as_str))?;
                return Some(format!("did you mean `{near}`?"));
            }
        }
    }
    None
}

fn fault(path: &str, found: String, expected: &str) -> Problem {
    Problem {
        source: ValueSource::default(),
        path: path.to_owned(),
        found,
        expected: expected.to_owned(),
        hint: None,
    }
}

/// Whether a number stands at a place.
fn check(tree: &Node, place: &[String]) -> Result<(), Box<Problem>> {
    let node = place.iter().try_fold(tree, |node, key| match &node.value {
        Value::List(items) => items.get(key.parse::<usize>().ok()?),
        _ => node.get(key),
    });
    if is_number(place) && node.is_some_and(|node| unit(node).is_some()) {
        return Ok(());
    }
    let found = node.map_or_else(|| "nothing".to_owned(), Node::shown);
    Err(Box::new(fault(&place.join("."), found, NUMBER)))
}

/// Whether the schema asks for a number at a place.
fn is_number(place: &[String]) -> bool {
    let shape = place
        .iter()
        .try_fold(Shape::document(), |shape, key| Some(shape.step(key)?.0));
    let number = |form: &Form| matches!(form, Form::Quantity(_) | Form::Number);
    shape.is_some_and(|shape| shape.forms().0.iter().any(number))
}

/// Unit of a quantity, or of the first step of one over time.
fn unit(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) | Value::Cell(text) => split(text).ok().map(|(_, unit)| unit),
        Value::Map(steps) => steps.values().next().and_then(unit),
        Value::Empty | Value::List(_) => None,
    }
}

fn alter(node: &mut Node, change: &Change, by: &str) -> bool {
    let value = match (&change.amount, change.scale) {
        (Series::Constant(factor), true) => return scale(node, *factor, by),
        (Series::Steps(factors), true) => scaled_over_time(node, factors, by),
        (amount, false) => {
            let unit = change.unit.as_deref().or_else(|| unit(node)).unwrap_or_default();
            Some(replaced(&node.at, amount, unit))
        }
    };
    let Some(value) = value else { return false };
    node.value = value;
    node.mark(by);
    true
}

fn replaced(at: &ValueSource, amount: &Series<f64>, unit: &str) -> Value {
    let text = |number: &f64| Value::Text(format!("{number} {unit}").trim_end().to_owned());
    let node = |number: &f64| Node {
        at: at.clone(),
        value: text(number),
    };
    match amount {
        Series::Constant(number) => text(number),
        Series::Steps(steps) => Value::Map(steps.iter().map(|(date, number)| (date.clone(), node(number))).collect()),
    }
}

/// Steps at every date on which the value or the factor changes.
fn scaled_over_time(node: &Node, factors: &IndexMap<String, f64>, by: &str) -> Option<Value> {
    let own = node.entries();
    let mut dates: Vec<&String> = factors.keys().chain(own.into_iter().flat_map(IndexMap::keys)).collect();
    dates.sort();
    dates.dedup();
    let mut steps = IndexMap::new();
    for date in dates {
        let mut step = own.map_or(Some(node), |own| in_force(own, date))?.clone();
        if !scale(&mut step, *in_force(factors, date)?, by) {
            return None;
        }
        steps.insert(date.clone(), step);
    }
    Some(Value::Map(steps))
}

/// The step in force at a date; the first one before all.
fn in_force<'s, T>(steps: &'s IndexMap<String, T>, date: &String) -> Option<&'s T> {
    let last = steps
        .iter()
        .filter(|(from, _)| *from <= date)
        .map(|(_, step)| step)
        .next_back();
    last.or_else(|| steps.values().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::yaml;

    fn tree(text: &str) -> Node {
        yaml::read(text, "instance.yaml", &mut Vec::new()).unwrap()
    }

    const TREE: &str = "demands: { us: { quantity: { 2026-01-01: 10 t/yr, 2027-01-01: 20 t/yr }, tier: dx, penalty: 3 USD/kg } }";

    fn change(path: &str, scale: bool, amount: Series<f64>, unit: Option<&str>) -> Change {
        Change {
            path: path.into(),
            scale,
            amount,
            unit: unit.map(str::to_owned),
        }
    }

    fn text<'n>(tree: &'n Node, path: &[&str]) -> &'n str {
        path.iter().fold(tree, |node, key| node.get(key).unwrap()).text().unwrap()
    }

    #[test]
    fn a_number_takes_the_unit_of_the_value_it_replaces() {
        let mut tree = tree(TREE);
        apply(
            &mut tree,
            &change("demands.us.penalty", false, Series::Constant(4.5), None),
            "draw 1",
        )
        .unwrap();
        assert_eq!(text(&tree, &["demands", "us", "penalty"]), "4.5 USD/kg");
        apply(
            &mut tree,
            &change("demands.us.penalty", false, Series::Constant(7.0), Some("USD/t")),
            "draw 1",
        )
        .unwrap();
        assert_eq!(text(&tree, &["demands", "us", "penalty"]), "7 USD/t");
    }

    #[test]
    fn factors_over_time_meet_the_steps_of_the_value() {
        let mut tree = tree(TREE);
        let factors = [("2026-01-01", 1.5), ("2026-07-01", 2.0)].map(|(date, factor)| (date.to_owned(), factor));
        let factors = Series::Steps(factors.into_iter().collect());
        apply(&mut tree, &change("demands.us.quantity", true, factors, None), "draw 1").unwrap();
        let step = |date| text(&tree, &["demands", "us", "quantity", date]);
        assert_eq!(
            ["2026-01-01", "2026-07-01", "2027-01-01"].map(step),
            ["15 t/yr", "20 t/yr", "40 t/yr"]
        );
    }

    #[test]
    fn words_and_unknown_paths_are_refused_with_the_nearest_name() {
        let tree = tree(TREE);
        let units = Units::default();
        let word = look(&tree, ("demands.us.tier", None), &units).unwrap_err();
        assert_eq!((word.found.as_str(), word.expected.as_str()), ("`dx`", NUMBER));
        let unknown = look(&tree, ("demand.us.quantity", None), &units).unwrap_err();
        assert_eq!(unknown.hint.as_deref(), Some("did you mean `demands`?"));
        let unit = look(&tree, ("demands.us.quantity", Some("USD/t")), &units).unwrap_err();
        assert_eq!(unit.expected, "a unit of mass/time");
        look(&tree, ("demands.*.quantity", Some("kt/yr")), &units).unwrap();
    }
}
