//! `lodestone merge`.

use super::arguments::Global;
use super::batch::finish;
use super::exit::{Exit, Stop};
use super::screen::Screen;
use crate::run;
use clap::Args;
use std::path::PathBuf;

/// `merge`.
#[derive(Debug, Args)]
pub(super) struct Merge {
    /// Folders that the parts of a batch were written to
    #[arg(required = true, value_name = "DIR")]
    pub parts: Vec<PathBuf>,
    /// Folder for the whole
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Replace older results
    #[arg(long)]
    pub overwrite: bool,
    /// Print the summary as one JSON document instead of tables
    #[arg(long)]
    pub json: bool,
}

/// Joins the parts of a batch.
pub(super) fn run(command: &Merge, global: &Global, screen: &Screen) -> Result<Exit, Stop> {
    let merged = run::merge(&command.parts, (&command.out, global.format()), command.overwrite)?;
    finish(&merged, (&command.out, command.json), screen)
}
