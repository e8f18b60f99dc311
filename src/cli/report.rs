//! `lodestone report`.

use super::exit::{Exit, Stop};
use super::screen::Screen;
use crate::run;
use clap::Args;
use std::path::PathBuf;

/// `report`.
#[derive(Debug, Args)]
pub(super) struct Report {
    /// Folders that `solve --out`, `compare --out` or `batch --out` wrote, in the order in which plans shall be shown
    #[arg(required = true, value_name = "DIR")]
    pub folders: Vec<PathBuf>,
    /// HTML file to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Replace an older file
    #[arg(long)]
    pub overwrite: bool,
}

/// Writes one page of stored results.
pub(super) fn run(command: &Report, screen: &Screen) -> Result<Exit, Stop> {
    run::report(&command.folders, &command.out, command.overwrite)?;
    screen.remark(&format!("The report is in {}.", command.out.display()));
    Ok(Exit::Done)
}
