//! `lodestone check`.

use super::arguments::{Check, Global};
use super::exit::{Exit, Stop};
use super::screen::Screen;
use crate::results::terminal;
use crate::run::{self, Instance, Step};

/// Reads an instance and prints its size.
pub(super) fn run(command: &Check, global: &Global, screen: &Screen) -> Result<Exit, Stop> {
    let selection = command.chosen.selection()?;
    let instance = Instance::find(&command.chosen.instance)?;
    screen.progress(Step::Reading);
    let checked = run::check(&instance, &selection, global.options().threads)?;
    screen.result(&terminal::checked(&checked, screen.verbose, screen.style))?;
    Ok(Exit::Done)
}
