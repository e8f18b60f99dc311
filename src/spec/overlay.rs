//! Settings laid over a document: values replaced or scaled by policy, scenarios and single settings.

use super::schema::{Form, Quantity, Shape};
use super::tree::{Node, Value, join, short};
use super::units::{Dimension, Units, split};
use super::{Override, Problem, nearest, remedy};

/// One value to set, or one factor to scale by.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// Path, perhaps with `*`.
    pub path: String,
    /// The value or factor as written.
    pub value: Node,
    /// Whether the value is a factor.
    pub scale: bool,
    /// Who asks.
    pub by: String,
    /// Where the setting itself stands in the document.
    pub place: String,
}

impl Setting {
    /// The settings of a policy or scenario.
    pub fn of_block(block: &Node, by: &str, place: &str) -> Vec<Self> {
        let mut settings = Vec::new();
        for (section, scale) in [("set", false), ("scale", true)] {
            let entries = block.get(section).and_then(Node::entries);
            for (path, value) in entries.into_iter().flatten() {
                let mut value = value.clone();
                value.mark(by);
                settings.push(Self {
                    path: path.clone(),
                    value,
                    scale,
                    by: by.to_owned(),
                    place: join(place, format!("{section}.{path}")),
                });
            }
        }
        settings
    }

    /// Section of the document that it changes.
    pub fn section(&self) -> &str {
        self.path.split('.').next().unwrap_or_default()
    }
}

/// Lays settings over a tree and remembers what they replaced.
pub(super) struct Overlays<'a> {
    /// The document.
    pub tree: &'a mut Node,
    /// Its units.
    pub units: &'a Units,
    /// What was replaced so far.
    pub overrides: Vec<Override>,
    /// Clashes between overlays.
    pub notes: Vec<String>,
}

impl Overlays<'_> {
    /// Applies one setting.
    ///
    /// # Errors
    /// When it fits nothing.
    pub fn apply(&mut self, setting: &Setting) -> Result<(), Box<Problem>> {
        if setting.path.is_empty() {
            let found = "an empty path leads nowhere";
            return Err(Box::new(setting.value.problem(
                &setting.place,
                found,
                "a path of the document",
            )));
        }
        let mut places = Vec::new();
        expand(self.tree, &setting.path, &mut Vec::new(), &mut places);
        if places.is_empty() {
            places.push(self.new_place(setting)?);
        }
        for place in places {
            self.change(&place, setting)?;
        }
        Ok(())
    }

    fn change(&mut self, place: &[String], setting: &Setting) -> Result<(), Box<Problem>> {
        let path = place.join(".");
        let Some(node) = reach(self.tree, place) else {
            return Err(Box::new(setting.value.problem(
                &setting.place,
                format!("`{path}`"),
                "a path of the document",
            )));
        };
        let before = (!matches!(node.value, Value::Empty)).then(|| plain(node));
        if setting.scale && is_wrong(node, quantity_at(place), self.units) {
            return Ok(());
        }
        if setting.scale {
            let factor = setting
                .value
                .text()
                .and_then(|text| self.units.quantity(text, Dimension::default()).ok());
            let scaled = factor
                .filter(|factor| factor.is_finite())
                .is_some_and(|factor| scale(node, factor, &setting.by));
            if !scaled {
                let found = format!("factor {} on {}", setting.value.shown(), node.shown());
                return Err(Box::new(setting.value.problem(
                    &setting.place,
                    found,
                    "a number that scales a quantity",
                )));
            }
        } else {
            *node = setting.value.clone();
        }
        let after = plain(node);
        self.remember(path, (before, after), setting);
        Ok(())
    }

    fn remember(&mut self, path: String, (before, after): (Option<String>, String), setting: &Setting) {
        let earlier = self.overrides.iter().rfind(|over| over.path == path && over.by != setting.by);
        if let Some(earlier) = earlier.filter(|_| !setting.scale) {
            self.notes.push(format!(
                "{path}: {} says {}, {} says {after}; the later counts",
                earlier.by, earlier.after, setting.by
            ));
        }
        self.overrides.push(Override {
            path,
            before,
            after,
            by: setting.by.clone(),
        });
    }

    /// A place that the document does not have yet: a field of an entry it has, or a new entry of a section.
    fn new_place(&mut self, setting: &Setting) -> Result<Vec<String>, Box<Problem>> {
        let mut shape = Shape::document();
        let mut node = Some(&*self.tree);
        let mut place: Vec<String> = Vec::new();
        let mut rest = setting.path.as_str();
        while !rest.is_empty() {
            let (key, after) = node
                .and_then(|node| known_step(node, rest))
                .unwrap_or_else(|| first_step(rest));
            let inside = node.and_then(|node| node.get(key));
            let step = shape
                .step(key)
                .filter(|(_, free)| inside.is_some() || !free || (after.is_empty() && !setting.scale));
            let Some((inner, _)) = step.filter(|_| key != "*") else {
                return Err(Box::new(self.nowhere(setting, (node, shape), key)));
            };
            (shape, node, rest) = (inner, inside, after);
            place.push(key.to_owned());
        }
        if setting.scale || place.is_empty() {
            return Err(Box::new(setting.value.problem(
                &setting.place,
                format!("nothing stands at `{}`", setting.path),
                "a quantity to scale",
            )));
        }
        Ok(place)
    }

    fn nowhere(&self, setting: &Setting, (node, shape): (Option<&Node>, Shape), key: &str) -> Problem {
        let entries = node.and_then(Node::entries);
        let present = entries.into_iter().flat_map(|entries| entries.keys().map(String::as_str));
        let present: Vec<&str> = present.collect();
        let near = nearest(key, present.iter().copied().chain(shape.fields()));
        let known = if present.is_empty() { shape.fields() } else { present };
        let found = format!("`{}` leads nowhere at `{}`", setting.path, short(key));
        let mut problem = setting.value.problem(&setting.place, found, "a path of the document");
        let near = near.map(|near| format!("did you mean `{near}`?"));
        problem.hint = near.or_else(|| remedy(key, known));
        problem
    }
}

