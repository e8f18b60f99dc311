//! Many draws of a forecast under policies and scenarios: planned hot, block by block, on every thread.
//!
//! Draws are cut into blocks of a fixed length. A block is solved by one thread in a session of its own, and written whole or not at all, so that
//! whoever runs it, and after whatever was run before, writes the same bytes.

mod case;
mod manifest;
mod merge;
mod one;
mod shard;

pub use merge::merge;
pub use shard::Shard;

pub(super) use case::posed;

use super::compare::Told;
use super::pipeline::Step;
use super::{Failure, Instance};
use crate::forecast::Forecast;
use crate::results::batch::{Drawn, Gathered, block_folder, is_block, read_block, tables, write_block};
use crate::results::files::{self, Format, OutputError, check_free};
use crate::results::{Table, comparison, workbook};
use crate::solve::{Hot, Options};
use case::Case;
use manifest::Batch;
use rayon::prelude::*;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What to plan and how.
#[derive(Clone, Debug)]
pub struct BatchJob {
    /// File of the forecast.
    pub forecasts: PathBuf,
    /// So many draws; those that the forecast has when absent.
    pub draws: Option<usize>,
    /// Policies; every one of the instance when empty.
    pub policies: Vec<String>,
    /// Scenarios of each alternative; the baseline alone when empty.
    pub scenarios: Vec<Vec<String>>,
    /// Settings laid over all.
    pub set: Vec<String>,
    /// Which part of the work to do.
    pub shard: Shard,
    /// Whether to go on with what was begun.
    pub resume: bool,
    /// Whether to replace older results.
    pub overwrite: bool,
    /// What the summary is also written as, beside Parquet.
    pub format: Format,
    /// The judge sees each draw whose position this divides; every draw at 1.
    pub judge_sample: usize,
    /// How to solve.
    pub options: Options,
}

/// What came of a batch.
#[derive(Debug)]
pub struct Batched {
    /// Instance.
    pub instance: String,
    /// Cases, in order of policies, then scenarios.
    pub cases: Vec<Gathered>,
    /// Tables of the summary.
    pub tables: Vec<Table>,
    /// What a reader should know of how the forecast and the cases go together.
    pub notes: Vec<String>,
}

impl Batched {
    /// Draws without a plan that stands.
    pub fn failures(&self) -> usize {
        self.cases.iter().map(Gathered::failures).sum()
    }

    /// The summary as a JSON document.
    pub fn document(&self) -> serde_json::Value {
        comparison::document(&self.instance, &self.tables)
    }
}

/// Plans every draw of the forecast, and sums up.
///
/// # Errors
/// When the input is wrong before any draw, or output cannot be written; what was written stays whole.
pub fn batch(instance: &Instance, job: &BatchJob, out: &Path, told: Told) -> Result<Batched, Failure> {
    told(Step::Reading);
    check_apart(out, &job.forecasts)?;
    let prepared = case::prepare(instance, job)?;
    let batch = Batch::of(instance, job, &prepared);
    open(out, &batch, (job.resume, job.overwrite))?;
    let desk = Desk {
        job,
        out,
        forecast: &prepared.forecast,
        cases: &prepared.cases,
        batch: &batch,
    };
    desk.work(told)?;
    let mut notes: Vec<String> = prepared
        .cases
        .iter()
        .flat_map(|case| case.undone(&prepared.forecast))
        .collect();
    notes.sort();
    notes.dedup();
    let batched = sum_up(&batch, (out, job.format))?;
    Ok(Batched { notes, ..batched })
}

/// Makes the folder ready: new, or as it was left.
fn open(out: &Path, batch: &Batch, (resume, overwrite): (bool, bool)) -> Result<(), Failure> {
    if resume && out.join(files::MANIFEST).is_file() {
        batch.same_as(&Batch::read(out)?, out)?;
        return manifest::sweep(out, batch);
    }
    check_free(out, overwrite)?;
    let failed = |error| Failure::Output(OutputError::Io(out.to_path_buf(), error));
    std::fs::create_dir_all(out).map_err(failed)?;
    for entry in std::fs::read_dir(out).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let remove = if path.is_dir() {
            std::fs::remove_dir_all
        } else {
            std::fs::remove_file
        };
        remove(&path).map_err(failed)?;
    }
    batch.write(out)
}

/// Refuses to write where something lies that is read.
pub(super) fn check_apart(out: &Path, read: &Path) -> Result<(), Failure> {
    let (Ok(to), Ok(from)) = (out.canonicalize(), read.canonicalize()) else {
        return Ok(());
    };
    if to.starts_with(&from) || from.starts_with(&to) {
        return Err(Failure::Usage(format!(
            "{} is read, and {} is written: choose a folder apart from it",
            read.display(),
            out.display()
        )));
    }
    Ok(())
}

