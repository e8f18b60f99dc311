//! From a folder and a selection to a [`Spec`].

use super::assemble::Assembly;
use super::files::Files;
use super::overlay::{Overlays, Setting};
use super::tree::{Node, Value, join};
use super::units::{Units, Wrong};
use super::{Document, Override, Prepared, Problem, Spec, ValueSource, nearest, yaml};
use serde_json::Value as Json;
use std::fmt;
use std::path::Path;

/// Name of the scenario that changes nothing.
const BASELINE: &str = "baseline";
/// Name of the policy of an instance that states none.
const NO_POLICY: &str = "none";

/// Problems beyond which the supply chain is not looked at.
pub(super) const MOST_PROBLEMS: usize = 1000;

/// What to plan: one policy, scenarios laid over each other, single settings.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Policy; may be left out where the instance has one or none.
    pub policy: Option<String>,
    /// Scenarios in order; the later wins.
    pub scenarios: Vec<String>,
    /// Single settings, each `path=value`, laid over all else.
    pub set: Vec<String>,
}

/// Names that an instance offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// Policies in order.
    pub policies: Vec<String>,
    /// Scenarios in order, `baseline` first.
    pub scenarios: Vec<String>,
}

/// Why there is nothing to plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The input cannot be read.
    Problems(Vec<Problem>),
    /// Several policies and none chosen.
    ChoosePolicy(Vec<String>),
    /// No such policy.
    UnknownPolicy {
        /// Name asked for.
        name: String,
        /// Names there are.
        known: Vec<String>,
    },
    /// No such scenario.
    UnknownScenario {
        /// Name asked for.
        name: String,
        /// Names there are.
        known: Vec<String>,
    },
    /// A setting that fits nothing.
    BadSetting {
        /// Text as given.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// Reads the names of policies and scenarios.
///
/// # Errors
/// When `instance.yaml` cannot be read.
pub fn survey(folder: &Path) -> Result<Survey, Vec<Problem>> {
    let assembly = Assembly::of(Files::of(folder));
    match &assembly.tree {
        Some(tree) => Ok(names(tree)),
        None => Err(assembly.problems),
    }
}

/// Reads a folder and lays policy, scenarios and settings over it.
///
/// # Errors
/// When files cannot be read, when there are more than a thousand problems, or when the selection does not fit. Other problems stand in [`Spec::problems`], so that those of the
/// supply chain are reported with them.
pub fn load(folder: &Path, selection: &Selection) -> Result<Spec, LoadError> {
    Prepared::read(folder, selection)?.spec()
}

pub(super) fn names(tree: &Node) -> Survey {
    let mut scenarios = vec![BASELINE.to_owned()];
    scenarios.extend(tree.names("scenarios"));
    Survey {
        policies: tree.names("policies"),
        scenarios,
    }
}

/// The policy in force, once every name asked for is known.
pub(super) fn choose(known: &Survey, selection: &Selection) -> Result<String, LoadError> {
    for name in &selection.scenarios {
        if !known.scenarios.contains(name) {
            return Err(LoadError::UnknownScenario {
                name: name.clone(),
                known: known.scenarios.clone(),
            });
        }
    }
    match (&selection.policy, &known.policies[..]) {
        (Some(name), policies) if policies.contains(name) => Ok(name.clone()),
        (Some(name), []) if name == NO_POLICY => Ok(name.clone()),
        (Some(name), policies) => Err(LoadError::UnknownPolicy {
            name: name.clone(),
            known: policies.to_vec(),
        }),
        (None, []) => Ok(NO_POLICY.to_owned()),
        (None, [only]) => Ok(only.clone()),
        (None, several) => Err(LoadError::ChoosePolicy(several.to_vec())),
    }
}

pub(super) fn own_units(tree: &Node, problems: &mut Vec<Problem>) -> Units {
    let mut units = Units::default();
    for (name, node) in tree.get("units").and_then(Node::entries).into_iter().flatten() {
        let Some(text) = node.text() else { continue };
        let (found, expected) = match units.define(name, text) {
            Ok(true) => continue,
            Ok(false) => (format!("`{name}`"), "a new word for a unit"),
            Err(Wrong::UnknownUnit(unit)) => (format!("unknown unit `{unit}` in `{text}`"), "a quantity of known units"),
            Err(_) => (format!("`{text}`"), "a quantity of known units, such as `0.655 USD`"),
        };
        problems.push(node.problem(&join("units", name), found, expected));
    }
    units
}

/// Lays policy, scenarios and settings over the tree: first those that change policies and scenarios themselves.
pub(super) fn overlay(
    tree: &mut Node,
    (policy, selection): (&str, &Selection),
    units: &Units,
    problems: &mut Vec<Problem>,
) -> Result<(Vec<Override>, Vec<String>), LoadError> {
    let given: Vec<Setting> = selection.set.iter().map(|text| setting(text)).collect::<Result<_, _>>()?;
    let mut overlays = Overlays {
        tree,
        units,
        overrides: Vec::new(),
        notes: Vec::new(),
    };
    let early = |setting: &&Setting, section: &str| setting.section() == section;
    for setting in given.iter().filter(|setting| early(setting, "scenarios")) {
        lay(&mut overlays, setting)?;
    }
    let scenarios: Vec<Setting> = selection
        .scenarios
        .iter()
        .flat_map(|name| block(overlays.tree, "scenario", name))
        .collect();
    for setting in scenarios.iter().filter(|setting| early(setting, "policies")) {
        problems.extend(overlays.apply(setting).err().map(|problem| *problem));
    }
    for setting in given.iter().filter(|setting| early(setting, "policies")) {
        lay(&mut overlays, setting)?;
    }
    let late = |setting: &&Setting| !["policies", "scenarios"].contains(&setting.section());
    for setting in block(overlays.tree, "policy", policy)
        .iter()
        .chain(scenarios.iter().filter(late))
    {
        problems.extend(overlays.apply(setting).err().map(|problem| *problem));
    }
    for setting in given.iter().filter(late) {
        lay(&mut overlays, setting)?;
    }
    Ok((overlays.overrides, overlays.notes))
}

fn lay(overlays: &mut Overlays<'_>, setting: &Setting) -> Result<(), LoadError> {
    overlays.apply(setting).map_err(|problem| LoadError::BadSetting {
        text: setting.place.clone(),
        reason: problem
            .hint
            .map_or(problem.found.clone(), |hint| format!("{} ({hint})", problem.found)),
    })
}

fn block(tree: &Node, kind: &str, name: &str) -> Vec<Setting> {
    let section = if kind == "policy" { "policies" } else { "scenarios" };
    let block = tree.get(section).and_then(|blocks| blocks.get(name));
    block.map_or_else(Vec::new, |block| {
        Setting::of_block(block, &format!("{kind} {name}"), &join(section, name))
    })
}

/// A setting of the command line, `path=value`.
fn setting(text: &str) -> Result<Setting, LoadError> {
    let bad = |reason: &str| LoadError::BadSetting {
        text: text.to_owned(),
        reason: reason.to_owned(),
    };
    let (path, value) = text.split_once('=').ok_or_else(|| bad("no `=` between path and value"))?;
    let mut problems = Vec::new();
    let mut node = yaml::read(value, "--set", &mut problems)
        .filter(|node| !matches!(node.value, Value::Empty))
        .ok_or_else(|| bad("no value that can be read"))?;
    unplace(&mut node);
    Ok(Setting {
        path: path.trim().to_owned(),
        value: node,
        scale: false,
        by: "--set".to_owned(),
        place: text.to_owned(),
    })
}

/// A setting has no lines.
fn unplace(node: &mut Node) {
    node.at = ValueSource {
        file: "--set".to_owned(),
        ..ValueSource::default()
    };
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(unplace),
        Value::Map(entries) => entries.values_mut().for_each(unplace),
        _ => {}
    }
}

