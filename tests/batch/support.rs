//! Running batches, and looking at what they leave.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// Demand of every customer moves by a factor; five blocks and a rest.
pub const FACTORS: &str = "forecasts: 1
draws: 230
seed: 3
variables:
  demand: { scales: [demands.*.quantity], distribution: { lognormal: { mean: 1, sd: 30 % } } }
";

/// A folder for one test.
pub fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// A shipped instance.
pub fn instance(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("instances").join(name)
}

/// Writes a file and gives its path.
pub fn file(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// `lodestone batch`.
pub fn command(instance: &Path, forecasts: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lodestone"));
    command
        .arg("batch")
        .arg(instance)
        .arg("--forecasts")
        .arg(forecasts)
        .arg("--out")
        .arg(out);
    command
}

/// Runs `lodestone batch` and expects an exit code.
pub fn batch((instance, forecasts, out): (&Path, &Path, &Path), arguments: &[&str], code: i32) -> Output {
    let output = command(instance, forecasts, out).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{said}");
    output
}

/// Runs `lodestone merge` and expects an exit code.
pub fn merge(parts: &[PathBuf], out: &Path, code: i32) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lodestone"));
    let output = command.arg("merge").args(parts).arg("--out").arg(out).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{said}");
    output
}

/// Every table below a folder by its path, with its bytes; not what is only being written.
pub fn tables(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut left = vec![folder.to_path_buf()];
    while let Some(next) = left.pop() {
        for entry in std::fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            let hidden = path.file_name().unwrap().to_string_lossy().starts_with('.');
            if path.is_dir() {
                left.extend((!hidden).then_some(path));
            } else if path.extension().is_some_and(|ending| ending == "parquet") {
                found.insert(
                    path.strip_prefix(folder).unwrap().to_path_buf(),
                    std::fs::read(&path).unwrap(),
                );
            }
        }
    }
    found
}

/// Blocks that are there.
pub fn blocks(folder: &Path) -> Vec<PathBuf> {
    let is_draws = |path: &&PathBuf| path.file_name().is_some_and(|name| name == "draws.parquet");
    let all = if folder.is_dir() { tables(folder) } else { BTreeMap::new() };
    all.keys()
        .filter(is_draws)
        .map(|path| path.parent().unwrap().to_path_buf())
        .collect()
}

/// The summary as JSON.
pub fn summary(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap()
}
