//! `lodestone verify`.

use super::arguments::Verify;
use super::exit::{Exit, Stop};
use super::screen::Screen;
use crate::results::files::pretty;
use crate::results::terminal;
use crate::run::{self, Instance, Step};

/// Judges stored results.
pub(super) fn run(command: &Verify, screen: &Screen) -> Result<Exit, Stop> {
    let instance = Instance::find(&command.instance)?;
    screen.progress(Step::Reading);
    let judged = run::verify_stored(&instance, &command.results)?;
    if command.json {
        screen.document(&pretty(&judged.document()).map_err(Stop::Stdout)?)?;
    } else {
        screen.result(&terminal::judged(&judged.report, &judged.changed, screen.style))?;
    }
    Ok(if judged.report.ok { Exit::Done } else { Exit::Unverified })
}
