//! Measures the program on networks of growing size, and writes such networks.
//!
//! * `cargo bench --bench plans`: all sizes; `-- small,medium` for some; `-- write` also prints the tables into docs/benchmarks.md.
//! * `cargo bench --bench plans -- generate large FOLDER [SEED]` writes an instance.
//! * As a test, without `--bench`, it plans the small instance.

mod generate;
mod machine;
mod measure;
mod report;

use measure::{Taken, Task};
use report::Measured;
use std::error::Error;
use std::path::{Path, PathBuf};

/// Seed of the generated instances where none is given.
const SEED: u64 = 1;
/// Policy under which generated instances are measured.
const POLICY: &str = "allied-floor";
/// The shipped instance, and its policy.
const SHIPPED: (&str, &str) = ("allied-magnets", "us-au-ca-jp");
/// Longest run of simplex, in that of `auto` and in seconds.
const PATIENCE: (f64, f64) = (12.0, 1150.0);
/// The page, and the lines between which its tables stand.
const PAGE: (&str, &str, &str) = ("docs/benchmarks.md", "<!-- tables -->", "<!-- end of tables -->");

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let measures = arguments.iter().any(|argument| argument == "--bench");
    let words: Vec<&str> = arguments
        .iter()
        .map(String::as_str)
        .filter(|word| *word != "--bench")
        .collect();
    match words.as_slice() {
        ["child", job, argument] => measure::as_child(job, argument),
        ["generate", size, folder] => write(size, Path::new(folder), SEED),
        ["generate", size, folder, seed] => write(size, Path::new(folder), seed.parse()?),
        ["write"] => paste(&all(&every())?),
        [sizes] if measures => all(&sizes.split(',').collect::<Vec<_>>()).map(drop),
        [] if measures => all(&every()).map(drop),
        _ if measures => Err("expected sizes joined by commas, `write`, or `generate SIZE FOLDER [SEED]`".into()),
        _ => smoke(),
    }
}

fn every() -> Vec<&'static str> {
    let sizes = generate::SIZES.iter().map(|size| size.name);
    std::iter::once(SHIPPED.0).chain(sizes).collect()
}

fn write(size: &str, folder: &Path, seed: u64) -> Result<(), Box<dyn Error>> {
    let names: Vec<&str> = generate::SIZES.iter().map(|size| size.name).collect();
    let size = generate::Size::named(size).ok_or_else(|| format!("`{size}` is no size; expected one of {}", names.join(", ")))?;
    Ok(generate::write(&size, seed, folder)?)
}

/// The same seed gives the same files, another seed others, and the small instance has a plan that the judge accepts.
fn smoke() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let text = |seed| {
        write("small", folder.path(), seed)?;
        Ok::<String, Box<dyn Error>>(std::fs::read_to_string(folder.path().join("instance.yaml"))?)
    };
    let (other, first, again) = (text(2)?, text(SEED)?, text(SEED)?);
    if first != again || first == other {
        return Err("instances do not follow from their seed".into());
    }
    right("small", measure::here(&task(folder.path().into(), POLICY))?).map(drop)
}

fn task(folder: PathBuf, policy: &str) -> Task {
    Task {
        folder,
        policy: policy.into(),
        simplex: false,
        limit: None,
        mps: None,
    }
}

fn right(name: &str, taken: Taken) -> Result<Taken, Box<dyn Error>> {
    if measure::is_right(&taken) {
        Ok(taken)
    } else {
        Err(format!("{name}: the plan is {}, not optimal and verified", taken.ending).into())
    }
}

/// Measures the instances named, prints the tables, and gives them.
fn all(names: &[&str]) -> Result<String, Box<dyn Error>> {
    let machine = machine::line();
    let measured = names.iter().map(|name| one(name)).collect::<Result<Vec<_>, _>>()?;
    let tables = report::tables(&measured, &machine);
    println!("{tables}");
    Ok(tables)
}

fn one(name: &str) -> Result<Measured, Box<dyn Error>> {
    let scratch = tempfile::tempdir()?;
    let mut task = task(scratch.path().join(name), POLICY);
    if name == SHIPPED.0 {
        task = self::task(Path::new(env!("CARGO_MANIFEST_DIR")).join("instances").join(name), SHIPPED.1);
    } else {
        write(name, &task.folder, SEED)?;
    }
    let mps = scratch.path().join("program.mps");
    task.mps = Some(mps.clone());
    eprintln!("{name}: plan");
    let auto = right(name, measure::apart(&task)?)?;
    eprintln!("{name}: the solver alone");
    let alone = measure::solver_alone(&mps, &auto.method)?;
    let simplex = (auto.method != "simplex").then(|| by_simplex(&task, &auto));
    Ok(Measured {
        name: name.into(),
        auto,
        alone,
        simplex: simplex.transpose()?,
    })
}

fn by_simplex(task: &Task, auto: &Taken) -> Result<Taken, Box<dyn Error>> {
    let limit = (PATIENCE.0 * auto.solve).min(PATIENCE.1);
    eprintln!("{}: simplex, at most {limit:.0} s", task.folder.display());
    measure::apart(&Task {
        simplex: true,
        limit: Some(limit),
        mps: None,
        ..task.clone()
    })
}

fn paste(tables: &str) -> Result<(), Box<dyn Error>> {
    let (file, begin, end) = PAGE;
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = std::fs::read_to_string(&page)?;
    let before = text.split_once(begin).ok_or("no begin of tables")?.0;
    let after = text.split_once(end).ok_or("no end of tables")?.1;
    Ok(std::fs::write(page, format!("{before}{begin}\n\n{tables}\n{end}{after}"))?)
}