/// Sums up what a folder holds, and writes the summary into it.
pub(super) fn sum_up(batch: &Batch, (out, format): (&Path, Format)) -> Result<Batched, Failure> {
    let mut cases = Vec::new();
    for (index, case) in batch.cases.iter().enumerate() {
        let mut gathered = Gathered::new(&case.policy, &case.scenario);
        for block in batch.blocks_of(index) {
            let folder = batch.folder(out, (index, block));
            gathered.add(read_block(&folder).map_err(Failure::Stored)?);
        }
        cases.push(gathered);
    }
    let tables = tables(&cases);
    files::write_folder(&out.join("summary"), true, |folder| {
        let front = workbook::of_draws(&batch.instance, &tables);
        files::write_beside(folder, (&front, &tables), format)?;
        std::fs::write(folder.join(files::MANIFEST), files::pretty(&batch.about())?)
    })?;
    Ok(Batched {
        instance: batch.instance.clone(),
        cases,
        tables,
        notes: Vec::new(),
    })
}

/// Everything that the threads share.
struct Desk<'a> {
    job: &'a BatchJob,
    out: &'a Path,
    forecast: &'a Forecast,
    cases: &'a [Case],
    batch: &'a Batch,
}

/// How far the work is.
#[derive(Default)]
struct Count {
    done: AtomicUsize,
    hot: AtomicUsize,
    failed: AtomicUsize,
}

impl Desk<'_> {
    /// Solves and writes every block of the shard that is not there.
    fn work(&self, told: Told) -> Result<(), Failure> {
        let all = self.batch.blocks();
        let left: Vec<(usize, usize)> = all
            .iter()
            .copied()
            .filter(|at| !is_block(&self.batch.folder(self.out, *at)))
            .collect();
        let draws = |blocks: &[(usize, usize)]| blocks.iter().map(|(_, block)| self.batch.range(*block).len()).sum::<usize>();
        let count = Count::default();
        let (of, before) = (draws(&all), draws(&all) - draws(&left));
        let tell = || {
            told(Step::Drawing {
                done: before + count.done.load(Ordering::Relaxed),
                of,
                before,
                hot: count.hot.load(Ordering::Relaxed),
                failed: count.failed.load(Ordering::Relaxed),
            });
        };
        told(Step::Building);
        let block = |at: &(usize, usize)| self.block(*at, &count, &tell);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.job.options.threads).build();
        let wanted: Vec<&Case> = self
            .cases
            .iter()
            .enumerate()
            .filter(|(k, _)| left.iter().any(|at| at.0 == *k))
            .map(|(_, case)| case)
            .collect();
        let seed = |case: &&Case| case.seed(&self.job.options, self.forecast);
        match pool {
            Ok(pool) => pool.install(|| {
                wanted.par_iter().for_each(seed);
                left.par_iter().with_max_len(1).try_for_each(block)
            }),
            Err(_) => {
                wanted.iter().for_each(seed);
                left.iter().try_for_each(block)
            }
        }
    }

    fn block(&self, (index, block): (usize, usize), count: &Count, tell: &(dyn Fn() + Sync)) -> Result<(), Failure> {
        let Some(case) = self.cases.get(index) else { return Ok(()) };
        let mut hot = Hot::new(&case.model.lp, &case.options(&self.job.options)).map_err(Failure::Solver)?;
        let mut drawn = Vec::new();
        for position in self.batch.range(block) {
            let Some(draw) = self.forecast.draw(position) else { continue };
            let judged = position.is_multiple_of(self.job.judge_sample.max(1));
            let one = one::plan((case, self.forecast), &mut hot, (&draw, judged));
            count.done.fetch_add(1, Ordering::Relaxed);
            count
                .hot
                .fetch_add(usize::from(one.start.starts_with("hot")), Ordering::Relaxed);
            count.failed.fetch_add(usize::from(!one.is_planned()), Ordering::Relaxed);
            tell();
            drawn.push(one);
        }
        self.write(&self.batch.folder(self.out, (index, block)), &drawn)
    }

    fn write(&self, folder: &Path, drawn: &[Drawn]) -> Result<(), Failure> {
        Ok(write_block(folder, drawn)?)
    }
}

/// Draws of a block.
fn range(block: usize, length: usize, draws: usize) -> Range<usize> {
    block * length..((block + 1) * length).min(draws)
}

/// Folder of a block.
fn folder(out: &Path, case: &Path, block: usize) -> PathBuf {
    out.join(case).join(block_folder(block))
}