pub(super) fn decode(json: Json, tree: &Node, problems: &mut Vec<Problem>) -> Option<Document> {
    match serde_json::from_value::<Document>(json) {
        Ok(document) => {
            if document.lodestone != 1 {
                let node = tree.get("lodestone").unwrap_or(tree);
                problems.push(node.problem("lodestone", node.shown(), "`1`, the version of the format"));
            }
            if let Some(node) = tree.get("scenarios").and_then(|scenarios| scenarios.get(BASELINE)) {
                let found = format!("a scenario named `{BASELINE}`");
                problems.push(node.problem(
                    "scenarios.baseline",
                    found,
                    "another name: the baseline is the instance as it is",
                ));
            }
            Some(document)
        }
        Err(error) => {
            problems.push(tree.problem("", error.to_string(), "a document of the published schema"));
            None
        }
    }
}

pub(super) fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort();
    problems.dedup();
    problems
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unknown = |f: &mut fmt::Formatter<'_>, what: &str, name: &str, known: &[String]| {
            write!(f, "no {what} `{name}`")?;
            match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => write!(f, "; did you mean `{near}`?")?,
                None => f.write_str(".")?,
            }
            let known = if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            };
            write!(f, " This instance has: {known}.")
        };
        match self {
            Self::Problems(problems) => problems.iter().try_for_each(|problem| writeln!(f, "{problem}")),
            Self::ChoosePolicy(known) => write!(f, "choose a policy with --policy; this instance has: {}", known.join(", ")),
            Self::UnknownPolicy { name, known } => unknown(f, "policy", name, known),
            Self::UnknownScenario { name, known } => unknown(f, "scenario", name, known),
            Self::BadSetting { text, reason } => write!(f, "cannot set `{text}`: {reason}"),
        }
    }
}

impl std::error::Error for LoadError {}
