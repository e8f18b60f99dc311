//! What may be typed.

use super::asked::Asked;
use super::batch::Batch;
use super::compare::Compare;
use super::merge::Merge;
use super::report::Report;
use crate::results::Format;
use crate::run::{Failure, Method, Options, Second, Selection};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Plans critical-mineral supply chains: least-cost allocation under tariffs, price floors and rules of origin.
#[derive(Debug, Parser)]
#[command(name = "lodestone", version, max_term_width = 100, after_help = EXIT_CODES)]
pub(super) struct Arguments {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 solved (a shortage is a solved plan), 2 bad usage, 3 bad input, 4 infeasible, \
5 unbounded, 6 limit reached with a plan, 7 limit reached without, 8 verification failed, 9 draws of a batch without a plan, 70 internal error, \
74 output not writable, 130 interrupted.";

/// Commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read an instance under every policy and scenario; print all problems, or sizes and origin classes
    Check(Check),
    /// Make one plan, judge it, print or write it
    Solve(Solve),
    /// Say why there is no plan, why something is short, what makes the cost, and what would change it
    Explain(Explain),
    /// Compare policies under scenarios, or the coalitions of some countries
    Compare(Compare),
    /// Plan many draws of a forecast under policies and scenarios, hot and resumable
    Batch(Batch),
    /// Join the parts of a batch that several machines made
    Merge(Merge),
    /// Write one HTML page of stored results: sentences, charts, tables
    Report(Report),
    /// Judge stored results anew
    Verify(Verify),
    /// Write the cost level for another solver, the levels before it as rows
    Export(Export),
    /// Write a new instance to begin with: commented, small, solvable as it stands
    New(New),
    /// Print the JSON Schema of instance files
    Schema,
    /// List, show or copy the shipped instances
    #[command(subcommand)]
    Example(Example),
    /// Print completions for a shell
    Completions(Completions),
}

/// Options of every command.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// Threads; all processors when absent
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..), help_heading = "Global options")]
    pub threads: Option<u16>,
    /// Stop the solver after so many seconds, and another one asked for after as many for each aim
    #[arg(long, global = true, value_name = "SECONDS", value_parser = positive, help_heading = "Global options")]
    pub time_limit: Option<f64>,
    /// Relative gap of mixed-integer plans; the instance's, or 1e-9, when absent
    #[arg(long, global = true, value_name = "SHARE", value_parser = share, help_heading = "Global options")]
    pub gap: Option<f64>,
    /// Algorithm
    #[arg(long, global = true, value_enum, default_value_t, help_heading = "Global options")]
    pub method: MethodChoice,
    /// Solve again with another solver and compare
    #[arg(long, global = true, value_enum, value_name = "SOLVER", help_heading = "Global options")]
    pub second_opinion: Option<SecondChoice>,
    /// Ask an installed solver for the second opinion: cbc, glpsol, gurobi_cl or cplex on the path
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "SOLVER",
        conflicts_with = "second_opinion",
        help_heading = "Global options"
    )]
    pub solver: Option<InstalledChoice>,
    /// Format of tables written with --out; parquet where none is given
    #[arg(long, global = true, value_enum, help_heading = "Global options")]
    pub format: Option<FormatChoice>,
    /// Print nothing but errors and what --json asks for
    #[arg(long, short, global = true, help_heading = "Global options")]
    pub quiet: bool,
    /// Say more
    #[arg(long, short, global = true, action = clap::ArgAction::Count, help_heading = "Global options")]
    pub verbose: u8,
    /// Colours
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "WHEN",
        help_heading = "Global options"
    )]
    pub color: ColorChoice,
}

/// Which instance, under what.
#[derive(Debug, Args)]
pub(super) struct Chosen {
    /// Instance folder, or the name of a shipped example
    pub instance: PathBuf,
    /// Policy; needed where the instance has several
    #[arg(long, value_name = "NAME")]
    policy: Option<String>,
    /// Scenarios, joined by `+`; the later wins
    #[arg(long, value_name = "A+B")]
    scenario: Option<String>,
    /// Set one value of the instance, e.g. `demands.us-buyer.quantity=120 t/yr`; may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<String>,
}

/// `check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Which instance.
    #[command(flatten)]
    pub chosen: Chosen,
}

/// `solve`.
#[derive(Debug, Args)]
pub(super) struct Solve {
    /// Which instance.
    #[command(flatten)]
    pub chosen: Chosen,
    /// Write every table into this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace older results
    #[arg(long)]
    pub overwrite: bool,
    /// Print one JSON document instead of tables
    #[arg(long)]
    pub json: bool,
}

/// `explain`.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Which instance.
    #[command(flatten)]
    pub chosen: Chosen,
    /// What is asked beside it.
    #[command(flatten)]
    pub asked: Asked,
    /// Print one JSON document instead of sentences
    #[arg(long)]
    pub json: bool,
}

/// `verify`.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Instance folder, or the name of a shipped example
    pub instance: PathBuf,
    /// Folder that `solve --out` wrote
    pub results: PathBuf,
    /// Print one JSON document
    #[arg(long)]
    pub json: bool,
}

/// `export`.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// Which instance.
    #[command(flatten)]
    pub chosen: Chosen,
    /// File to write; its ending, .mps or .lp, says the format
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Replace an older file
    #[arg(long)]
    pub overwrite: bool,
}

