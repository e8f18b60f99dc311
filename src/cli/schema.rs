//! `lodestone schema`.

use super::exit::{Exit, Stop};
use super::screen::Screen;
use crate::results::files::pretty;
use crate::run;

/// Prints the JSON Schema of instance files.
pub(super) fn run(screen: &Screen) -> Result<Exit, Stop> {
    screen.document(&pretty(&run::schema()).map_err(Stop::Stdout)?)?;
    Ok(Exit::Done)
}
