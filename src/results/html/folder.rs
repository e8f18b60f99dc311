//! A folder of stored results, as a report reads it.

use crate::results::batch::{Drawn, case_folder, read_block};
use crate::results::files::{self, MANIFEST, MOST_MANIFEST, check_regular};
use crate::results::rows::{Row, Rows};
use crate::results::{DOCUMENT, Definition, Format, StoredError, batch, choice, comparison, game, sweep, tables};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What a folder holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A plan of `solve --out`.
    Plan,
    /// Policies side by side.
    Policies,
    /// Coalitions.
    Coalitions,
    /// One value moved through a range.
    Sweep,
    /// Cost against exposure.
    Frontier,
    /// Cost against the shortage of the first tier.
    Cover,
    /// What groups of buyers choose for themselves.
    Choice,
    /// Many draws.
    Batch,
}

/// Stored results.
#[derive(Clone, Debug)]
pub struct Folder {
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
    /// `run.json`.
    pub(super) about: Value,
    /// `solve.json` of a plan; null of others.
    pub(super) document: Value,
    pub(super) draws: Vec<Case>,
    tables: Vec<Rows>,
}

/// Draws of a policy under a scenario, those with a plan.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub policy: String,
    pub scenario: String,
    pub draws: Vec<Drawn>,
}

impl Folder {
    /// Reads a folder that `solve`, `compare` or `batch` wrote.
    ///
    /// # Errors
    /// When it is none, or something in it cannot be read.
    pub fn read(path: &Path) -> Result<Self, StoredError> {
        let about = json(&path.join(MANIFEST))?;
        let kind = kind(&about).ok_or_else(|| foreign(&path.join(MANIFEST), "no known kind of results".into()))?;
        let document = match kind {
            Kind::Plan => json(&path.join(DOCUMENT))?,
            _ => Value::Null,
        };
        let (place, format) = match kind {
            Kind::Batch => (path.join("summary"), Format::Parquet),
            _ => (path.to_path_buf(), format(path, &about)?),
        };
        let read = |definition: &&'static Definition| read(&place, definition, format);
        Ok(Self {
            path: path.to_path_buf(),
            kind,
            draws: match kind {
                Kind::Batch => draws(path, &about)?,
                _ => Vec::new(),
            },
            about,
            document,
            tables: told(kind)
                .iter()
                .filter_map(|d| read(d).transpose())
                .collect::<Result<_, _>>()?,
        })
    }

    /// Name of the instance.
    pub fn instance(&self) -> &str {
        self.word("instance")
    }

    /// Rows of a table; none where the folder does not hold it.
    pub(super) fn rows<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Row<'a>> {
        let named = self.tables.iter().filter(move |rows| rows.name() == name);
        named.flat_map(Rows::each)
    }

    /// Whether the folder holds a table.
    pub(super) fn has(&self, name: &str) -> bool {
        self.tables.iter().any(|rows| rows.name() == name)
    }

    /// A text of `run.json`; empty where there is none.
    pub(super) fn word(&self, name: &str) -> &str {
        self.about[name].as_str().unwrap_or_default()
    }

    /// Program that wrote the folder.
    pub(super) fn program(&self) -> &str {
        self.word("program")
    }

    /// A list of texts of `run.json`.
    pub(super) fn words(&self, name: &str) -> Vec<&str> {
        self.about[name]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }
}

fn told(kind: Kind) -> &'static [&'static Definition] {
    match kind {
        Kind::Plan => &tables::TOLD,
        Kind::Policies => &comparison::TOLD,
        Kind::Coalitions => &game::TOLD,
        Kind::Sweep => &sweep::TOLD,
        Kind::Frontier => &sweep::FRONTIER_TOLD,
        Kind::Cover => &sweep::COVER_TOLD,
        Kind::Choice => &choice::TOLD,
        Kind::Batch => &batch::TOLD,
    }
}

fn kind(about: &Value) -> Option<Kind> {
    match about["kind"].as_str() {
        Some("policies" | "tuned") => Some(Kind::Policies),
        Some("coalitions") => Some(Kind::Coalitions),
        Some("sweep") => Some(Kind::Sweep),
        Some("frontier") => Some(Kind::Frontier),
        Some("cover") => Some(Kind::Cover),
        Some("own choice") => Some(Kind::Choice),
        Some("batch") => Some(Kind::Batch),
        _ => about["policy"].as_str().map(|_| Kind::Plan),
    }
}

fn format(path: &Path, about: &Value) -> Result<Format, StoredError> {
    let name = about["format"].as_str().unwrap_or_default();
    let known = Format::ALL.into_iter().find(|format| format.extension() == name);
    known.ok_or_else(|| foreign(&path.join(MANIFEST), format!("tables of the format `{name}`")))
}

/// A table; none where the folder was written without it.
fn read(place: &Path, definition: &'static Definition, format: Format) -> Result<Option<Rows>, StoredError> {
    let file = place.join(format!("{}.{}", definition.name, format.extension()));
    if !file.exists() {
        return Ok(None);
    }
    files::read_table(&file, definition, format).map(|cells| Some(Rows::new(definition, cells)))
}

fn json(file: &Path) -> Result<Value, StoredError> {
    let read = check_regular(file, MOST_MANIFEST).and_then(|()| std::fs::read(file));
    let text = read.map_err(|error| foreign(file, error.to_string()))?;
    serde_json::from_slice(&text).map_err(|error| foreign(file, error.to_string()))
}

fn foreign(file: &Path, found: String) -> StoredError {
    StoredError {
        file: file.to_path_buf(),
        row: 0,
        found,
        expected: "a folder written by `solve --out`, `compare --out` or `batch --out`".into(),
    }
}

/// Draws of every case of a batch, with the figures that a report shows draw by draw.
fn draws(path: &Path, about: &Value) -> Result<Vec<Case>, StoredError> {
    let mut cases = Vec::new();
    for case in about["cases"].as_array().into_iter().flatten() {
        let word = |name: &str| case[name].as_str().unwrap_or_default().to_owned();
        let (policy, scenario) = (word("policy"), word("scenario"));
        let mut draws = Vec::new();
        for block in blocks(&path.join(case_folder(&policy, &scenario))) {
            draws.extend(read_block(&block)?.into_iter().filter(Drawn::is_planned).map(short));
        }
        cases.push(Case { policy, scenario, draws });
    }
    Ok(cases)
}

fn short(mut drawn: Drawn) -> Drawn {
    let told = |topic: &str| matches!(topic, "headline" | "shortage");
    drawn.figures.retain(|figure| figure.period.is_empty() && told(&figure.topic));
    drawn
}

/// Blocks in a folder, in order.
fn blocks(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("block="));
    let mut blocks: Vec<PathBuf> = named.map(|entry| entry.path()).collect();
    blocks.sort();
    blocks
}
