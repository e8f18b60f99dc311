//! Names that an instance gives and never uses: most often a slip of the pen, or a block that lost its purpose.

use super::Problem;
use super::tree::{Node, Value, join};
use std::collections::BTreeMap;

/// Sections whose entries are there to be named elsewhere.
const SECTIONS: [&str; 4] = ["units", "materials", "processes", "rules"];

/// Reports entries that no other place names. Those of a model are shared, and may rest.
pub(super) fn check(tree: &Node, problems: &mut Vec<Problem>) {
    let mut words = BTreeMap::new();
    count(tree, &mut words);
    for section in SECTIONS {
        let entries = tree.get(section).and_then(Node::entries);
        for (name, node) in entries.into_iter().flatten() {
            let own = node.at.file == tree.at.file || node.at.file.ends_with(".csv");
            if own && words.get(name.as_str()).copied().unwrap_or_default() < 2 {
                let found = format!("`{name}` is used nowhere");
                let path = join(section, name);
                problems.push(node.problem(&path, found, "names that some other place uses, or no such entry"));
            }
        }
    }
}

/// How often each word stands in a tree: keys, texts, and parts of texts such as units and paths.
fn count<'t>(node: &'t Node, words: &mut BTreeMap<&'t str, usize>) {
    let mut add = |text: &'t str| {
        *words.entry(text.trim()).or_default() += 1;
        let parts = text.split(['.', '/', '*', ';', ' ']).filter(|part| *part != text);
        parts.for_each(|part| *words.entry(part).or_default() += 1);
    };
    match &node.value {
        Value::Empty => {}
        Value::Text(text) | Value::Cell(text) => add(text),
        Value::List(items) => items.iter().for_each(|item| count(item, words)),
        Value::Map(entries) => {
            entries.keys().for_each(|key| add(key));
            entries.values().for_each(|entry| count(entry, words));
        }
    }
}
