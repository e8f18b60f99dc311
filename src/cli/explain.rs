//! `lodestone explain`.

use super::arguments::{Explain, Global};
use super::asked;
use super::exit::{Exit, Stop};
use super::screen::Screen;
use crate::results::files::pretty;
use crate::results::terminal;
use crate::run::{self, Ending, Instance, Job};

/// Explains a verdict.
pub(super) fn run(command: &Explain, global: &Global, screen: &Screen) -> Result<Exit, Stop> {
    if let Some(exit) = asked::answer(command, global, screen)? {
        return Ok(exit);
    }
    let job = Job {
        selection: command.chosen.selection()?,
        options: global.options(),
        second: None,
    };
    let instance = Instance::find(&command.chosen.instance)?;
    let (explanation, ending) = run::explain(&instance, &job, &|step| screen.progress(step))?;
    if command.json {
        screen.document(&pretty(&explanation).map_err(Stop::Stdout)?)?;
    } else {
        screen.result(&terminal::explanation(&run::memo(&explanation), screen.style))?;
    }
    Ok(exit(ending))
}

/// What is explained is done, be it that there is no plan.
fn exit(ending: Ending) -> Exit {
    match ending {
        Ending::Infeasible => Exit::Done,
        other => other.into(),
    }
}
