//! `lodestone new`.

use super::arguments::New;
use super::exit::{Exit, Stop};
use super::screen::Screen;
use crate::run;

/// Writes the skeleton of an instance.
pub(super) fn run(command: &New, screen: &Screen) -> Result<Exit, Stop> {
    run::new_instance(&command.folder, command.overwrite)?;
    screen.remark(&format!(
        "Written to {0}. Next: `lodestone check {0}`, then `lodestone solve {0} --policy open-market`.",
        command.folder.display()
    ));
    Ok(Exit::Done)
}
