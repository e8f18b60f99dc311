//! Places that take no output, and ends in the middle of writing.

use super::support::{bounded, ended, instance, open, powerless, program, text};
use std::fs;
use std::io::Read;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const SOLVE: [&str; 4] = ["solve", "instances/price-floor", "--policy", "floor-16"];

fn solve_into<'a>(out: &'a Path, more: &[&'a str]) -> Vec<&'a str> {
    [&SOLVE[..], &["--format", "csv", "--out", text(out)], more].concat()
}

/// Names of what stands in a folder, hidden or not.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn every_command_says_that_standard_output_is_full() {
    for arguments in [
        &SOLVE[..],
        &["solve", "instances/price-floor", "--policy", "floor-16", "--json"],
        &["check", "instances/price-floor"],
        &["example", "show", "price-floor"],
        &["example", "list"],
        &["completions", "bash"],
        &["--help"],
        &["solve", "--help"],
        &["--version"],
    ] {
        let said = ended(program("exec >/dev/full", arguments));
        assert_eq!(said.code, 74, "{arguments:?}: {said:?}");
        assert!(said.error.contains("standard output"), "{arguments:?}: {said:?}");
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    for arguments in [
        &["solve", "instances/price-floor", "--policy", "floor-16", "--json"][..],
        &["check", "instances/price-floor"],
        &["schema"],
    ] {
        let mut child = program(":", arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0]).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), output.stderr.as_slice()),
            (Some(0), &b""[..]),
            "{arguments:?}"
        );
    }
}

#[test]
fn a_full_disk_leaves_nothing_behind() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    let said = ended(program("trap '' XFSZ; ulimit -f 1", &solve_into(&out, &[])));
    assert_eq!((said.code, said.out.as_str()), (74, ""), "{said:?}");
    assert!(
        said.error.contains(text(&out)) && said.error.contains("too large"),
        "{said:?}"
    );
    assert_eq!(names(place.path()), Vec::<String>::new());
}

#[test]
fn a_full_disk_leaves_the_older_results() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    assert_eq!(bounded(&solve_into(&out, &[])).code, 0);
    let said = ended(program("trap '' XFSZ; ulimit -f 1", &solve_into(&out, &["--overwrite"])));
    assert_eq!(said.code, 74, "{said:?}");
    assert_eq!(names(place.path()), ["out"]);
    assert_eq!(bounded(&["verify", "instances/price-floor", text(&out)]).code, 0);
}

#[test]
fn a_folder_that_may_not_be_written_is_named() {
    let place = tempfile::tempdir().unwrap();
    let folder = instance(place.path(), "");
    open(place.path(), 0o555);
    let out = place.path().join("out");
    let said = powerless(&["solve", text(&folder), "--policy", "floor-16", "--out", text(&out)]);
    open(place.path(), 0o755);
    assert_eq!((said.code, said.out.as_str()), (74, ""), "{said:?}");
    assert!(
        said.error.contains(text(&out)) && said.error.contains("ermission denied"),
        "{said:?}"
    );
    assert_eq!(names(place.path()), ["case"]);
}

#[test]
fn what_is_no_folder_takes_no_results() {
    for out in ["/dev/full", "/proc/lodestone-out", "Cargo.toml"] {
        let said = bounded(&solve_into(Path::new(out), &["--overwrite"]));
        assert_eq!((said.code, said.out.as_str()), (74, ""), "{said:?}");
        assert!(said.error.contains(out), "{said:?}");
    }
}

#[test]
fn a_link_to_a_folder_of_results_stays_a_link() {
    let place = tempfile::tempdir().unwrap();
    let (real, link) = (place.path().join("real"), place.path().join("link"));
    fs::create_dir(&real).unwrap();
    symlink(&real, &link).unwrap();
    for more in [&[][..], &["--overwrite"]] {
        assert_eq!(bounded(&solve_into(&link, more)).code, 0);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink() && real.join("run.json").is_file());
    }
}

/// Whatever the moment of the end, the older results or the new ones stand whole, in their place or, in the instant between two
/// renames, in the hidden folder beside it.
#[test]
fn an_end_in_the_middle_of_writing_leaves_whole_results() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    assert_eq!(bounded(&solve_into(&out, &[])).code, 0);
    let whole = names(&out);
    let mut killed = 0;
    for delay in (0..40).cycle().take(400) {
        if killed >= 20 {
            break;
        }
        let arguments = solve_into(&out, &["--overwrite"]);
        let mut command = Command::new(env!("CARGO_BIN_EXE_lodestone"));
        command
            .args(&arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        while child.try_wait().unwrap().is_none() && names(place.path()).len() < 2 {}
        std::thread::sleep(Duration::from_micros(25 * delay));
        child.kill().unwrap();
        killed += u32::from(child.wait().unwrap().code().is_none());
        let hidden = names(place.path()).into_iter().filter(|name| name.starts_with(".lodestone-"));
        let hidden: Vec<_> = hidden.map(|name| place.path().join(name)).collect();
        if out.exists() {
            assert_eq!(names(&out), whole);
        } else {
            let olds: Vec<_> = hidden
                .iter()
                .map(|folder| folder.join("old"))
                .filter(|old| old.exists())
                .collect();
            assert_eq!(olds.len(), 1);
            assert_eq!(names(&olds[0]), whole);
            fs::rename(&olds[0], &out).unwrap();
        }
        hidden.iter().for_each(|folder| fs::remove_dir_all(folder).unwrap());
    }
    assert!(killed > 5, "only {killed} ended in the middle");
    assert_eq!(bounded(&["verify", "instances/price-floor", text(&out)]).code, 0);
}