/// Every place that a path with `*` names.
pub(super) fn expand(node: &Node, rest: &str, place: &mut Vec<String>, places: &mut Vec<Vec<String>>) {
    if rest.is_empty() {
        places.push(place.clone());
        return;
    }
    let mut go = |key: &str, inner: &Node, after: &str| {
        place.push(key.to_owned());
        expand(inner, after, place, places);
        place.pop();
    };
    match &node.value {
        Value::Map(entries) => {
            for (key, inner) in entries {
                if let Some(after) = step(rest, key).or_else(|| step(rest, "*")) {
                    go(key, inner, after);
                }
            }
        }
        Value::List(items) => {
            for (index, inner) in items.iter().enumerate() {
                let key = index.to_string();
                if let Some(after) = step(rest, &key).or_else(|| step(rest, "*")) {
                    go(&key, inner, after);
                }
            }
        }
        _ => {}
    }
}

/// What follows a key at the beginning of a path.
fn step<'p>(path: &'p str, key: &str) -> Option<&'p str> {
    let after = path.strip_prefix(key)?;
    if after.is_empty() {
        Some(after)
    } else {
        after.strip_prefix('.')
    }
}

/// The key of a map that begins a path (names may hold points), and what follows it.
fn known_step<'p>(node: &Node, path: &'p str) -> Option<(&'p str, &'p str)> {
    let entries = node.entries()?;
    let key = entries
        .keys()
        .filter(|key| step(path, key).is_some())
        .max_by_key(|key| key.len())?;
    Some((&path[..key.len()], step(path, key)?))
}

fn first_step(path: &str) -> (&str, &str) {
    path.split_once('.').unwrap_or((path, ""))
}

/// The node at a place; what is missing on the way is made.
pub(super) fn reach<'t>(node: &'t mut Node, place: &[String]) -> Option<&'t mut Node> {
    let Some((key, rest)) = place.split_first() else {
        return Some(node);
    };
    let at = node.at.clone();
    let absent = || Node { at, value: Value::Empty };
    if matches!(node.value, Value::Empty) {
        *node = Node::map(node.at.clone());
    }
    let inner = match &mut node.value {
        Value::List(items) => items.get_mut(key.parse::<usize>().ok()?)?,
        Value::Map(entries) => entries.entry(key.clone()).or_insert_with(absent),
        _ => return None,
    };
    reach(inner, rest)
}

/// Scales a quantity, or every step of one over time. False where there is none.
pub(super) fn scale(node: &mut Node, factor: f64, by: &str) -> bool {
    let scaled = match &mut node.value {
        Value::Text(text) | Value::Cell(text) => match split(text) {
            Ok((number, unit)) if (number * factor).is_finite() => {
                *text = format!("{} {unit}", number * factor).trim_end().to_owned();
                true
            }
            _ => false,
        },
        Value::Map(steps) if !steps.is_empty() => steps.values_mut().all(|step| scale(step, factor, by)),
        _ => false,
    };
    node.at.overlay = Some(by.to_owned());
    scaled
}

/// The quantity that the schema asks for at a place.
pub(super) fn quantity_at(place: &[String]) -> Option<Quantity> {
    let shape = place
        .iter()
        .try_fold(Shape::document(), |shape, key| Some(shape.step(key)?.0))?;
    let quantity = |form: &Form| match form {
        Form::Quantity(quantity) => Some(*quantity),
        _ => None,
    };
    shape.forms().0.iter().find_map(quantity)
}

/// Whether a value is no quantity of the right kind: it is reported as it is written, and a factor would only say so again.
fn is_wrong(node: &Node, quantity: Option<Quantity>, units: &Units) -> bool {
    let Some(quantity) = quantity else { return false };
    match &node.value {
        Value::Text(text) | Value::Cell(text) => units.quantity(text, quantity.powers()).is_err(),
        Value::Map(steps) => steps.values().any(|step| is_wrong(step, Some(quantity), units)),
        Value::Empty | Value::List(_) => false,
    }
}

/// A value in one line.
fn plain(node: &Node) -> String {
    match &node.value {
        Value::Empty => "nothing".to_owned(),
        Value::Text(text) | Value::Cell(text) => text.clone(),
        Value::List(items) => format!("[{}]", items.iter().map(plain).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let pairs = entries.iter().map(|(key, entry)| format!("{key}: {}", plain(entry)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}
