//! Shipped instances with damaged files: the way from the folder to a judged plan ends in an answer or in problems that say what
//! was expected; never in a panic, and soon. The damage is the same in every run.

use crate::fuzz::edits::{Edit, applied};
use lodestone::run::{Ending, Failure, Instance, Job, Options, Selection, Verdict, plan};
use lodestone::spec::survey;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::Duration;
use tempfile::TempDir;

const CASES: u32 = 400;
/// No case may take longer; most take some milliseconds.
const LONGEST: Duration = Duration::from_secs(30);
/// The one instance too large to plan whole some hundred times, and its horizon here.
const LARGE: (&str, &str) = ("allied-magnets", "periods={ start: 2026-07-01, count: 1, length: 3 months }");

/// How a plan ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Answered,
    Refused,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Every file that is read of every shipped instance, models among them.
fn targets() -> Vec<(PathBuf, PathBuf)> {
    let mut targets = Vec::new();
    for folder in entries(&root().join("instances")).into_iter().filter(|path| path.is_dir()) {
        let text = fs::read_to_string(folder.join("instance.yaml")).unwrap();
        let named = |model: &PathBuf| text.contains(&format!("\nmodel: {}\n", model.file_stem().unwrap().display()));
        let models = entries(&root().join("models")).into_iter().filter(named);
        let read = |path: &PathBuf| path.ends_with("instance.yaml") || path.extension().is_some_and(|ending| ending == "csv");
        let files = entries(&folder).into_iter().filter(read).chain(models);
        targets.extend(files.map(|file| (folder.clone(), file)));
    }
    targets
}

/// The instance in a folder of its own, with one file damaged.
fn damaged((folder, file): &(PathBuf, PathBuf), edits: &[Edit]) -> TempDir {
    let place = TempDir::new().unwrap();
    for path in entries(folder).iter().filter(|path| path.is_file()).chain([file]) {
        let bytes = fs::read(path).unwrap();
        let bytes = if path == file { applied(edits, &bytes) } else { bytes };
        fs::write(place.path().join(path.file_name().unwrap()), bytes).unwrap();
    }
    place
}

/// A policy, and perhaps a scenario, of the instance as it is shipped.
fn selection(folder: &Path, choice: u8) -> Selection {
    let names = survey(folder).unwrap();
    let chosen = |names: &[String], number: usize| (!names.is_empty()).then(|| names[number % names.len()].clone());
    Selection {
        policy: chosen(&names.policies, usize::from(choice)),
        scenarios: chosen(&names.scenarios, usize::from(choice / 16)).into_iter().collect(),
        set: folder.ends_with(LARGE.0).then(|| LARGE.1.to_owned()).into_iter().collect(),
    }
}

/// Plans, and says what is wrong with how it ended.
fn planned(folder: &Path, selection: Selection) -> Result<End, String> {
    let options = Options {
        time_limit: Some(5.0),
        ..Options::default()
    };
    let job = Job {
        selection,
        options,
        second: None,
    };
    match plan(&Instance::find(folder).unwrap(), &job, &|_| ()) {
        Ok(Verdict::Solved(solved)) if solved.ending() == Ending::Unverified => Err(format!("{:?}", solved.report.findings)),
        Ok(_) => Ok(End::Answered),
        Err(Failure::Input(problems)) if !problems.is_empty() => {
            let mute = problems
                .iter()
                .find(|problem| problem.expected.is_empty() || problem.source.file.is_empty());
            mute.map_or(Ok(End::Refused), |problem| Err(format!("says too little: {problem:?}")))
        }
        Err(Failure::Choice(choice)) if !choice.to_string().is_empty() => Ok(End::Refused),
        Err(other) => Err(format!("{other:?}")),
    }
}

/// The same on a thread of its own, within the time.
fn in_time(folder: PathBuf, selection: Selection) -> Result<End, String> {
    let (sender, receiver) = channel();
    let work = std::thread::spawn(move || sender.send(planned(&folder, selection)));
    match receiver.recv_timeout(LONGEST) {
        Ok(end) => end,
        Err(_) if work.is_finished() => Err("a panic".to_owned()),
        Err(_) => Err(format!("nothing after {LONGEST:?}")),
    }
}

fn edit() -> impl Strategy<Value = Edit> {
    any::<(u8, u16, u16)>().prop_map(|(what, place, with)| Edit { what, place, with })
}

#[test]
fn damaged_files_are_answered_or_refused() {
    let targets = targets();
    assert!(targets.len() >= 15, "only {} files to damage", targets.len());
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let input = (0..targets.len(), prop::collection::vec(edit(), 1..5), any::<u8>());
    let ends = [Cell::new(0), Cell::new(0)];
    let outcome = runner.run(&input, |(target, edits, choice)| {
        let target = &targets[target];
        let folder = damaged(target, &edits);
        let end = in_time(folder.path().to_path_buf(), selection(&target.0, choice));
        let end = end.map_err(|why| TestCaseError::fail(format!("{}: {why}", target.1.display())))?;
        let count = &ends[usize::from(end == End::Refused)];
        count.set(count.get() + 1);
        Ok(())
    });
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
    let [answered, refused] = ends.map(Cell::into_inner);
    assert!(answered.min(refused) >= CASES / 10, "{answered} answered, {refused} refused");
}

#[test]
fn edits_change_texts() {
    let text = b"a: 1 t\nb: 'x'\nc: 3\n";
    let after = |what, place, with| String::from_utf8(Edit { what, place, with }.apply(text)).unwrap();
    assert_eq!(after(0, 1, 0), "a: 1 t\nc: 3\n");
    assert_eq!(after(1, 0, 2), "c: 3\na: 1 t\nb: 'x'\nc: 3\n");
    assert_eq!(after(2, 0, 2), "c: 3\nb: 'x'\na: 1 t\n");
    assert_eq!(after(5, 1, 0), "a: 1 t\nb: 'x'\nc: nan\n");
    assert_eq!(after(13, 9, 0), "a: 1 t\nb:");
    assert_eq!(after(15, 9, 0), "a: 1 t\nb: x'\nc: 3\n");
    assert_eq!(Edit::of_bytes(&[0; 12]).len(), 2);
    for what in 0..16 {
        assert!(Edit { what, place: 3, with: 5 }.apply(b"").len() <= 2, "{what}");
    }
}
