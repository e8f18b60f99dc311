//! YAML text to a marked tree.

use super::tree::{Node, Value, join};
use super::{Problem, ValueSource};
use indexmap::IndexMap;
use indexmap::map::Entry;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Error, NonFiniteFloatPolicy, Spanned};
use std::fmt;

/// Nodes of one document at most: some hundred times the largest shipped instance.
const MOST_NODES: usize = 4_000_000;
/// Nodes that aliases may add: enough for shared blocks, too few for a document that doubles itself again and again.
const MOST_REPEATED: usize = 100_000;
/// Levels of one document at most; the format has some ten, and every level takes stack.
const DEEPEST: usize = 64;

/// Reads one document.
///
/// # Errors
/// What is wrong in the syntax, with its place.
pub(super) fn read(text: &str, file: &str, problems: &mut Vec<Problem>) -> Option<Node> {
    match serde_yaml::from_str_with_options::<Spanned<Raw>>(text, options()) {
        Ok(raw) => Some(Stamp { file, problems }.node(raw.value, place(file, raw.referenced), "")),
        Err(error) => {
            problems.push(syntax(&error, file));
            None
        }
    }
}

fn options() -> serde_yaml::Options {
    let mut budget = serde_yaml::Budget::default();
    budget.max_nodes = MOST_NODES;
    budget.max_events = 3 * MOST_NODES;
    budget.max_depth = DEEPEST;
    let mut options = serde_yaml::Options::default();
    options.budget = Some(budget);
    options.alias_limits.max_total_replayed_events = MOST_REPEATED;
    options.duplicate_keys = DuplicateKeyPolicy::PassThrough;
    options.non_finite_float_policy = NonFiniteFloatPolicy::AsString;
    options.leading_zero_numbers_as_strings = true;
    options.strict_booleans = true;
    options.with_snippet = false;
    options
}

fn place(file: &str, at: serde_yaml::Location) -> ValueSource {
    let number = |n: u64| usize::try_from(n).unwrap_or_default();
    ValueSource {
        file: file.to_owned(),
        line: number(at.line()),
        column: number(at.column()),
        ..ValueSource::default()
    }
}

fn syntax(error: &serde_yaml::Error, file: &str) -> Problem {
    let at = error.location().map(|at| place(file, at));
    let said = error.without_snippet().to_string();
    let much = "too much or too deep a document".to_owned();
    let (found, expected) = match error.without_snippet() {
        Error::Budget { .. } => (much, format!("at most {MOST_NODES} values, {DEEPEST} levels deep")),
        _ if said.starts_with("alias replay limit") => (much, format!("at most {MOST_REPEATED} values repeated by aliases")),
        _ => (unplaced(&said), "a YAML document".to_owned()),
    };
    Problem {
        source: at.unwrap_or_else(|| ValueSource {
            file: file.to_owned(),
            ..ValueSource::default()
        }),
        hint: remedy(&found).map(str::to_owned),
        path: String::new(),
        found,
        expected,
    }
}

/// A message of the reader without the place that it ends with.
fn unplaced(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let end = line.rfind(" at line ").unwrap_or(line.len());
    line[..end].to_owned()
}

/// What most often mends an error of syntax, told by words of its message.
fn remedy(found: &str) -> Option<&'static str> {
    const REMEDIES: [(&str, &str); 9] = [
        ("tabs", "indent with spaces, not with tabs"),
        (
            "mapping values",
            "indent the fields of an entry alike, write a space after the colon above, and put a text with `: ` in quotes",
        ),
        ("flow mapping", "close the `{` with `}`, or put a comma between the fields"),
        ("flow sequence", "close the `[` with `]`, or put a comma between the items"),
        (
            "placement of ':'",
            "close the `[` or `{` before it, or put the text in quotes",
        ),
        ("quote", "close the quote"),
        ("bracket", "no bracket is open here: take it away, or open one before"),
        ("anchor", "put a text that begins with `*` in quotes"),
        ("unexpected character", "put the text in quotes"),
    ];
    REMEDIES
        .iter()
        .find(|(words, _)| found.contains(words))
        .map(|(_, remedy)| *remedy)
}

/// Gives every value its file, and reports keys given twice.
struct Stamp<'a> {
    file: &'a str,
    problems: &'a mut Vec<Problem>,
}

