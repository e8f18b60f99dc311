//! `lodestone batch`.

use super::arguments::{Global, alternatives};
use super::exit::{Exit, Stop};
use super::screen::Screen;
use crate::results::files::pretty;
use crate::results::terminal;
use crate::run::{self, BatchJob, Batched, Instance, Shard};
use clap::Args;
use std::path::{Path, PathBuf};

/// `batch`.
#[derive(Debug, Args)]
pub(super) struct Batch {
    /// Instance folder, or the name of a shipped example
    pub instance: PathBuf,
    /// Draws: a table (.csv, .parquet, .xlsx), or distributions to draw from (.yaml)
    #[arg(long, value_name = "FILE")]
    pub forecasts: PathBuf,
    /// So many draws; those that the file says when absent
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub draws: Option<u32>,
    /// Policies; every one when absent
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub policies: Vec<String>,
    /// Scenarios: alternatives separated by commas, each joined by `+`; the baseline when absent
    #[arg(long, value_name = "A,B+C", value_delimiter = ',')]
    pub scenarios: Vec<String>,
    /// Set one value of the instance in every draw; may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
    /// Do one part of the work: K/N, or auto/N in a job array
    #[arg(long, value_name = "K/N", value_parser = Shard::read)]
    pub shard: Option<Shard>,
    /// Go on with what an earlier run left
    #[arg(long, conflicts_with = "overwrite")]
    pub resume: bool,
    /// Judge one draw in N only
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub judge_sample: u32,
    /// Folder for blocks of draws and the summary
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Replace older results
    #[arg(long)]
    pub overwrite: bool,
    /// Print the summary as one JSON document instead of tables
    #[arg(long)]
    pub json: bool,
}

/// Plans the draws of a forecast.
pub(super) fn run(command: &Batch, global: &Global, screen: &Screen) -> Result<Exit, Stop> {
    let job = BatchJob {
        forecasts: command.forecasts.clone(),
        draws: command.draws.map(|draws| draws as usize),
        policies: command.policies.clone(),
        scenarios: alternatives(&command.scenarios)?,
        set: command.set.clone(),
        shard: command.shard.unwrap_or_default(),
        resume: command.resume,
        overwrite: command.overwrite,
        format: global.format(),
        judge_sample: command.judge_sample as usize,
        options: global.options(),
    };
    let instance = Instance::find(&command.instance)?;
    let batched = run::batch(&instance, &job, &command.out, &|step| screen.progress(step))?;
    finish(&batched, (&command.out, command.json), screen)
}

/// Prints the summary.
pub(super) fn finish(batched: &Batched, (out, json): (&Path, bool), screen: &Screen) -> Result<Exit, Stop> {
    if json {
        screen.document(&pretty(&batched.document()).map_err(Stop::Stdout)?)?;
    } else {
        screen.result(&terminal::batch(&batched.instance, &batched.tables, screen.style))?;
    }
    batched.notes.iter().for_each(|note| screen.remark(&format!("note: {note}")));
    screen.remark(&format!("Results are in {}.", out.display()));
    Ok(if batched.failures() > 0 { Exit::Failed } else { Exit::Done })
}
