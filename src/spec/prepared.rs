//! A folder read once under a policy, scenarios and settings, from which many specifications are made: as it is, or with values drawn.

use super::assemble::Assembly;
use super::draw::{self, Change};
use super::files::Files;
use super::load::{MOST_PROBLEMS, choose, decode, names, overlay, own_units, sorted};
use super::schema::Shape;
use super::tree::Node;
use super::units::Units;
use super::walk::Walk;
use super::{LoadError, Override, Problem, Selection, Sources, Spec, unused};
use std::path::Path;

/// A folder read, with policy, scenarios and settings laid over it.
#[derive(Debug)]
pub struct Prepared {
    tree: Node,
    units: Units,
    policy: String,
    scenarios: Vec<String>,
    problems: Vec<Problem>,
    partial: bool,
    overrides: Vec<Override>,
    notes: Vec<String>,
    hashes: Vec<(String, String)>,
}

impl Prepared {
    /// Reads a folder and lays policy, scenarios and settings over it.
    ///
    /// # Errors
    /// When files cannot be read or the selection does not fit. Other problems come with the specification.
    pub fn read(folder: &Path, selection: &Selection) -> Result<Self, LoadError> {
        let mut assembly = Assembly::of(Files::of(folder));
        let Some(mut tree) = assembly.tree.take() else {
            return Err(LoadError::Problems(sorted(assembly.problems)));
        };
        let mut problems = std::mem::take(&mut assembly.problems);
        let known = names(&tree);
        let policy = choose(&known, selection)?;
        let units = own_units(&tree, &mut problems);
        // Of a document with a part missing, nobody can say that a name is used nowhere or that a path leads nowhere.
        let mut beside = Vec::new();
        unused::check(&tree, &mut beside);
        let (overrides, notes) = overlay(&mut tree, (&policy, selection), &units, &mut beside)?;
        let partial = assembly.partial;
        problems.extend(beside.into_iter().filter(|_| !partial));
        Ok(Self {
            tree,
            units,
            policy,
            scenarios: selection.scenarios.clone(),
            problems,
            partial,
            overrides,
            notes,
            hashes: assembly.hashes(),
        })
    }

    /// The specification as it stands.
    ///
    /// # Errors
    /// When some file could not be read, or there are more than a thousand problems.
    pub fn spec(&self) -> Result<Spec, LoadError> {
        self.typed(&self.tree)
    }

    /// The specification with values drawn; `by` names the draw in messages.
    ///
    /// # Errors
    /// When a path leads to no number, or there are more than a thousand problems. Other problems stand in the specification.
    pub fn with(&self, changes: &[Change], by: &str) -> Result<Spec, LoadError> {
        let mut tree = self.tree.clone();
        let wrong = changes.iter().filter_map(|change| draw::apply(&mut tree, change, by).err());
        let wrong: Vec<Problem> = wrong.map(|problem| *problem).collect();
        if wrong.is_empty() {
            return self.typed(&tree);
        }
        Err(LoadError::Problems(sorted(wrong)))
    }

    /// Whether a path leads to numbers, of the dimension of a unit where one is given.
    ///
    /// # Errors
    /// What is wrong with the path or the unit.
    pub fn look(&self, path: &str, unit: Option<&str>) -> Result<(), Box<Problem>> {
        draw::look(&self.tree, (path, unit), &self.units)
    }

    /// Paths of numbers that a pattern with `*` leads to, in order of the document.
    pub fn paths(&self, pattern: &str) -> Vec<String> {
        draw::paths(&self.tree, pattern)
    }

    /// The number at a path and its unit, as written; none where it changes over time.
    pub fn number(&self, path: &str) -> Option<(f64, String)> {
        draw::number(&self.tree, path)
    }

    /// Settings of policy, scenarios and `--set` of what a path, perhaps with `*`, leads to.
    pub fn settings_of(&self, path: &str) -> impl Iterator<Item = &Override> {
        let paths = self.paths(path);
        self.overrides.iter().filter(move |over| paths.contains(&over.path))
    }

    /// Name and SHA-256 of every file read.
    pub fn hashes(&self) -> &[(String, String)] {
        &self.hashes
    }

    fn typed(&self, tree: &Node) -> Result<Spec, LoadError> {
        let mut problems = self.problems.clone();
        let (mut sources, mut doubtful, mut notes) = (Sources::default(), Vec::new(), self.notes.clone());
        let mut walk = Walk {
            units: &self.units,
            problems: &mut problems,
            sources: &mut sources,
            notes: &mut notes,
            doubtful: &mut doubtful,
        };
        let json = walk.node(tree, Shape::document(), "");
        let document = decode(json, tree, &mut problems);
        let document = document.filter(|_| !self.partial && problems.len() <= MOST_PROBLEMS);
        let Some(document) = document else {
            return Err(LoadError::Problems(sorted(problems)));
        };
        let scenarios: Vec<&str> = self.scenarios.iter().map(String::as_str).collect();
        Ok(Spec {
            sources,
            overrides: self.overrides.clone(),
            notes,
            problems: sorted(problems),
            doubtful,
            hashes: self.hashes.clone(),
            ..Spec::of(document, &self.policy, &scenarios)
        })
    }
}
