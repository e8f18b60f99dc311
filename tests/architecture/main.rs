//! Reads the sources and holds them to the table of rooms and to the rules of the house.

mod habits;
mod imports;
mod reading;
mod table;

use reading::{Facts, read, read_sources, rust_files};
use std::error::Error;
use std::fs;
use std::path::Path;
use table::{FILE_LIMIT, IN_USE, ROOMS};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Crates that the manifest names, as code spells them.
fn outside_crates() -> Result<Vec<String>, Box<dyn Error>> {
    let manifest = fs::read_to_string(root().join("Cargo.toml"))?;
    let mut section = "";
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]") && !line.starts_with('#') {
            names.extend(line.split_once(" = ").map(|(name, _)| name.trim().replace('-', "_")));
        }
    }
    Ok(names)
}

fn findings(facts: &Facts, outside: &[String]) -> Vec<String> {
    let mut found = imports::check(facts, outside);
    found.extend(habits::check(facts));
    found
}

#[test]
fn sources_keep_the_rules_of_the_house() {
    let outside = outside_crates().unwrap();
    let sources = read_sources(root()).unwrap();
    assert!(sources.len() > ROOMS.len(), "too few sources read: {}", sources.len());
    let found: Vec<String> = sources.iter().flat_map(|facts| findings(facts, &outside)).collect();
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_room_of_the_table_stands() {
    for room in ROOMS {
        let folder = root().join("src").join(room.name);
        assert!(folder.is_dir(), "the table names {}, which is not in src/", room.name);
    }
}

#[test]
fn data_flows_one_way() {
    for (position, room) in ROOMS.iter().enumerate() {
        for import in room.imports {
            let place = ROOMS.iter().position(|other| other.name == *import);
            assert!(
                place.is_some_and(|place| place < position),
                "{} imports {import}, which comes later",
                room.name
            );
        }
    }
}

#[test]
fn crates_are_in_real_use() {
    let outside = outside_crates().unwrap();
    let sources = read_sources(root()).unwrap();
    let used = |wanted: &str| {
        sources.iter().any(|facts| {
            let mut targets = facts.names.iter().map(|name| imports::target(facts, name, &outside));
            targets.any(|target| matches!(target, imports::Target::Outside(name) if name == wanted))
        })
    };
    let idle: Vec<&str> = IN_USE.iter().copied().filter(|wanted| !used(wanted)).collect();
    assert!(
        idle.is_empty(),
        "declared in Cargo.toml but not used in src/: {}",
        idle.join(", ")
    );
}

#[test]
fn test_files_are_of_readable_size() {
    let mut long = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for path in rust_files(&root().join(folder)).unwrap() {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            if lines > FILE_LIMIT {
                long.push(format!(
                    "{}:1: has {lines} lines, {FILE_LIMIT} at most; split it by subject",
                    path.display()
                ));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn no_source_knows_the_goods_of_one_chain() {
    let mut found = Vec::new();
    for folder in ["src", "benches/plans/generate"] {
        for path in rust_files(&root().join(folder)).unwrap() {
            found.extend(habits::goods(
                &path.display().to_string(),
                &fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    let planted = habits::goods("src/a.rs", "//! A.\nfn magnets() {}\n");
    assert!(
        planted.len() == 1 && planted[0].starts_with("src/a.rs:2: knows the word `magnet`"),
        "{planted:?}"
    );
}

#[test]
fn the_documented_table_is_the_enforced_one() {
    let page = fs::read_to_string(root().join("docs/architecture/README.md")).unwrap();
    for room in ROOMS {
        let start = format!("| `{}/` |", room.name);
        let line = page.lines().find(|line| line.starts_with(&start));
        let cells: Vec<&str> = line.unwrap_or_default().split('|').map(str::trim).collect();
        let said = |column: usize| cells.get(column).map(|cell| words(cell)).unwrap_or_default();
        assert_eq!(
            said(3),
            sorted(room.imports),
            "imports of {} in docs/architecture/README.md",
            room.name
        );
        assert_eq!(
            said(4),
            sorted(room.crates),
            "outside crates of {} in docs/architecture/README.md",
            room.name
        );
    }
}

fn words(cell: &str) -> Vec<String> {
    let parts = cell.split(',').map(|part| part.trim().replace('-', "_"));
    let mut all: Vec<String> = parts.filter(|part| !part.is_empty() && part != "_").collect();
    all.sort();
    all
}

fn sorted(names: &[&str]) -> Vec<String> {
    let mut all: Vec<String> = names.iter().map(|name| (*name).to_string()).collect();
    all.sort();
    all
}

/// File, its text after the module documentation, and the start of the finding it must give.
const PLANTED: &[(&str, &str, &str)] = &[
    (
        "src/formulation/a.rs",
        "use crate::spec::Spec;",
        "src/formulation/a.rs:2: formulation may not import spec",
    ),
    (
        "src/formulation/a.rs",
        "use crate::{network::Site, solve};",
        "src/formulation/a.rs:2: formulation may not import solve",
    ),
    (
        "src/formulation/a/b.rs",
        "use super::super::super::solve::solve;",
        "src/formulation/a/b.rs:2: formulation may not import solve",
    ),
    (
        "src/verify/mod.rs",
        "fn f() { let _ = crate::lp::Lp::default(); }",
        "src/verify/mod.rs:2: verify may not import lp",
    ),
    (
        "src/verify/mod.rs",
        "fn f() -> String {\n    format!(\"{}\", crate::origin::x())\n}",
        "src/verify/mod.rs:3: verify may not import origin",
    ),
    (
        "src/plan/mod.rs",
        "use crate::formulation::formulate;",
        "src/plan/mod.rs:2: plan may take only keys",
    ),
    (
        "src/plan/mod.rs",
        "use highs_sys::Highs_create;",
        "src/plan/mod.rs:2: plan may not use the crate highs_sys",
    ),
    (
        "src/run/mod.rs",
        "#[derive(clap::ValueEnum)]\nenum E { A }",
        "src/run/mod.rs:2: run may not use the crate clap",
    ),
    ("src/lib.rs", "pub use crate::spec::Spec;", "src/lib.rs:2: the crate's root"),
    (
        "src/cellar/mod.rs",
        "",
        "src/cellar/mod.rs:1: the room `cellar` is not in the table",
    ),
    (
        "src/solve/mod.rs",
        "use std::time::Instant;",
        "src/solve/mod.rs:2: reads clock",
    ),
    (
        "src/spec/mod.rs",
        "fn f() { let _ = std::env::var(\"A\"); }",
        "src/spec/mod.rs:2: reads clock",
    ),
    (
        "src/plan/mod.rs",
        "fn f() { println!(\"a\"); }",
        "src/plan/mod.rs:2: println! prints",
    ),
    (
        "src/run/mod.rs",
        "fn f() { eprintln!(\"a\"); }",
        "src/run/mod.rs:2: eprintln! prints",
    ),
    (
        "src/run/mod.rs",
        "use std::io::stdout;",
        "src/run/mod.rs:2: uses the terminal",
    ),
    (
        "src/lp/mod.rs",
        "fn f(a: Option<u8>) -> u8 { a.unwrap() }",
        "src/lp/mod.rs:2: .unwrap() can panic",
    ),
    (
        "src/lp/mod.rs",
        "fn f(a: Option<u8>) -> String { format!(\"{}\", a.expect(\"b\")) }",
        "src/lp/mod.rs:2: .expect() can panic",
    ),
    ("src/lp/mod.rs", "fn f() { todo!() }", "src/lp/mod.rs:2: todo! panics"),
    (
        "src/lp/mod.rs",
        "#[allow(dead_code)]\nfn f() {}",
        "src/lp/mod.rs:2: lowers the lint dead_code",
    ),
    (
        "src/lp/mod.rs",
        "#![allow(unsafe_code)]",
        "src/lp/mod.rs:2: lowers the lint unsafe_code",
    ),
    (
        "src/lp/mod.rs",
        "fn f() { unsafe { g() } }",
        "src/lp/mod.rs:2: is unsafe; only",
    ),
    (
        "src/solve/highs/a.rs",
        "\n\n\n\n\n\n\nunsafe fn f() {}",
        "src/solve/highs/a.rs:9: is unsafe without a reason",
    ),
    (
        "src/lp/mod.rs",
        "pub(crate) use text::*;",
        "src/lp/mod.rs:2: re-exports with a glob",
    ),
];

#[test]
fn planted_violations_are_caught() {
    let outside = outside_crates().unwrap();
    for (file, text, expected) in PLANTED {
        let facts = read(file, &format!("//! Planted.\n{text}\n")).unwrap();
        let found = findings(&facts, &outside);
        assert!(
            found.len() == 1 && found[0].starts_with(expected),
            "{text:?} gave {found:?}, expected one: {expected:?}"
        );
    }
}

#[test]
fn overlong_and_undocumented_files_are_caught() {
    let long = format!("//! Planted.\nfn f() {{\n{}}}\n", "    g();\n".repeat(60));
    assert_eq!(
        findings(&read("src/lp/mod.rs", &long).unwrap(), &[]),
        ["src/lp/mod.rs:2: f has 62 lines, 60 at most; split it by step"]
    );
    let big = format!("//! Planted.\n{}", "const _: u8 = 0;\n".repeat(500));
    assert_eq!(
        findings(&read("src/lp/mod.rs", &big).unwrap(), &[]),
        ["src/lp/mod.rs:1: has 501 lines, 500 at most; split it by subject"]
    );
    assert_eq!(findings(&read("src/lp/mod.rs", "fn f() {}\n").unwrap(), &[]).len(), 1);
}

#[test]
fn what_is_allowed_passes() {
    let outside = outside_crates().unwrap();
    let allowed = [
        (
            "src/main.rs",
            "fn main() -> std::process::ExitCode { lodestone::cli::main() }",
        ),
        (
            "src/formulation/a.rs",
            "use crate::network::Site;\nuse super::keys::RowKey;\nuse std::fmt;",
        ),
        (
            "src/plan/mod.rs",
            "use crate::formulation::{ColumnKey, RowKey};\nuse crate::solve::Outcome;",
        ),
        ("src/results/mod.rs", "mod csv;\nfn f() { csv::write(); }"),
        ("src/run/mod.rs", "use std::time::Instant;\nuse rayon::prelude::*;"),
        (
            "src/cli/mod.rs",
            "use clap::Parser;\nfn f() { println!(\"{}\", std::env::args().count()); }",
        ),
        (
            "src/solve/highs/mod.rs",
            "#![allow(unsafe_code)]\n// SAFETY: the pointer is live.\nfn f() { unsafe { g() } }",
        ),
        (
            "src/lp/mod.rs",
            "#[cfg(test)]\nmod tests {\n    use crate::spec::Spec;\n    #[test]\n    fn f() { g().unwrap(); }\n}",
        ),
    ];
    for (file, text) in allowed {
        let facts = read(file, &format!("//! Planted.\n{text}\n")).unwrap();
        assert_eq!(findings(&facts, &outside), Vec::<String>::new(), "{text:?}");
    }
}
