//! Runs the program.

use assert_cmd::Command;
use std::path::{Path, PathBuf};

/// The program, in the repository, without the caller's colours.
pub fn lodestone() -> Command {
    let mut command = Command::cargo_bin("lodestone").unwrap();
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("NO_COLOR")
        .timeout(std::time::Duration::from_secs(120));
    command
}

/// Exit code, standard output and standard error.
pub fn outcome(arguments: &[&str]) -> (i32, String, String) {
    let output = lodestone().args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A copy of `price-floor` with one piece of its text replaced.
pub fn changed(place: &Path, old: &str, new: &str) -> PathBuf {
    let folder = place.join("price-floor");
    let (code, _, stderr) = outcome(&["example", "copy", "price-floor", folder.to_str().unwrap()]);
    assert_eq!(code, 0, "{stderr}");
    let file = folder.join("instance.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains(old), "price-floor does not say `{old}`:\n{text}");
    std::fs::write(&file, text.replacen(old, new, 1)).unwrap();
    folder
}

/// Arguments that solve `price-floor` under its floor of 16.
pub const FLOOR: [&str; 4] = ["solve", "instances/price-floor", "--policy", "floor-16"];

/// Those, and more.
pub fn floor_with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    FLOOR.iter().copied().chain(more.iter().copied()).collect()
}
