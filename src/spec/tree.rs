//! A document as a tree of texts, each with the place where it was written.

use super::{Problem, ValueSource};
use indexmap::IndexMap;

/// A value and where it was written.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Where: of a list or map, where its key stands.
    pub at: ValueSource,
    /// What.
    pub value: Value,
}

/// Text, list or map. Numbers and truth values are texts until the schema says what they mean.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Nothing was written.
    Empty,
    /// A text.
    Text(String),
    /// A cell of a table: a text, or a list separated by `;`.
    Cell(String),
    /// A list.
    List(Vec<Node>),
    /// A map in the order of the file.
    Map(IndexMap<String, Node>),
}

impl Node {
    /// An empty map.
    pub fn map(at: ValueSource) -> Self {
        Self {
            at,
            value: Value::Map(IndexMap::new()),
        }
    }

    /// The entries of a map; nothing else has any.
    pub fn entries(&self) -> Option<&IndexMap<String, Node>> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The entries of a map, to change; what was written empty becomes a map.
    pub fn entries_mut(&mut self) -> Option<&mut IndexMap<String, Node>> {
        if matches!(self.value, Value::Empty) {
            self.value = Value::Map(IndexMap::new());
        }
        match &mut self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// An entry of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries()?.get(key)
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Cell(text) => Some(text),
            _ => None,
        }
    }

    /// Names of the entries of a section.
    pub fn names(&self, section: &str) -> Vec<String> {
        let entries = self.get(section).and_then(Node::entries);
        entries.into_iter().flat_map(|entries| entries.keys().cloned()).collect()
    }

    /// What stands here, in short, for messages.
    pub fn shown(&self) -> String {
        match &self.value {
            Value::Empty => "nothing".to_owned(),
            Value::Text(text) | Value::Cell(text) => format!("`{}`", short(text)),
            Value::List(items) => format!("a list of {}", items.len()),
            Value::Map(entries) => match entries.first() {
                Some((key, _)) => format!("a map beginning with `{}`", short(key)),
                None => "an empty map".to_owned(),
            },
        }
    }

    /// Marks everything below as written by an overlay.
    pub fn mark(&mut self, overlay: &str) {
        self.at.overlay = Some(overlay.to_owned());
        match &mut self.value {
            Value::List(items) => items.iter_mut().for_each(|item| item.mark(overlay)),
            Value::Map(entries) => entries.values_mut().for_each(|entry| entry.mark(overlay)),
            _ => {}
        }
    }

    /// Lays another tree over this one: maps join, anything else is replaced.
    pub fn overlay(&mut self, over: Node) {
        match (&mut self.value, over.value) {
            (Value::Map(entries), Value::Map(others)) => {
                self.at = over.at;
                for (key, other) in others {
                    match entries.get_mut(&key) {
                        Some(entry) => entry.overlay(other),
                        None => {
                            entries.insert(key, other);
                        }
                    }
                }
            }
            (Value::Map(_), Value::Empty) => {}
            (_, value) => *self = Node { at: over.at, value },
        }
    }

    /// Another text of the same place.
    pub fn beside(&self, text: &str) -> Self {
        Self {
            at: self.at.clone(),
            value: Value::Text(text.to_owned()),
        }
    }

    /// A problem here.
    pub fn problem(&self, path: &str, found: impl Into<String>, expected: impl Into<String>) -> Problem {
        Problem {
            source: self.at.clone(),
            path: path.to_owned(),
            found: found.into(),
            expected: expected.into(),
            hint: None,
        }
    }
}

/// A text cut to a length that fits a line.
pub(super) fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LONGEST && line.len() == text.len() {
        return text.to_owned();
    }
    line.chars().take(LONGEST).chain("...".chars()).collect()
}

/// A path with one more step.
pub(super) fn join(path: &str, key: impl std::fmt::Display) -> String {
    if path.is_empty() {
        key.to_string()
    } else {
        format!("{path}.{key}")
    }
}
