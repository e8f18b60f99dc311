//! What a batch is made of: `run.json`, by which a folder is known again.

use super::super::manifest::{Input, Options, inputs};
use super::super::{Failure, Instance};
use super::case::Prepared;
use super::{BatchJob, Shard};
use crate::results::StoredError;
use crate::results::batch::{case_folder, read_block};
use crate::results::files::{self, MANIFEST, MOST_MANIFEST, OutputError, check_regular};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Draws of a block: few enough that little is lost when a machine stops, enough that writing them costs nothing beside solving.
const BLOCK: usize = 50;

/// What a batch is made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::run) struct Batch {
    /// Version of this file; 1.
    pub schema: u32,
    /// Always `batch`.
    pub kind: String,
    /// Program and version.
    pub program: String,
    /// Instance.
    pub instance: String,
    /// Settings of the command line.
    pub set: Vec<String>,
    /// Policies and scenarios, in order.
    pub cases: Vec<Named>,
    /// Draws of each case.
    pub draws: usize,
    /// Draws of a block.
    pub block: usize,
    /// The judge sees each draw whose position this divides.
    pub judge_sample: usize,
    /// How draws are solved; the number of threads has no part in it.
    pub options: Options,
    /// Files read.
    pub inputs: Vec<Input>,
    /// File of the forecast.
    pub forecasts: Input,
    /// Which part this is: number, and of how many.
    pub shard: (usize, usize),
}

/// A policy and scenarios.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::run) struct Named {
    /// Policy.
    pub policy: String,
    /// Scenarios, joined by `+`.
    pub scenario: String,
}

impl Batch {
    /// That of a job.
    pub fn of(instance: &Instance, job: &BatchJob, prepared: &Prepared) -> Self {
        let named = |case: &super::Case| Named {
            policy: case.network.policy.clone(),
            scenario: case.network.scenarios.join("+"),
        };
        let (file, sha256) = prepared.forecast.hash.clone();
        let hashes = prepared.cases.first().map_or(&[][..], |case| case.prepared.hashes());
        Self {
            schema: 1,
            kind: "batch".into(),
            program: super::super::manifest::program(),
            instance: instance.name.clone(),
            set: job.set.clone(),
            cases: prepared.cases.iter().map(named).collect(),
            draws: prepared.forecast.len(),
            block: BLOCK,
            judge_sample: job.judge_sample.max(1),
            options: Options {
                threads: 1,
                ..super::super::manifest::options(&job.options)
            },
            inputs: inputs(hashes),
            forecasts: Input { file, sha256 },
            shard: (job.shard.part, job.shard.of),
        }
    }

    /// Reads that of a folder.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        let file = folder.join(MANIFEST);
        let wrong = |found: String| {
            Failure::Stored(StoredError {
                file: file.clone(),
                row: 0,
                found,
                expected: "a folder written by `lodestone batch --out`".into(),
            })
        };
        let read = check_regular(&file, MOST_MANIFEST).and_then(|()| std::fs::read(&file));
        let text = read.map_err(|error| wrong(error.to_string()))?;
        let batch: Self = serde_json::from_slice(&text).map_err(|error| wrong(error.to_string()))?;
        let sound = batch.block > 0 && (1..=batch.shard.1).contains(&batch.shard.0);
        if batch.kind == "batch" && sound {
            Ok(batch)
        } else {
            Err(wrong("no batch".into()))
        }
    }

    /// Writes it into a folder.
    pub fn write(&self, folder: &Path) -> Result<(), Failure> {
        let file = folder.join(MANIFEST);
        let text = files::pretty(self).map_err(|error| OutputError::Io(file.clone(), error))?;
        Ok(files::write_file(&file, true, text.as_bytes())?)
    }

    /// As JSON, for the summary.
    pub fn about(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// Whether another one is the same work, parts aside.
    pub fn agrees(&self, other: &Self) -> Result<(), String> {
        let whole = |batch: &Self| Self {
            shard: (1, 1),
            ..batch.clone()
        };
        let (one, other) = (whole(self), whole(other));
        if one == other {
            return Ok(());
        }
        let (one, other) = (one.about(), other.about());
        let fields = one.as_object().into_iter().flatten();
        let differs = fields
            .filter(|(name, value)| other.get(name.as_str()) != Some(value))
            .map(|(name, _)| name.as_str());
        Err(differs.collect::<Vec<_>>().join("`, `"))
    }

    /// Refuses to go on with work of another kind.
    pub fn same_as(&self, stored: &Self, folder: &Path) -> Result<(), Failure> {
        let parts = if self.shard == stored.shard {
            Ok(())
        } else {
            Err("shard".to_owned())
        };
        self.agrees(stored).and(parts).map_err(|fields| {
            Failure::Usage(format!(
                "{}: cannot go on, as `{fields}` differ from those of {MANIFEST}; take another folder, or replace it with --overwrite",
                folder.display()
            ))
        })
    }

    fn shard(&self) -> Shard {
        Shard {
            part: self.shard.0,
            of: self.shard.1,
        }
    }

    /// Case and block of all work of this part.
    pub fn blocks(&self) -> Vec<(usize, usize)> {
        let blocks = self.draws.div_ceil(self.block);
        let all = (0..self.cases.len()).flat_map(|case| (0..blocks).map(move |block| (case, block)));
        let taken = all.enumerate().filter(|(position, _)| self.shard().takes(*position));
        taken.map(|(_, at)| at).collect()
    }

    /// Blocks of a case that are of this part.
    pub fn blocks_of(&self, case: usize) -> impl Iterator<Item = usize> {
        self.blocks().into_iter().filter(move |at| at.0 == case).map(|at| at.1)
    }

    /// Positions of the draws of a block.
    pub fn range(&self, block: usize) -> Range<usize> {
        super::range(block, self.block, self.draws)
    }

    /// Folder of a block.
    pub fn folder(&self, out: &Path, (case, block): (usize, usize)) -> PathBuf {
        let case = self.cases.get(case);
        let case = case.map_or_else(PathBuf::new, |case| case_folder(&case.policy, &case.scenario));
        super::folder(out, &case, block)
    }
}

/// Takes away what a run that was stopped had begun to write, and blocks that cannot be read.
pub(super) fn sweep(out: &Path, batch: &Batch) -> Result<(), Failure> {
    for at in batch.blocks() {
        let folder = batch.folder(out, at);
        if folder.exists() && read_block(&folder).is_err() {
            std::fs::remove_dir_all(&folder).map_err(|error| OutputError::Io(folder, error))?;
        }
    }
    let cases = batch
        .cases
        .iter()
        .map(|case| out.join(case_folder(&case.policy, &case.scenario)));
    for folder in cases.chain([out.to_path_buf()]) {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(".lodestone-") {
                let failed = |error| Failure::Output(OutputError::Io(entry.path(), error));
                let remove = if entry.path().is_dir() {
                    std::fs::remove_dir_all
                } else {
                    std::fs::remove_file
                };
                remove(entry.path()).map_err(failed)?;
            }
        }
    }
    Ok(())
}
