//! What `make setup` does on machines that lack something, told by its dry run with stand-ins for the tools.
#![cfg(unix)]

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const RUST: &[(&str, &str)] = &[("cargo", ""), ("rustc", "echo 'rustc 1.95.0 (stand-in)'")];
const BUILD_TOOLS: &[(&str, &str)] = &[("c++", ""), ("cmake", "")];
const ROOT: (&str, &str) = ("id", "echo 0");
const USER: (&str, &str) = ("id", "echo 1000");

/// A machine with only these programs, and libclang where asked for.
fn machine(programs: &[(&str, &str)], libclang: bool) -> io::Result<TempDir> {
    let machine = TempDir::new()?;
    let programs_folder = machine.path().join("bin");
    fs::create_dir_all(&programs_folder)?;
    for tool in ["sed", "tr"] {
        let real = ["/bin", "/usr/bin"]
            .map(|folder| Path::new(folder).join(tool))
            .into_iter()
            .find(|path| path.exists());
        std::os::unix::fs::symlink(real.unwrap_or_default(), programs_folder.join(tool))?;
    }
    for (name, text) in programs {
        let path = programs_folder.join(name);
        fs::write(&path, format!("#!/bin/sh\n{text}\n"))?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
    }
    let headers = machine.path().join("lib/clang/14/include");
    if libclang {
        fs::create_dir_all(&headers)?;
        fs::write(headers.join("stddef.h"), "")?;
        fs::write(machine.path().join("lib/libclang-14.so.1"), "")?;
    }
    Ok(machine)
}

fn setup(programs: &[&[(&str, &str)]], libclang: bool, options: &[&str]) -> io::Result<Output> {
    let machine = machine(&programs.concat(), libclang)?;
    Command::new("/bin/sh")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/setup.sh"))
        .args(options)
        .env_clear()
        .env("HOME", machine.path())
        .env("PATH", machine.path().join("bin"))
        .env("SETUP_LIBRARY_DIRS", machine.path().join("lib"))
        .output()
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn nothing_is_installed_where_all_is_there() {
    let output = setup(&[RUST, BUILD_TOOLS, &[("apt-get", "exit 1"), ROOT]], true, &[]).unwrap();
    assert_eq!(said(&output), (Some(0), String::new(), String::new()));
}

#[test]
fn apt_installs_what_is_missing() {
    let output = setup(&[RUST, &[("apt-get", ""), ROOT]], false, &["--dry-run"]).unwrap();
    let expected = "+ apt-get update\n\
        + env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends g++ cmake libclang-dev\n";
    assert_eq!(said(&output), (Some(0), expected.into(), String::new()));
}

#[test]
fn dnf_installs_only_what_is_missing() {
    let output = setup(&[RUST, &[("c++", ""), ("dnf", ""), ROOT]], true, &["--dry-run"]).unwrap();
    assert_eq!(said(&output), (Some(0), "+ dnf install -y cmake\n".into(), String::new()));
}

#[test]
fn brew_installs_as_the_user() {
    let output = setup(&[RUST, BUILD_TOOLS, &[("brew", ""), USER]], false, &["--dry-run"]).unwrap();
    let expected = "+ env NONINTERACTIVE=1 HOMEBREW_NO_AUTO_UPDATE=1 brew install llvm\n";
    assert_eq!(said(&output), (Some(0), expected.into(), String::new()));
}

#[test]
fn sudo_is_used_where_it_asks_for_nothing() {
    let sudo = ("sudo", "exit 0");
    let output = setup(&[RUST, &[("cmake", ""), ("dnf", ""), sudo, USER]], true, &["--dry-run"]).unwrap();
    assert_eq!(
        said(&output),
        (Some(0), "+ sudo -n dnf install -y gcc-c++\n".into(), String::new())
    );
}

#[test]
fn a_user_without_rights_is_told_the_command() {
    let sudo = ("sudo", "exit 1");
    let output = setup(&[RUST, BUILD_TOOLS, &[("dnf", "exit 1"), sudo, USER]], false, &[]).unwrap();
    let (code, _, errors) = said(&output);
    assert_eq!(code, Some(1));
    assert!(errors.contains("    sudo dnf install -y clang-devel"), "{errors}");
}

#[test]
fn a_machine_without_a_package_manager_is_told_what_to_install() {
    let output = setup(&[RUST, &[ROOT]], false, &[]).unwrap();
    let (code, _, errors) = said(&output);
    assert_eq!(code, Some(1));
    for part in ["a C++ compiler", "cmake", "libclang"] {
        assert!(errors.contains(part), "{part} is missing from {errors}");
    }
}

#[test]
fn a_library_without_headers_is_not_enough_for_apt() {
    let output = setup(&[RUST, BUILD_TOOLS, &[("apt-get", ""), ROOT]], false, &["--dry-run"]).unwrap();
    let (code, commands, _) = said(&output);
    assert_eq!(code, Some(0));
    assert!(
        commands.trim_end().ends_with("--no-install-recommends libclang-dev"),
        "{commands}"
    );
}

#[test]
fn missing_and_old_rust_are_named() {
    let (code, _, errors) = said(&setup(&[BUILD_TOOLS], true, &[]).unwrap());
    assert_eq!(code, Some(1));
    assert!(
        errors.contains("Rust is missing") && errors.contains("https://sh.rustup.rs"),
        "{errors}"
    );
    let old = [("cargo", ""), ("rustc", "echo 'rustc 1.63.0'")];
    let (code, _, errors) = said(&setup(&[&old, BUILD_TOOLS], true, &[]).unwrap());
    assert_eq!(code, Some(1));
    assert!(
        errors.contains("Rust 1.63 is too old") && errors.contains("rustup update"),
        "{errors}"
    );
}

#[test]
fn lints_bring_their_tools() {
    let rust = [("rustup", ""), ("cargo-fmt", "")];
    let output = setup(&[RUST, BUILD_TOOLS, &rust], true, &["--lint", "--dry-run"]).unwrap();
    let expected = "+ rustup component add clippy\n+ cargo install cargo-deny --locked\n";
    assert_eq!(said(&output), (Some(0), expected.into(), String::new()));
}

#[test]
fn fuzzing_brings_its_tool() {
    let output = setup(&[RUST, BUILD_TOOLS], true, &["--fuzz", "--dry-run"]).unwrap();
    let expected = "+ cargo install cargo-fuzz --locked\n";
    assert_eq!(said(&output), (Some(0), expected.into(), String::new()));
}

#[test]
fn unknown_options_are_refused() {
    let (code, _, errors) = said(&setup(&[RUST], true, &["--force"]).unwrap());
    assert_eq!(code, Some(2));
    assert!(errors.contains("--force"), "{errors}");
}
