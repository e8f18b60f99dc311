//! What is measured, each in a process of its own, so that its peak of memory is its own.

use lodestone::formulation::{column_name, row_name};
use lodestone::lp;
use lodestone::results::{Format, terminal};
use lodestone::run::{Ending, Failure, Instance, Job, Method, Options, Selection, Solved, Step, Verdict, plan, write_results};
use lodestone::solve::highs::Session;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// A command to measure.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Task {
    /// Instance folder.
    pub folder: PathBuf,
    /// Policy.
    pub policy: String,
    /// Whether simplex, the solver's default, replaces the method that `auto` takes.
    pub simplex: bool,
    /// Seconds allowed for the solver.
    pub limit: Option<f64>,
    /// Where to write the program as MPS, after everything has been measured.
    pub mps: Option<PathBuf>,
}

/// What a plan took.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Taken {
    /// Columns.
    pub columns: usize,
    /// Rows.
    pub rows: usize,
    /// Entries.
    pub entries: usize,
    /// How it ended, as in the JSON document.
    pub ending: String,
    /// Method that ran.
    pub method: String,
    /// Seconds to read the files.
    pub read: f64,
    /// Seconds to check the network, find the origin classes, and write rows and columns.
    pub build: f64,
    /// Seconds of the solve, by the solver's own clock.
    pub solver: f64,
    /// Seconds of the solve in all.
    pub solve: f64,
    /// Seconds to make the plan, judge it, and write the results.
    pub extract: f64,
    /// Peak of memory, MiB, where the system tells.
    pub memory: Option<f64>,
}

impl Taken {
    /// Seconds in all.
    pub fn total(&self) -> f64 {
        self.read + self.build + self.solve + self.extract
    }
}

/// Runs a task in a process of its own.
///
/// # Errors
/// When the process fails.
pub fn apart(task: &Task) -> Result<Taken, Box<dyn Error>> {
    Ok(serde_json::from_str(&child("plan", &serde_json::to_string(task)?)?)?)
}

/// Peak of memory, MiB, of the solver alone on an MPS file, in a process of its own.
///
/// # Errors
/// When the process fails.
pub fn solver_alone(mps: &Path, method: &str) -> Result<Option<f64>, Box<dyn Error>> {
    Ok(serde_json::from_str(&child(method, &mps.to_string_lossy())?)?)
}

fn child(job: &str, argument: &str) -> Result<String, Box<dyn Error>> {
    let output = Command::new(std::env::current_exe()?)
        .args(["child", job, argument])
        .output()?;
    if output.status.success() {
        Ok(String::from_utf8(output.stdout)?)
    } else {
        Err(format!("{job} {argument}: {}", String::from_utf8_lossy(&output.stderr)).into())
    }
}

/// What a child process does: prints its measurements as JSON.
///
/// # Errors
/// When the work fails.
pub fn as_child(job: &str, argument: &str) -> Result<(), Box<dyn Error>> {
    let text = match job {
        "plan" => serde_json::to_string(&here(&serde_json::from_str(argument)?)?)?,
        method => serde_json::to_string(&alone(Path::new(argument), method)?)?,
    };
    println!("{text}");
    Ok(())
}

/// Reads an MPS file and solves it, with the options of `lodestone` and nothing else of it.
fn alone(mps: &Path, method: &str) -> Result<Option<f64>, Box<dyn Error>> {
    let mut session = Session::read(mps)?;
    session.set("primal_feasibility_tolerance", 1e-9)?;
    session.set("dual_feasibility_tolerance", 1e-9)?;
    session.set("solver", if method == "ipm" { "ipm" } else { "simplex" })?;
    session.run()?;
    Ok(peak())
}

/// Does what `lodestone solve --out` does, in this process.
///
/// # Errors
/// When the input is wrong, the solver fails, or results cannot be written.
pub fn here(task: &Task) -> Result<Taken, Box<dyn Error>> {
    let job = job(task);
    let results = tempfile::tempdir()?;
    let steps = RefCell::new(Vec::new());
    let instance = Instance::find(&task.folder).map_err(in_words)?;
    let verdict = plan(&instance, &job, &|_: Step| steps.borrow_mut().push(Instant::now())).map_err(in_words)?;
    let mut taken = match &verdict {
        Verdict::Solved(solved) => {
            write_results(solved, &job, (&results.path().join("out"), Format::Parquet), false).map_err(in_words)?;
            let text = terminal::plan(&solved.answer(), &solved.document(), terminal::Style { colour: false });
            std::fs::write(results.path().join("screen.txt"), text)?;
            solved_in(solved)
        }
        Verdict::Unsolved(unsolved) => Taken {
            ending: unsolved.ending().name().into(),
            solver: unsolved.outcome.work.seconds,
            method: unsolved.outcome.work.method.clone(),
            ..Taken::default()
        },
    };
    steps.borrow_mut().push(Instant::now());
    let seconds: Vec<f64> = steps.borrow().windows(2).map(between).collect();
    if let [read, build, solve, rest @ ..] = seconds.as_slice() {
        (taken.read, taken.build, taken.solve) = (*read, *build, *solve);
        taken.extract = rest.iter().sum();
    }
    taken.memory = peak();
    if let (Some(mps), Verdict::Solved(solved)) = (&task.mps, &verdict) {
        write_mps(solved, mps)?;
    }
    Ok(taken)
}

fn in_words(failure: Failure) -> String {
    format!("{failure:?}")
}

fn job(task: &Task) -> Job {
    Job {
        selection: Selection {
            policy: Some(task.policy.clone()),
            ..Selection::default()
        },
        options: Options {
            method: if task.simplex { Method::Simplex } else { Method::Auto },
            time_limit: task.limit,
            ..Options::default()
        },
        second: None,
    }
}

fn between(pair: &[Instant]) -> f64 {
    match pair {
        [before, after] => after.duration_since(*before).as_secs_f64(),
        _ => 0.0,
    }
}

fn solved_in(solved: &Solved) -> Taken {
    let lp = &solved.posed.model.lp;
    Taken {
        columns: lp.columns(),
        rows: lp.height(),
        entries: lp.entries(),
        ending: solved.ending().name().into(),
        solver: solved.outcome.work.seconds,
        method: solved.outcome.work.method.clone(),
        ..Taken::default()
    }
}

/// The cost level with those before it held, as `lodestone export` writes it.
fn write_mps(solved: &Solved, file: &Path) -> Result<(), Box<dyn Error>> {
    let (network, model) = (&solved.posed.network, &solved.posed.model);
    let cost = model
        .lp
        .levels
        .iter()
        .position(|level| level.name == "cost")
        .ok_or("no level `cost`")?;
    let held = lp::with_levels_held(&model.lp, cost, &solved.outcome.levels).ok_or("no level `cost`")?;
    let columns: Vec<String> = model.columns.iter().map(|key| column_name(network, key)).collect();
    let mut rows: Vec<String> = model.rows.iter().map(|key| row_name(network, key)).collect();
    rows.extend(lp::held_row_names(&model.lp, cost));
    let mut out = std::io::BufWriter::new(std::fs::File::create(file)?);
    let names = lp::Names {
        columns: &columns,
        rows: &rows,
    };
    Ok(lp::write_mps(&mut out, &held, names)?)
}

/// Whether a plan was proved optimal and the judge agreed.
pub fn is_right(taken: &Taken) -> bool {
    taken.ending == Ending::Optimal.name()
}

/// Largest resident memory of this process so far, MiB (Linux).
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib / 1024.0)
}