/// `new`.
#[derive(Debug, Args)]
pub(super) struct New {
    /// Folder to write; its name is that of the instance
    pub folder: PathBuf,
    /// Replace an older instance
    #[arg(long)]
    pub overwrite: bool,
}

/// `example`.
#[derive(Debug, Subcommand)]
pub(super) enum Example {
    /// List the shipped instances
    List,
    /// Print one: its README and its instance file
    Show {
        /// Name
        name: String,
    },
    /// Copy one into a new folder, to change it
    Copy {
        /// Name
        name: String,
        /// Folder; the name of the example when absent
        folder: Option<PathBuf>,
    },
}

/// `completions`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// Shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Algorithm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum MethodChoice {
    /// By size and shape
    #[default]
    Auto,
    /// Dual simplex
    Simplex,
    /// Interior point with crossover
    Ipm,
    /// First-order method
    Pdlp,
}

/// Another solver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SecondChoice {
    /// Interior point, in Rust
    Clarabel,
    /// Simplex, in Rust
    Microlp,
}

/// A solver that is a program of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum InstalledChoice {
    /// COIN-OR branch and cut
    Cbc,
    /// GNU linear programming kit
    Glpk,
    /// Gurobi, with a licence
    Gurobi,
    /// IBM CPLEX, with a licence
    Cplex,
}

/// Format of tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatChoice {
    /// Apache Parquet
    #[default]
    Parquet,
    /// Comma-separated values
    Csv,
    /// Arrays of objects
    Json,
    /// Parquet, and a workbook for Excel beside it: tables.xlsx
    Xlsx,
}

impl Global {
    /// Options of the solver.
    pub fn options(&self) -> Options {
        let all = std::thread::available_parallelism().map_or(1, usize::from);
        Options {
            method: match self.method {
                MethodChoice::Auto => Method::Auto,
                MethodChoice::Simplex => Method::Simplex,
                MethodChoice::Ipm => Method::Ipm,
                MethodChoice::Pdlp => Method::Pdlp,
            },
            time_limit: self.time_limit,
            gap: self.gap,
            threads: self.threads.map_or(all, usize::from),
        }
    }

    /// The other solver asked for.
    pub fn second(&self) -> Option<Second> {
        let built_in = self.second_opinion.map(|choice| match choice {
            SecondChoice::Clarabel => Second::Clarabel,
            SecondChoice::Microlp => Second::Microlp,
        });
        let installed = self.solver.map(|choice| match choice {
            InstalledChoice::Cbc => Second::Cbc,
            InstalledChoice::Glpk => Second::Glpk,
            InstalledChoice::Gurobi => Second::Gurobi,
            InstalledChoice::Cplex => Second::Cplex,
        });
        built_in.or(installed)
    }

    /// Format of tables.
    pub fn format(&self) -> Format {
        match self.format.unwrap_or_default() {
            FormatChoice::Parquet => Format::Parquet,
            FormatChoice::Csv => Format::Csv,
            FormatChoice::Json => Format::Json,
            FormatChoice::Xlsx => Format::Workbook,
        }
    }
}

/// Alternatives of scenarios, each laid over each other.
///
/// # Errors
/// When a name is empty.
pub(super) fn alternatives(given: &[String]) -> Result<Vec<Vec<String>>, Failure> {
    let parts = |text: &String| text.split('+').map(|name| name.trim().to_owned()).collect();
    let scenarios: Vec<Vec<String>> = given.iter().map(parts).collect();
    if scenarios.iter().flatten().any(String::is_empty) {
        return Err(Failure::Usage(
            "--scenarios names scenarios separated by `,` and joined by `+`; one of them is empty".into(),
        ));
    }
    Ok(scenarios)
}

impl Chosen {
    /// Policy, scenarios and settings.
    ///
    /// # Errors
    /// When several policies, or alternatives of scenarios, are named.
    pub fn selection(&self) -> Result<Selection, Failure> {
        let usage = |text: &str| Err(Failure::Usage(text.into()));
        if self.policy.as_ref().is_some_and(|policy| policy.contains(',')) {
            return usage("--policy takes one policy, as a plan has one; solve once for each");
        }
        if self.scenario.as_ref().is_some_and(|scenario| scenario.contains(',')) {
            return usage("--scenario takes the scenarios of one plan, joined by `+`; solve once for each alternative");
        }
        let scenarios = self
            .scenario
            .iter()
            .flat_map(|text| text.split('+'))
            .map(|name| name.trim().to_string());
        let scenarios: Vec<String> = scenarios.collect();
        if scenarios.iter().any(String::is_empty) {
            return usage("--scenario names scenarios joined by `+`; one of them is empty");
        }
        Ok(Selection {
            policy: self.policy.clone(),
            scenarios,
            set: self.set.clone(),
        })
    }
}

fn positive(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if value > 0.0 && value.is_finite() => Ok(value),
        _ => Err("expected a positive number of seconds".into()),
    }
}

fn share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if (0.0..1.0).contains(&value) => Ok(value),
        _ => Err("expected a share from 0 to 1, such as 1e-6".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_of_the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn scenarios_are_split_at_plus() {
        let parsed = Arguments::try_parse_from(["lodestone", "solve", "x", "--scenario", "a+b"]).unwrap();
        let Command::Solve(solve) = parsed.command else {
            panic!("not solve")
        };
        assert_eq!(solve.chosen.selection().unwrap().scenarios, ["a", "b"]);
    }
}
