//! `lodestone export`.

use super::arguments::{Export, Global};
use super::exit::{Exit, Stop};
use super::screen::Screen;
use crate::results::terminal;
use crate::run::{self, Failure, Instance, Job, ModelFormat};

/// Writes the program for another solver.
pub(super) fn run(command: &Export, global: &Global, screen: &Screen) -> Result<Exit, Stop> {
    let job = Job {
        selection: command.chosen.selection()?,
        options: global.options(),
        second: None,
    };
    let unknown = || Failure::Usage(format!("{}: expected a name that ends in .mps or .lp", command.out.display()));
    let format = ModelFormat::of(&command.out).ok_or_else(unknown)?;
    let instance = Instance::find(&command.chosen.instance)?;
    let exported = run::export(&instance, &job, (&command.out, format), command.overwrite, &|step| {
        screen.progress(step)
    })?;
    match exported {
        Ok(()) => {
            screen.remark(&format!("Wrote {}.", command.out.display()));
            Ok(Exit::Done)
        }
        Err(unsolved) => {
            screen.result(&terminal::conflicts(&unsolved.document(), screen.style))?;
            screen.remark("The levels before cost have no values, so nothing was written.");
            Ok(unsolved.ending().into())
        }
    }
}
