//! Judging stored results anew.

use super::manifest::{Manifest, inputs};
use super::{Failure, Instance};
use crate::network::Network;
use crate::plan::Plan;
use crate::results::files::{Format, MANIFEST, MOST_MANIFEST, check_regular};
use crate::results::{Answer, StoredError, differences, read_plan};
use crate::spec::Selection;
use crate::verify::{Check, Finding, Report};
use crate::{network, plan as answer, spec, verify};
use std::path::Path;

/// The judge's word on stored results.
#[derive(Debug)]
pub struct Judged {
    /// Policy of the results.
    pub policy: String,
    /// Scenarios of the results.
    pub scenarios: Vec<String>,
    /// The judge's report.
    pub report: Report,
    /// Input files that are not as they were when the results were written.
    pub changed: Vec<String>,
}

/// Reads the plan stored in a folder and judges it against the instance, under the policy, scenarios and settings that the
/// folder's manifest names.
///
/// # Errors
/// When the input is wrong, or the results cannot be read or do not belong to the instance.
pub fn verify_stored(instance: &Instance, folder: &Path) -> Result<Judged, Failure> {
    let manifest = manifest(folder)?;
    judge(instance, folder, &manifest).map_err(|failure| foreign(failure, instance, (folder, &manifest)))
}

/// What keeps results from being judged; where they are of an instance of another name, that.
fn foreign(failure: Failure, instance: &Instance, (folder, manifest): (&Path, &Manifest)) -> Failure {
    if manifest.instance == instance.name {
        return failure;
    }
    Failure::Stored(StoredError {
        file: folder.join(MANIFEST),
        row: 0,
        found: format!("results of the instance `{}` ({failure})", manifest.instance),
        expected: format!("results of `{}`", instance.name),
    })
}

fn judge(instance: &Instance, folder: &Path, manifest: &Manifest) -> Result<Judged, Failure> {
    let selection = Selection {
        policy: Some(manifest.policy.clone()).filter(|policy| !policy.is_empty()),
        scenarios: manifest.scenarios.clone(),
        set: manifest.set.clone(),
    };
    let spec = spec::load(&instance.folder, &selection).map_err(Failure::from)?;
    let network = network::build(&spec).map_err(Failure::Input)?;
    let format = Format::ALL.into_iter().find(|format| format.extension() == manifest.format);
    let format = format.ok_or_else(|| wrong(folder, format!("format `{}`", manifest.format)))?;
    let plan = read_plan(&network, folder, format).map_err(Failure::Stored)?;
    let mut report = verify::verify(&network, &plan);
    if report.ok {
        compare(&network, &plan, (folder, format), &mut report)?;
    }
    let now = inputs(&spec.hashes);
    let base = |file: &str| Path::new(file).file_name().map(|name| name.to_os_string());
    let same = |old: &super::manifest::Input| {
        now.iter()
            .any(|new| new.sha256 == old.sha256 && base(&new.file) == base(&old.file))
    };
    let changed = manifest
        .inputs
        .iter()
        .filter(|old| !same(old))
        .map(|old| old.file.clone())
        .collect();
    Ok(Judged {
        policy: manifest.policy.clone(),
        scenarios: manifest.scenarios.clone(),
        report,
        changed,
    })
}

/// Adds a finding for each figure and table of the folder that does not follow from its plan.
fn compare(network: &Network, plan: &Plan, (folder, format): (&Path, Format), report: &mut Report) -> Result<(), Failure> {
    let chains = answer::chains(network, plan);
    let customs_values = answer::declared_values(network, plan);
    let derived = Answer {
        network,
        plan,
        report,
        chains: &chains,
        customs_values: &customs_values,
        limits: &[],
    };
    let differences = differences(&derived, folder, format).map_err(Failure::Stored)?;
    report.ok = differences.is_empty();
    report.findings = differences
        .into_iter()
        .map(|(place, text)| Finding {
            check: Check::Stored,
            place,
            violation: f64::INFINITY,
            text,
        })
        .collect();
    Ok(())
}

fn manifest(folder: &Path) -> Result<Manifest, Failure> {
    let file = folder.join(MANIFEST);
    let read = check_regular(&file, MOST_MANIFEST).and_then(|()| std::fs::read(&file));
    let text = read.map_err(|error| wrong(folder, error.to_string()))?;
    serde_json::from_slice(&text).map_err(|error| wrong(folder, error.to_string()))
}

fn wrong(folder: &Path, found: String) -> Failure {
    let expected = "a folder written by `lodestone solve --out`".into();
    Failure::Stored(StoredError {
        file: folder.join(MANIFEST),
        row: 0,
        found,
        expected,
    })
}

impl Judged {
    /// As a JSON document.
    pub fn document(&self) -> serde_json::Value {
        let findings: Vec<String> = self.report.findings.iter().map(ToString::to_string).collect();
        serde_json::json!({
            "schema": 1,
            "policy": self.policy,
            "scenario": self.scenarios,
            "ok": self.report.ok,
            "max_violation": self.report.max_violation,
            "findings": findings,
            "changed_inputs": self.changed,
        })
    }
}
