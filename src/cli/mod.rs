//! The command line: what was typed, what it means, exit codes. One file for each command.

mod arguments;
mod asked;
mod batch;
mod check;
mod compare;
mod completions;
mod example;
mod exit;
mod explain;
mod export;
mod merge;
mod new;
mod report;
mod schema;
mod screen;
mod solve;
mod verify;

use arguments::{Arguments, Command};
use clap::Parser;
use exit::Exit;
use screen::Screen;
use std::process::ExitCode;

/// Runs the program.
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        screen::complain(&format!(
            "internal error: {panic}\nPlease report it, with the instance if you can."
        ));
    }));
    std::panic::catch_unwind(run).unwrap_or(Exit::Internal).into()
}

fn run() -> Exit {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => return exit::answered(&answer),
    };
    let screen = Screen::new(&arguments.global);
    if arguments.global.second().is_some() && !matches!(arguments.command, Command::Solve(_)) {
        screen::complain("error: `--second-opinion` and `--solver` go with `solve`");
        return Exit::Usage;
    }
    let done = match &arguments.command {
        Command::Check(command) => check::run(command, &arguments.global, &screen),
        Command::Solve(command) => solve::run(command, &arguments.global, &screen),
        Command::Explain(command) => explain::run(command, &arguments.global, &screen),
        Command::Compare(command) => compare::run(command, &arguments.global, &screen),
        Command::Batch(command) => batch::run(command, &arguments.global, &screen),
        Command::Merge(command) => merge::run(command, &arguments.global, &screen),
        Command::Report(command) => report::run(command, &screen),
        Command::Verify(command) => verify::run(command, &screen),
        Command::Export(command) => export::run(command, &arguments.global, &screen),
        Command::New(command) => new::run(command, &screen),
        Command::Schema => schema::run(&screen),
        Command::Example(command) => example::run(command, &screen),
        Command::Completions(command) => completions::run(command, &screen),
    };
    done.unwrap_or_else(|stop| exit::stopped(&stop, &screen))
}
