//! Runs that are stopped, disks that are full, folders of other work.

use crate::support::{FACTORS, batch, blocks, command, file, folder, instance, tables};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// So many draws that a run takes seconds.
const MANY: &str = "forecasts: 1
draws: 3000
variables:
  demand: { scales: [demands.*.quantity], distribution: { lognormal: { mean: 1, sd: 30 % } } }
";

#[test]
fn a_killed_run_goes_on_where_it_was() {
    let folder = folder();
    let forecasts = file(&folder, "forecasts.yaml", MANY);
    let instance = instance("price-floor");
    let whole = folder.path().join("whole");
    batch((&instance, &forecasts, &whole), &[], 0);
    let out = folder.path().join("out");
    for wanted in [1, 20, 45] {
        let mut run = command(&instance, &forecasts, &out);
        if out.exists() {
            run.arg("--resume");
        }
        let mut run = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let start = Instant::now();
        while blocks(&out).len() < wanted && start.elapsed() < Duration::from_secs(120) {
            std::thread::sleep(Duration::from_millis(2));
        }
        run.kill().unwrap();
        run.wait().unwrap();
        assert!(blocks(&out).len() >= wanted);
    }
    let left = blocks(&out);
    assert!(left.len() < blocks(&whole).len(), "the run was over before it was killed");
    let times = |path: &Path| {
        std::fs::metadata(out.join(path).join("draws.parquet"))
            .unwrap()
            .modified()
            .unwrap()
    };
    let before: Vec<_> = left.iter().map(|path| times(path)).collect();
    batch((&instance, &forecasts, &out), &["--resume"], 0);
    assert!(tables(&whole) == tables(&out));
    let after: Vec<_> = left.iter().map(|path| times(path)).collect();
    assert_eq!(before, after, "what was there was not done again");
    assert!(no_remains(&out));
}

/// Ctrl-C in the middle ends the program by that signal, which a shell tells as 130; what is there is whole.
#[cfg(unix)]
#[test]
fn an_interrupted_run_goes_on_where_it_was() {
    use std::os::unix::process::ExitStatusExt;
    let folder = folder();
    let forecasts = file(&folder, "forecasts.yaml", MANY);
    let instance = instance("price-floor");
    let (whole, out) = (folder.path().join("whole"), folder.path().join("out"));
    batch((&instance, &forecasts, &whole), &[], 0);
    let mut run = command(&instance, &forecasts, &out);
    let mut run = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    while blocks(&out).len() < 5 && start.elapsed() < Duration::from_secs(120) {
        std::thread::sleep(Duration::from_millis(2));
    }
    let sent = Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap();
    assert!(sent.success());
    assert_eq!(run.wait().unwrap().signal(), Some(2));
    let left = blocks(&out).len();
    assert!(left >= 5 && left < blocks(&whole).len());
    batch((&instance, &forecasts, &out), &["--resume"], 0);
    assert!(tables(&whole) == tables(&out));
    assert!(no_remains(&out));
}

/// Whether nothing half written is left.
fn no_remains(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().all(|entry| {
        let path = entry.unwrap().path();
        let hidden = path.file_name().unwrap().to_string_lossy().starts_with('.');
        !hidden && (!path.is_dir() || no_remains(&path))
    })
}

#[test]
fn blocks_taken_away_are_made_again_to_the_last_bit() {
    let folder = folder();
    let forecasts = file(&folder, "forecasts.yaml", FACTORS);
    let (instance, out) = (instance("price-floor"), folder.path().join("out"));
    batch((&instance, &forecasts, &out), &[], 0);
    let whole = tables(&out);
    for block in blocks(&out).iter().step_by(2) {
        std::fs::remove_dir_all(out.join(block)).unwrap();
    }
    batch((&instance, &forecasts, &out), &["--resume"], 0);
    assert!(whole == tables(&out));
}

#[test]
fn other_work_is_not_gone_on_with() {
    let folder = folder();
    let forecasts = file(&folder, "forecasts.yaml", FACTORS);
    let (instance, out) = (instance("transport"), folder.path().join("out"));
    batch((&instance, &forecasts, &out), &[], 0);
    let before = tables(&out);
    let said =
        |arguments: &[&str]| String::from_utf8_lossy(&batch((&instance, &forecasts, &out), arguments, 2).stderr).into_owned();
    assert!(said(&["--resume", "--draws", "10"]).contains("`draws`"));
    assert!(said(&["--resume", "--judge-sample", "2"]).contains("`judge_sample`"));
    file(&folder, "forecasts.yaml", &FACTORS.replace("30 %", "31 %"));
    assert!(said(&["--resume"]).contains("`forecasts`"));
    batch((&instance, &forecasts, &out), &[], 74);
    assert!(before == tables(&out));
}

/// A limit on the size of files stands for a full disk; the signal that comes with it is ignored, so that writing fails as on one.
#[test]
#[cfg(unix)]
fn a_full_disk_leaves_whole_blocks() {
    let folder = folder();
    let forecasts = file(&folder, "forecasts.yaml", FACTORS);
    let (instance, out) = (instance("price-floor"), folder.path().join("out"));
    let whole = folder.path().join("whole");
    batch((&instance, &forecasts, &whole), &[], 0);
    let largest = tables(&whole)
        .into_iter()
        .filter(|(path, _)| path.starts_with("policy=floor-16"));
    let largest = largest.map(|(_, bytes)| bytes.len()).max().unwrap();
    // Units of 512 bytes in some shells, of 1,024 in others: in both the largest table does not fit.
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", (largest - 1) / 1024);
    let inner = command(&instance, &forecasts, &out);
    let run = Command::new("sh")
        .arg("-c")
        .arg(script)
        .arg(inner.get_program())
        .args(inner.get_args())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(74), "{said}");
    assert!(blocks(&out).len() < blocks(&whole).len());
    for block in blocks(&out) {
        assert!(out.join(block).join("figures.parquet").is_file());
    }
    let resume: &[&str] = if out.join("run.json").is_file() { &["--resume"] } else { &[] };
    batch((&instance, &forecasts, &out), resume, 0);
    assert!(tables(&whole) == tables(&out));
}
