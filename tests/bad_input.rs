//! Every broken instance under `tests/fixtures/bad` is refused with the place and the offending text, and never by a panic.
//!
//! `problem.txt` in each folder has a line for each message expected: the place (`file:line`, or a file where there is no line), then
//! words of the message, all separated by tabs. The place `note` stands for a remark of a check that succeeds.

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::time::Duration;

    const LONGEST: Duration = Duration::from_secs(20);

    fn folders() -> Vec<PathBuf> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bad");
        let mut folders: Vec<PathBuf> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
        folders.sort();
        folders
    }

    /// Exit code, standard output and standard error of a check.
    fn check(folder: &Path) -> (Option<i32>, String, String) {
        let mut command = assert_cmd::Command::cargo_bin("lodestone").unwrap();
        let output = command.arg("check").arg(folder).timeout(LONGEST).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    }

    /// Whether a line of a message names the place and holds all words.
    fn is_said(place: &str, words: &[&str], messages: &str) -> bool {
        let place = if place.contains(':') {
            format!("{place}:")
        } else {
            place.to_owned()
        };
        let says = |line: &str| line.contains(&place) && words.iter().all(|word| line.contains(word));
        messages.lines().any(says)
    }

    /// What is wrong with the answer to one folder.
    fn complaints(folder: &Path) -> Vec<String> {
        let wanted = std::fs::read_to_string(folder.join("problem.txt")).unwrap();
        let (code, stdout, stderr) = check(folder);
        let mut complaints = Vec::new();
        let mut refused = false;
        for line in wanted.lines() {
            let mut words = line.split('\t');
            let place = words.next().unwrap();
            let words: Vec<&str> = words.collect();
            let said = if place == "note" {
                words.iter().all(|word| stdout.contains(word))
            } else {
                refused = true;
                is_said(place, &words, &stderr)
            };
            if !said {
                complaints.push(format!("{place} {words:?} is not said"));
            }
        }
        if code != Some(if refused { 3 } else { 0 }) {
            complaints.push(format!("exit code {code:?}"));
        }
        if stderr.contains("panicked") || refused && !stdout.is_empty() {
            complaints.push("a panic, or results of a refused input".to_owned());
        }
        let name = folder.file_name().unwrap().to_string_lossy();
        complaints
            .iter()
            .map(|text| format!("{name}: {text}\n{stderr}{stdout}"))
            .collect()
    }

    #[test]
    fn broken_instances_are_refused_with_place_and_text() {
        let folders = folders();
        assert!(folders.len() >= 25, "only {} broken instances", folders.len());
        let wrong: Vec<String> = folders.iter().flat_map(|folder| complaints(folder)).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn messages_are_compared_line_by_line() {
        let messages = "x/instance.yaml:12:3: a `b` c\ninstance.yaml:1:1: d";
        assert!(is_said("instance.yaml:12", &["`b`"], messages));
        assert!(is_said("instance.yaml", &["d"], messages));
        assert!(!is_said("instance.yaml:12", &["d"], messages));
        assert!(!is_said("instance.yaml:1", &["`b`"], messages));
    }
}
