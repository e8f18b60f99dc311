//! `lodestone solve`.

use super::arguments::{Global, Solve};
use super::exit::{Exit, Stop};
use super::screen::{Screen, complain};
use crate::results::files::{check_free, pretty};
use crate::results::{Document, terminal};
use crate::run::{self, Instance, Job, Solved, Verdict};

/// Makes one plan.
pub(super) fn run(command: &Solve, global: &Global, screen: &Screen) -> Result<Exit, Stop> {
    let job = Job {
        selection: command.chosen.selection()?,
        options: global.options(),
        second: global.second(),
    };
    if let Some(folder) = &command.out {
        check_free(folder, command.overwrite).map_err(run::Failure::Output)?;
    }
    if global.format.is_some() && command.out.is_none() {
        screen.remark("`--format` is of the tables that `--out` writes; without `--out` there are none.");
    }
    let instance = Instance::find(&command.chosen.instance)?;
    match run::plan(&instance, &job, &|step| screen.progress(step))? {
        Verdict::Solved(solved) => finish(command, global, (&solved, &job), screen),
        Verdict::Unsolved(unsolved) => {
            let document = unsolved.document();
            if command.json {
                print(&document, screen)?;
            } else {
                screen.result(&terminal::conflicts(&document, screen.style))?;
            }
            if command.out.is_some() {
                screen.remark("There is no plan, so nothing was written.");
            }
            Ok(unsolved.ending().into())
        }
    }
}

fn finish(command: &Solve, global: &Global, (solved, job): (&Solved, &Job), screen: &Screen) -> Result<Exit, Stop> {
    if let Some(folder) = &command.out {
        run::write_results(solved, job, (folder, global.format()), command.overwrite)?;
    }
    let document = solved.document();
    if let Some(why) = unanswered(&document) {
        complain(&format!("warning: no second opinion: {why}"));
    }
    if command.json {
        print(&document, screen)?;
    } else {
        screen.result(&terminal::plan(&solved.answer(), &document, screen.style))?;
    }
    if let Some(folder) = &command.out {
        screen.remark(&format!("Results are in {}.", folder.display()));
    }
    Ok(solved.ending().into())
}

/// Why the second opinion asked for was not had.
fn unanswered(document: &Document) -> Option<&str> {
    let second = document.second_opinion.as_ref()?;
    second.refused.as_deref().filter(|_| second.agrees.is_none())
}

fn print(document: &Document, screen: &Screen) -> Result<(), Stop> {
    screen.document(&pretty(document).map_err(Stop::Stdout)?)
}
