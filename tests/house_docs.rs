//! Documents keep their promises: links lead somewhere, commands exist, decisions are complete.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Pages of the repository, in order of name.
fn pages() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = vec!["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
        .into_iter()
        .map(|name| root().join(name))
        .collect();
    for folder in ["docs", "instances", "models", "skeleton"] {
        collect(&root().join(folder), &mut found)?;
    }
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                collect(&path, found)?;
            } else if path.extension().is_some_and(|ending| ending == "md") {
                found.push(path);
            }
        }
    }
    Ok(())
}

/// Targets of `[text](target)` outside code, without anchors and outside addresses.
fn links(text: &str) -> Vec<String> {
    let prose = text.split("```").step_by(2).collect::<String>();
    let targets = prose
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')').map(|(target, _)| target.to_string()));
    let own = targets.filter(|target| !target.contains("://") && !target.starts_with('#') && !target.contains(' '));
    own.map(|target| target.split('#').next().unwrap_or_default().to_string())
        .collect()
}

/// Lines of shell blocks that call the program, with continued lines joined.
fn calls(text: &str) -> Vec<Vec<String>> {
    let blocks = text.split("```").skip(1).step_by(2);
    let shell = blocks
        .filter_map(|block| block.strip_prefix("sh\n"))
        .map(|block| block.replace("\\\n", " "));
    let lines: Vec<String> = shell
        .flat_map(|block| block.lines().map(String::from).collect::<Vec<_>>())
        .collect();
    let words = lines.iter().map(|line| {
        line.split('#')
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .map(String::from)
            .collect()
    });
    words
        .filter(|words: &Vec<String>| words.first().is_some_and(|first| first == "lodestone"))
        .collect()
}

fn help(command: &str) -> Result<Option<String>, Box<dyn Error>> {
    let output = Command::new(env!("CARGO_BIN_EXE_lodestone"))
        .args([command, "--help"])
        .output()?;
    Ok(output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned()))
}

#[test]
fn links_lead_somewhere() {
    let mut broken = Vec::new();
    for page in pages().unwrap() {
        let folder = page.parent().unwrap();
        for target in links(&fs::read_to_string(&page).unwrap()) {
            if !folder.join(&target).exists() {
                broken.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "links that lead nowhere:\n{}", broken.join("\n"));
}

#[test]
fn the_readme_opens_with_the_two_commands() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let opening: Vec<&str> = readme.lines().take(20).collect();
    for command in ["make demo", "make test"] {
        assert!(
            opening.iter().any(|line| line.starts_with(command)),
            "{command} is not at the top of the README"
        );
    }
}

#[test]
fn commands_in_the_documents_exist() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for page in pages().unwrap() {
        for call in calls(&fs::read_to_string(&page).unwrap()) {
            seen += 1;
            let command = call.get(1).map_or("", String::as_str);
            let text = help(command).unwrap().unwrap_or_default();
            let flags = call.iter().filter(|word| word.starts_with("--"));
            let unknown: Vec<&str> = flags
                .filter(|flag| !text.contains(flag.as_str()))
                .map(String::as_str)
                .collect();
            if text.is_empty() || !unknown.is_empty() {
                wrong.push(format!("{}: {} {}", page.display(), call.join(" "), unknown.join(" ")));
            }
        }
    }
    assert!(seen > 10, "too few calls found: {seen}");
    assert!(
        wrong.is_empty(),
        "calls that the program does not know:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn decisions_are_complete_and_listed() {
    let folder = root().join("docs/decisions");
    let index = fs::read_to_string(folder.join("README.md")).unwrap();
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name != "README.md" {
            count += 1;
            let text = fs::read_to_string(&path).unwrap();
            for heading in ["## Context", "## Decision", "## Consequence"] {
                assert!(text.contains(heading), "{name} has no {heading}");
            }
            assert!(index.contains(&format!("({name})")), "{name} is not in the index");
        }
    }
    assert!(count > 0, "no decisions found");
}

#[test]
fn the_changelog_tells_of_the_model() {
    let text = fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    assert!(text.contains("### Model"), "changes of meaning belong under ### Model");
    assert!(text.contains("## [Unreleased]"), "the next release has no place");
}

#[test]
fn links_and_calls_are_found() {
    assert_eq!(links("a [b](c.md#d) [e](https://f) ```[g](h)``` [i](#j)"), ["c.md"]);
    assert_eq!(
        calls("```sh\nlodestone solve a \\\n  --json # why\nls\n```\n```\nlodestone b\n```"),
        [["lodestone", "solve", "a", "--json"]]
    );
}

#[cfg(test)]
mod guide {
    //! The guide for beginners, followed word for word.

    use super::root;
    use std::fs;
    use std::path::Path;
    use std::process::Command;

    /// Parts of a page: the prose before each block, the language of the block, and its text.
    fn parts(text: &str) -> Vec<(String, String, String)> {
        let pieces: Vec<&str> = text.split("```").collect();
        let pairs = pieces.chunks_exact(2);
        pairs
            .map(|pair| {
                let (language, block) = pair[1].split_once('\n').unwrap();
                (pair[0].to_owned(), language.to_owned(), block.to_owned())
            })
            .collect()
    }

    /// Runs the lines of a shell block with the program on the path; every one must succeed.
    #[cfg(unix)]
    fn run_shell(place: &Path, block: &str) {
        let program = Path::new(env!("CARGO_BIN_EXE_lodestone")).parent().unwrap();
        let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
        let output = Command::new("sh")
            .args(["-e", "-c", block])
            .env("PATH", path)
            .current_dir(place)
            .output()
            .unwrap();
        assert!(output.status.success(), "{block}{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Does what a guide says: runs its shell blocks, and writes each other block into the file that the prose above it names last.
    /// The first block of a file replaces it, later ones are added.
    #[cfg(unix)]
    fn follow(page: &str, folder: &str, place: &Path) {
        let mut written: Vec<String> = Vec::new();
        for (prose, language, block) in parts(page) {
            if language == "sh" {
                run_shell(place, &block);
                continue;
            }
            let (_, named) = prose.rsplit_once(&format!("`{folder}/")).unwrap();
            let file = named.split('`').next().unwrap().to_owned();
            let path = place.join(folder).join(&file);
            let before = if written.contains(&file) {
                fs::read_to_string(&path).unwrap()
            } else {
                String::new()
            };
            fs::write(&path, before + &block).unwrap();
            written.push(file);
        }
        assert!(written.len() > 3, "{written:?}");
    }

    /// The guide for beginners can be followed word for word, and its plans are what it says.
    #[test]
    #[cfg(unix)]
    fn the_guide_for_beginners_builds_a_working_instance() {
        let text = fs::read_to_string(root().join("docs/guides/write-your-own-model.md")).unwrap();
        let place = tempfile::tempdir().unwrap();
        follow(&text, "my-chain", place.path());
        let abroad = |policy: &str, scenario: &str| -> f64 {
            let output = Command::new(env!("CARGO_BIN_EXE_lodestone"))
                .arg("solve")
                .arg(place.path().join("my-chain"))
                .args(["--policy", policy, "--scenario", scenario, "--json"])
                .output()
                .unwrap();
            let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(document["status"], "optimal", "{document}");
            assert_eq!(document["shortage"]["dx"], 0.0, "{document}");
            document["exposure"].as_f64().unwrap()
        };
        let wind = 0.3 * 1300.0;
        assert!((abroad("tariff", "baseline") - wind).abs() < 1e-6);
        let floor = abroad("floor", "baseline");
        assert!(floor < wind / 4.0 && abroad("floor", "refinery-outage") > 2.0 * floor);
    }
}
