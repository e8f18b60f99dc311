//! Model, instance, tables and the files of policies and scenarios, joined to one tree.

use super::files::{Files, Text, problem};
use super::tree::{Node, Value, join};
use super::{Problem, nearest, table, yaml};
use include_dir::{Dir, include_dir};
use std::path::PathBuf;

/// Models that the program itself holds.
static MODELS: Dir = include_dir!("$CARGO_MANIFEST_DIR/models");
/// Models built on models at most.
const DEEPEST: usize = 8;

/// The joined document.
pub(super) struct Assembly {
    /// The tree; none when `instance.yaml` cannot be read.
    pub tree: Option<Node>,
    /// What was wrong so far.
    pub problems: Vec<Problem>,
    /// Whether some file could not be read, so that names may be missing.
    pub partial: bool,
    files: Files,
}

impl Assembly {
    /// Reads everything that a folder says.
    pub fn of(files: Files) -> Self {
        let mut assembly = Self {
            tree: None,
            problems: Vec::new(),
            partial: false,
            files,
        };
        let name = "instance.yaml";
        let read = assembly.files.inside(name);
        let shown = assembly.files.folder().join(name).display().to_string();
        let Some(mut tree) = assembly.parse(read, &shown) else {
            return assembly;
        };
        if !matches!(tree.value, Value::Map(_)) {
            assembly.problems.push(tree.problem("", tree.shown(), "a map of sections"));
            return assembly;
        }
        assembly.tables(&mut tree);
        for section in ["policies", "scenarios"] {
            assembly.blocks(&mut tree, section);
        }
        assembly.tree = Some(assembly.on_model(tree, DEEPEST));
        assembly
    }

    /// Name and hash of every file read.
    pub fn hashes(self) -> Vec<(String, String)> {
        self.files.hashes
    }

    fn parse(&mut self, read: Result<Text, (String, &'static str)>, shown: &str) -> Option<Node> {
        let node = match read {
            Ok(text) => yaml::read(&text.text, &text.file, &mut self.problems),
            Err(fault) => {
                self.problems.push(problem(shown, fault));
                None
            }
        };
        self.partial |= node.is_none();
        node
    }

    /// Lays a document over the model it names.
    fn on_model(&mut self, tree: Node, depth: usize) -> Node {
        let Some(named) = tree.get("model").filter(|node| node.text().is_some()).cloned() else {
            return tree;
        };
        let name = named.text().unwrap_or_default();
        let word = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if !word || depth == 0 {
            let expected = if word {
                "a model that does not build on itself"
            } else {
                "the plain name of a model"
            };
            self.problems.push(named.problem("model", named.shown(), expected));
            self.partial = true;
            return tree;
        }
        let Some(text) = self.find_model(name, &named) else {
            return tree;
        };
        let shown = text.file.clone();
        match self.parse(Ok(text), &shown) {
            Some(model) => {
                let mut model = self.on_model(model, depth - 1);
                model.overlay(tree);
                model
            }
            None => tree,
        }
    }

    fn find_model(&mut self, name: &str, named: &Node) -> Option<Text> {
        let file = format!("{name}.yaml");
        let folder = self.files.folder();
        let beside: [PathBuf; 4] = ["", "models", "../models", "../../models"].map(|place| folder.join(place).join(&file));
        if let Some(path) = beside.iter().find(|path| path.exists()) {
            return match self.files.beside(path) {
                Ok(text) => Some(text),
                Err((found, expected)) => {
                    self.problems.push(named.problem("model", found, expected));
                    self.partial = true;
                    None
                }
            };
        }
        if let Some(text) = MODELS.get_file(&file).and_then(|file| file.contents_utf8()) {
            return Some(self.files.held(&format!("models/{file}"), text));
        }
        let held: Vec<String> = MODELS
            .files()
            .filter_map(|file| Some(file.path().file_stem()?.to_str()?.to_owned()))
            .collect();
        let mut fault = named.problem(
            "model",
            format!("no model `{name}`"),
            "a model in the folder, in `models/`, or in the program",
        );
        fault.hint = nearest(name, held.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
        self.problems.push(fault);
        self.partial = true;
        None
    }

    fn tables(&mut self, tree: &mut Node) {
        let Some(Value::List(tables)) = tree.get("tables").map(|node| node.value.clone()) else {
            return;
        };
        for (index, named) in tables.iter().enumerate() {
            let fields = [named.get("file"), named.get("section")].map(|field| field.and_then(Node::text).map(str::to_owned));
            if let [Some(file), Some(section)] = fields {
                self.table(tree, named, (&file, &section), &format!("tables.{index}"));
            }
        }
    }

    fn table(&mut self, tree: &mut Node, named: &Node, (file, section): (&str, &str), path: &str) {
        let read = match self.files.inside(file) {
            Ok(text) => table::read(&text.text, &text.file, &mut self.problems),
            Err((found, expected)) => {
                let at = named.get("file").unwrap_or(named);
                self.problems.push(at.problem(&join(path, "file"), found, expected));
                None
            }
        };
        self.partial |= read.is_none();
        let Some(mut rows) = read else { return };
        if section.split('.').count() > table::DEEPEST {
            let at = named.get("section").unwrap_or(named);
            let path = join(path, "section");
            self.problems.push(at.problem(&path, at.shown(), "a section of the document"));
            self.partial = true;
            return;
        }
        for step in section.rsplit('.') {
            let mut outer = Node::map(rows.at.clone());
            if let Some(entries) = outer.entries_mut() {
                entries.insert(step.to_owned(), rows);
            }
            rows = outer;
        }
        self.join(tree, rows, "");
    }

    /// Adds what a table says; a value given already is reported.
    fn join(&mut self, tree: &mut Node, rows: Node, path: &str) {
        if let (Value::List(items), Value::List(_)) = (&mut tree.value, &rows.value) {
            if let Value::List(others) = rows.value {
                items.extend(others);
            }
            return;
        }
        match (tree.entries_mut(), rows.value) {
            (Some(entries), Value::Map(others)) => {
                for (key, other) in others {
                    let inner = join(path, &key);
                    match entries.get_mut(&key) {
                        Some(entry) => self.join(entry, other, &inner),
                        None => {
                            entries.insert(key, other);
                        }
                    }
                }
            }
            _ => {
                let first = format!("given already in {}:{}", tree.at.file, tree.at.line);
                let twice = Node {
                    at: rows.at,
                    value: Value::Empty,
                };
                self.problems.push(twice.problem(path, first, "each value once"));
            }
        }
    }

    /// Policies or scenarios in files of their own, named by file.
    fn blocks(&mut self, tree: &mut Node, section: &str) {
        for name in self.files.listed(section) {
            let file = format!("{section}/{name}.yaml");
            let shown = self.files.folder().join(&file).display().to_string();
            let read = self.files.inside(&file);
            let Some(block) = self.parse(read, &shown) else { continue };
            let at = block.at.clone();
            let Some(entries) = tree.entries_mut() else { continue };
            let blocks = entries.entry(section.to_owned()).or_insert_with(|| Node::map(at));
            let path = join(section, &name);
            match blocks.entries_mut() {
                Some(named) if !named.contains_key(&name) => {
                    named.insert(name, block);
                }
                _ => self
                    .problems
                    .push(block.problem(&path, format!("`{name}` is given twice"), "each name once")),
            }
        }
    }
}
