//! Holds the names a file uses to the table of rooms.

use crate::reading::{Facts, Name};
use crate::table::{self, NARROW, ROOMS, Room};

/// What a name points at.
pub enum Target {
    /// A room of ours, and the first name taken from it.
    Room(String, Option<String>),
    /// An outside crate.
    Outside(String),
    /// The standard library or something near.
    Near,
}

/// Findings about imports of a file.
pub fn check(facts: &Facts, outside: &[String]) -> Vec<String> {
    let Some(first) = facts.module.first() else {
        return check_root(facts, outside);
    };
    let Some(room) = table::find(first) else {
        return vec![format!(
            "{}:1: the room `{first}` is not in the table; enter it in tests/architecture/table.rs and docs/architecture",
            facts.file
        )];
    };
    let findings = facts
        .names
        .iter()
        .filter_map(|name| refuse(room, name, &target(facts, name, outside)));
    findings.map(|(line, why)| format!("{}:{line}: {why}", facts.file)).collect()
}

/// The library's root only declares the rooms; the program only calls the command line.
fn check_root(facts: &Facts, outside: &[String]) -> Vec<String> {
    let targets = facts.names.iter().map(|name| (name.line, target(facts, name, outside)));
    let wrong = targets.filter(|(_, target)| match target {
        Target::Room(room, _) => facts.file != "src/main.rs" || room != "cli",
        Target::Outside(_) => true,
        Target::Near => false,
    });
    let remedy = "the crate's root declares rooms and main calls cli, nothing else; move this into a room";
    wrong.map(|(line, _)| format!("{}:{line}: {remedy}", facts.file)).collect()
}

/// Where a name leads, from the module it stands in.
pub fn target(facts: &Facts, name: &Name, outside: &[String]) -> Target {
    let mut rest = name.segments.as_slice();
    let mut module = name.module.as_slice();
    match rest.first().map(String::as_str) {
        Some("crate" | "lodestone") => module = &[],
        Some("self" | "super") => {
            while let Some(word @ ("self" | "super")) = rest.first().map(String::as_str) {
                if word == "super" {
                    module = module.split_last().map_or(&[], |(_, outer)| outer);
                }
                rest = &rest[1..];
            }
            return full(module, rest);
        }
        Some(first) if outside.iter().any(|known| known == first) && !facts.locals.iter().any(|local| local == first) => {
            return Target::Outside(first.into());
        }
        _ => return Target::Near,
    }
    full(module, &rest[1..])
}

fn full(module: &[String], rest: &[String]) -> Target {
    let mut all = module.iter().chain(rest);
    match all.next() {
        Some(room) => Target::Room(room.clone(), all.next().cloned()),
        None => Target::Near,
    }
}

fn refuse(room: &Room, name: &Name, target: &Target) -> Option<(usize, String)> {
    let why = match target {
        Target::Room(other, taken) if other != room.name && table::find(other).is_some() => {
            refuse_room(room, other, taken.as_deref())?
        }
        Target::Outside(outside) if !room.crates.contains(&outside.as_str()) => {
            let owners: Vec<&str> = ROOMS
                .iter()
                .filter(|room| room.crates.contains(&outside.as_str()))
                .map(|room| room.name)
                .collect();
            format!(
                "{} may not use the crate {outside}, which belongs to {}; let that room do it and pass the result",
                room.name,
                listed(&owners)
            )
        }
        _ => return None,
    };
    Some((name.line, why))
}

fn refuse_room(room: &Room, other: &str, taken: Option<&str>) -> Option<String> {
    if !room.imports.contains(&other) {
        return Some(format!(
            "{} may not import {other}, only {}; take the value from one of these, or let `run` pass it",
            room.name,
            listed(room.imports)
        ));
    }
    let (_, _, names) = NARROW
        .iter()
        .find(|(inner, outer, _)| *inner == room.name && *outer == other)?;
    let inside = taken.is_some_and(|taken| names.contains(&taken));
    (!inside).then(|| {
        format!(
            "{} may take only {} from {other}; let `run` pass the rest",
            room.name,
            listed(names)
        )
    })
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() { "nobody".into() } else { names.join(", ") }
}