impl Stamp<'_> {
    fn node(&mut self, raw: Raw, at: ValueSource, path: &str) -> Node {
        let value = match raw {
            Raw::Empty => Value::Empty,
            Raw::Text(text) => Value::Text(text),
            Raw::List(items) => Value::List(self.list(items, path)),
            Raw::Map(entries) => Value::Map(self.map(entries, path)),
        };
        Node { at, value }
    }

    fn list(&mut self, items: Vec<Spanned<Raw>>, path: &str) -> Vec<Node> {
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            let at = place(self.file, item.referenced);
            list.push(self.node(item.value, at, &join(path, index)));
        }
        list
    }

    fn map(&mut self, entries: Vec<(Spanned<String>, Spanned<Raw>)>, path: &str) -> IndexMap<String, Node> {
        let mut map: IndexMap<String, Node> = IndexMap::new();
        for (key, raw) in entries {
            let at = place(self.file, key.referenced);
            let inner = join(path, &key.value);
            let value = match raw.value {
                Raw::Text(_) => self.node(raw.value, place(self.file, raw.referenced), &inner),
                value => self.node(value, at.clone(), &inner),
            };
            match map.entry(key.value) {
                Entry::Vacant(slot) => {
                    slot.insert(value);
                }
                Entry::Occupied(slot) => {
                    let first = slot.get().at.line;
                    let found = format!("`{}` is given twice, first in line {first}", slot.key());
                    self.problems.push(Problem {
                        source: at,
                        path: inner,
                        found,
                        expected: "each name once".to_owned(),
                        hint: None,
                    });
                }
            }
        }
        map
    }
}

/// A value as the YAML reader hands it over.
enum Raw {
    Empty,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a list or a map")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Empty)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Empty)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> (Option<Node>, Vec<Problem>) {
        let mut problems = Vec::new();
        (read(text, "x.yaml", &mut problems), problems)
    }

    #[test]
    fn values_keep_text_order_and_place() {
        let (node, problems) = tree("b: 15 USD/kg\na:\n  - NO\n  - 2026-01-01\n2026: 1e-3\n");
        let node = node.unwrap();
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(node.entries().unwrap().keys().collect::<Vec<_>>(), ["b", "a", "2026"]);
        let price = node.get("b").unwrap();
        assert_eq!((price.text(), price.at.line, price.at.column), (Some("15 USD/kg"), 1, 4));
        let Value::List(items) = &node.get("a").unwrap().value else {
            panic!("a list")
        };
        assert_eq!(
            items.iter().map(|item| item.text().unwrap()).collect::<Vec<_>>(),
            ["NO", "2026-01-01"]
        );
        assert_eq!(node.get("2026").unwrap().text(), Some("0.001"));
        assert_eq!(node.get("a").unwrap().at.line, 2);
    }

    #[test]
    fn a_key_given_twice_is_reported_with_both_lines() {
        let (node, problems) = tree("sites:\n  a: 1\n  b: 2\n  a: 3\n");
        assert!(node.is_some());
        assert_eq!(problems.len(), 1);
        assert_eq!((problems[0].source.line, problems[0].path.as_str()), (4, "sites.a"));
        assert!(problems[0].found.contains("line 2"), "{}", problems[0]);
    }

    #[test]
    fn merge_keys_fill_what_is_not_given() {
        let (node, problems) = tree("base: &b { x: 1, y: 2 }\nuse: { <<: *b, y: 3 }\n");
        assert!(problems.is_empty(), "{problems:?}");
        let node = node.unwrap();
        let used = node.get("use").unwrap();
        assert_eq!(
            (used.get("x").unwrap().text(), used.get("y").unwrap().text()),
            (Some("1"), Some("3"))
        );
    }

    #[test]
    fn syntax_errors_have_a_line() {
        let (node, problems) = tree("a: 1\nb: [1, 2\nc: 3\n");
        assert!(node.is_none());
        assert!(problems[0].source.line >= 2, "{}", problems[0]);
    }

    #[test]
    fn syntax_errors_are_whole_and_name_a_remedy() {
        for (text, remedy) in [
            ("a:\n\tb: 1\n", "spaces"),
            ("a:\n   b: 1\n    c: 2\n", "alike"),
            ("a:1\nb: 2\n", "space after the colon"),
            ("a: {b: 1\nc: 2\n", "`}`"),
            ("a: [1, 2\nb: 3\n", "`[`"),
            ("a: \"x\nb: 2\n", "quote"),
            ("a: *b\n", "quotes"),
        ] {
            let (_, problems) = tree(text);
            let shown = problems[0].to_string();
            assert!(
                problems[0].hint.as_ref().is_some_and(|hint| hint.contains(remedy)),
                "{text:?}: {shown}"
            );
            assert!(!shown.contains("at line") && !shown.contains("..."), "{shown}");
        }
    }

    #[test]
    fn bombs_and_deep_nests_are_refused() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for level in 1..9 {
            let inner = vec![format!("*a{}", level - 1); 9].join(", ");
            bomb += &format!("a{level}: &a{level} [{inner}]\n");
        }
        assert!(tree(&bomb).0.is_none());
        assert!(tree(&"[".repeat(100_000)).0.is_none());
        assert!(tree(&format!("{}1{}", "[".repeat(5000), "]".repeat(5000))).0.is_none());
    }

    #[test]
    fn nan_and_infinity_stay_text() {
        let (node, _) = tree("a: .nan\nb: .inf\nc: nan\n");
        let node = node.unwrap();
        assert_eq!(
            (node.get("a").unwrap().text(), node.get("c").unwrap().text()),
            (Some(".nan"), Some("nan"))
        );
    }
}
