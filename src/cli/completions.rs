//! `lodestone completions`.

use super::arguments::{Arguments, Completions};
use super::exit::{Exit, Stop};
use super::screen::Screen;
use clap::CommandFactory;

/// Prints completions for a shell.
pub(super) fn run(command: &Completions, screen: &Screen) -> Result<Exit, Stop> {
    let mut text = Vec::new();
    clap_complete::generate(command.shell, &mut Arguments::command(), "lodestone", &mut text);
    screen.document(&String::from_utf8_lossy(&text))?;
    Ok(Exit::Done)
}
