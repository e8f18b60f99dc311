//! `lodestone example`.

use super::arguments::Example as Command;
use super::exit::{Exit, Stop};
use super::screen::Screen;
use crate::run::{self, Example, Failure};
use std::path::PathBuf;

/// Lists, shows or copies the shipped instances.
pub(super) fn run(command: &Command, screen: &Screen) -> Result<Exit, Stop> {
    match command {
        Command::List => {
            let examples = run::examples();
            let width = examples.iter().map(|example| example.name.len()).max().unwrap_or(0);
            let lines = examples
                .iter()
                .map(|example| format!("{:width$}  {}", example.name, example.summary()));
            screen.document(&lines.map(|line| line.trim_end().to_string() + "\n").collect::<String>())?;
        }
        Command::Show { name } => {
            let example = find(name)?;
            let files = ["README.md", "instance.yaml"]
                .into_iter()
                .filter_map(|file| example.text(file));
            screen.document(
                &files
                    .map(str::trim_end)
                    .map(|text| format!("{text}\n"))
                    .collect::<Vec<_>>()
                    .join("\n"),
            )?;
        }
        Command::Copy { name, folder } => {
            let example = find(name)?;
            let folder = folder.clone().unwrap_or_else(|| PathBuf::from(name));
            run::copy_example(&example, &folder)?;
            screen.remark(&format!("Copied to {}.", folder.display()));
        }
    }
    Ok(Exit::Done)
}

fn find(name: &str) -> Result<Example, Failure> {
    let examples = run::examples();
    let names: Vec<&str> = examples.iter().map(|example| example.name).collect();
    let hint = run::nearest(name, names.iter().copied()).map(|near| format!(" (did you mean `{near}`?)"));
    let unknown = || {
        Failure::Usage(format!(
            "no example `{name}`; there are {}{}",
            names.join(", "),
            hint.unwrap_or_default()
        ))
    };
    examples
        .iter()
        .find(|example| example.name == name)
        .copied()
        .ok_or_else(unknown)
}
