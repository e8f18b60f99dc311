//! How results came about: `run.json`, and the folder of results.

use super::pipeline::Job;
use super::{Club, Failure, Solved};
use crate::network::Network;
use crate::results::files::{self, Format};
use crate::results::{DOCUMENT, Document, Table, comparison, tables, workbook};
use crate::solve::Method;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// How results came about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this file; 1.
    pub schema: u32,
    /// Program and version.
    pub program: String,
    /// Solver and version.
    pub solver: String,
    /// Instance.
    pub instance: String,
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// Policy.
    pub policy: String,
    /// Customs territories in the policy's club.
    #[serde(default)]
    pub members: Vec<String>,
    /// Club and terms of the policy.
    #[serde(default)]
    pub club: Club,
    /// Scenarios.
    pub scenarios: Vec<String>,
    /// Settings of the command line.
    pub set: Vec<String>,
    /// How the solve ended.
    pub status: String,
    /// Format of the tables.
    pub format: String,
    /// How it was solved.
    pub options: Options,
    /// Files read.
    pub inputs: Vec<Input>,
    /// Values that policy, scenarios and settings replaced.
    pub overrides: Vec<Override>,
    /// Notes on the plan.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Remarks on sites in the files.
    #[serde(default)]
    pub remarks: Vec<Remark>,
    /// When the results were written, UTC.
    pub written: String,
}

/// How it was solved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Options {
    /// Algorithm asked for.
    pub method: String,
    /// Seconds allowed.
    pub time_limit: Option<f64>,
    /// Relative gap of mixed-integer programs, where one was named.
    pub gap: Option<f64>,
    /// Threads.
    pub threads: usize,
}

/// A file read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Name.
    pub file: String,
    /// Hash of what it held.
    pub sha256: String,
}

/// A value replaced.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Override {
    /// Path.
    pub path: String,
    /// Text before.
    pub before: Option<String>,
    /// Text after.
    pub after: String,
    /// Policy, scenario or setting that replaced it.
    pub by: String,
}

/// A remark on a site, such as where its figures come from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Remark {
    /// Site.
    pub site: String,
    /// Remark.
    pub text: String,
}

/// Name of an algorithm on the command line.
fn method(method: Method) -> &'static str {
    match method {
        Method::Auto => "auto",
        Method::Simplex => "simplex",
        Method::Ipm => "ipm",
        Method::Pdlp => "pdlp",
    }
}

/// Files with their hashes.
pub(super) fn inputs(hashes: &[(String, String)]) -> Vec<Input> {
    hashes
        .iter()
        .map(|(file, sha256)| Input {
            file: file.clone(),
            sha256: sha256.clone(),
        })
        .collect()
}

impl Manifest {
    fn of(solved: &Solved, document: &Document, job: &Job, format: Format) -> Self {
        let over = |over: &crate::spec::Override| Override {
            path: over.path.clone(),
            before: over.before.clone(),
            after: over.after.clone(),
            by: over.by.clone(),
        };
        let remark = |(site, text): &(String, String)| Remark {
            site: site.clone(),
            text: text.clone(),
        };
        Self {
            schema: 1,
            program: program(),
            solver: solved.outcome.work.solver.clone(),
            instance: document.instance.clone(),
            title: solved.posed.network.name.clone(),
            policy: document.policy.clone(),
            members: solved.posed.club.members.clone(),
            club: solved.posed.club.clone(),
            scenarios: document.scenario.clone(),
            set: job.selection.set.clone(),
            status: document.status.into(),
            format: format.extension().into(),
            options: options(&solved.posed.options(&job.options)),
            inputs: inputs(&solved.posed.hashes),
            overrides: solved.posed.overrides.iter().map(over).collect(),
            notes: notes(&solved.posed.network),
            remarks: solved.posed.remarks.iter().map(remark).collect(),
            written: jiff::Timestamp::now().to_string(),
        }
    }
}

/// Notes on a plan: on what rules of origin do not cover, then on the input.
fn notes(network: &Network) -> Vec<String> {
    let on_rules = network.rules.iter().filter_map(|rule| rule.law_note.clone());
    on_rules.chain(network.notes.iter().cloned()).collect()
}

/// Tables of a comparison and how they came about.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// Instance.
    pub instance: &'a str,
    /// What was compared: `policies`, `coalitions`, `sweep`, `frontier`, `cover`, `tuned` or `own choice`.
    pub kind: &'static str,
    /// Policies; every one of the instance when empty.
    pub policies: &'a [String],
    /// Scenarios of each alternative, joined by `+`; the baseline when empty.
    pub scenarios: &'a [String],
    /// Clubs and terms of the policies; none where they are not told.
    pub clubs: &'a [Club],
    /// Tables.
    pub tables: &'a [Table],
    /// How every plan was solved.
    pub options: &'a crate::solve::Options,
    /// Settings of the command line.
    pub set: &'a [String],
}

/// Writes the tables of a comparison, their schema, the JSON document (`compare.json`) and `run.json` into a folder, and the workbook
/// where the format asks for one.
///
/// # Errors
/// When the folder must not be replaced or cannot be written.
pub fn write_compared(compared: &Compared, (folder, format): (&Path, Format), overwrite: bool) -> Result<(), Failure> {
    let document = comparison::document(compared.instance, compared.tables);
    let manifest = serde_json::json!({
        "schema": 1,
        "kind": compared.kind,
        "program": program(),
        "instance": compared.instance,
        "policies": compared.policies,
        "scenarios": compared.scenarios,
        "clubs": compared.clubs,
        "set": compared.set,
        "format": format.extension(),
        "options": options(compared.options),
        "written": jiff::Timestamp::now().to_string(),
    });
    files::write_folder(folder, overwrite, |folder| {
        files::write_tables(folder, compared.tables, format)?;
        let summary = workbook::of_tables(compared.instance, compared.tables);
        files::write_workbook(folder, (&summary, compared.tables), format)?;
        std::fs::write(folder.join("compare.json"), files::pretty(&document)?)?;
        std::fs::write(folder.join(files::MANIFEST), files::pretty(&manifest)?)
    })?;
    Ok(())
}

/// Program and version.
pub(super) fn program() -> String {
    format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"))
}

/// How it is solved, for a manifest.
pub(super) fn options(options: &crate::solve::Options) -> Options {
    Options {
        method: method(options.method).into(),
        time_limit: options.time_limit,
        gap: options.gap,
        threads: options.threads,
    }
}

/// Writes every table, their schema, the JSON document (`solve.json`) and the manifest into a folder, and the workbook where the format
/// asks for one.
///
/// # Errors
/// When the folder must not be replaced or cannot be written.
pub fn write_results(solved: &Solved, job: &Job, (folder, format): (&Path, Format), overwrite: bool) -> Result<(), Failure> {
    let document = solved.document();
    let manifest = Manifest::of(solved, &document, job, format);
    let tables = tables::all(&solved.answer());
    files::write_folder(folder, overwrite, |folder| {
        files::write_tables(folder, &tables, format)?;
        files::write_workbook(folder, (&workbook::of_plan(&document, &tables), &tables), format)?;
        std::fs::write(folder.join(DOCUMENT), files::pretty(&document)?)?;
        std::fs::write(folder.join(files::MANIFEST), files::pretty(&manifest)?)
    })?;
    Ok(())
}
