//! House rules on a file's inside: quiet rooms, no panics, one unsafe folder, small files and functions.

use crate::reading::Facts;
use crate::table::{self, FILE_LIMIT, FUNCTION_LIMIT, UNSAFE_FOLDER};

const PRINTING: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];
const PANICKING: &[&str] = &["panic", "todo", "unimplemented"];

/// What the code must not know: these are words of models and instances.
const GOODS: &[&str] = &["magnet"];

/// Lines of a source that name goods of one supply chain, tests and comments included.
pub fn goods(file: &str, text: &str) -> Vec<String> {
    let named = |line: &str| GOODS.iter().find(|word| line.to_lowercase().contains(**word));
    let lines = text.lines().enumerate();
    lines
        .filter_map(|(at, line)| Some((at + 1, named(line)?)))
        .map(|(at, word)| format!("{file}:{at}: knows the word `{word}`; goods belong in models, instances and docs"))
        .collect()
}

/// Findings about the inside of a file.
pub fn check(facts: &Facts) -> Vec<String> {
    let mut found = Vec::new();
    let mut note = |line: usize, why: &str| found.push(format!("{}:{line}: {why}", facts.file));
    quiet(facts, &mut note);
    panics(facts, &mut note);
    lints(facts, &mut note);
    unsafety(facts, &mut note);
    sizes(facts, &mut note);
    found
}

fn quiet(facts: &Facts, note: &mut impl FnMut(usize, &str)) {
    let Some(room) = facts.module.first().and_then(|first| table::find(first)) else {
        return;
    };
    for name in &facts.names {
        let words: Vec<&str> = name.segments.iter().map(String::as_str).collect();
        if !room.clock && reads_clock(&words) {
            note(
                name.line,
                "reads clock, environment or process; let `run` read it and pass the value",
            );
        }
        if !room.prints
            && words.starts_with(&["std", "io"])
            && words.iter().any(|word| ["stdout", "stderr", "stdin"].contains(word))
        {
            note(name.line, "uses the terminal; return the text and let `cli` print it");
        }
    }
    for (name, line) in facts.macros.iter().filter(|_| !room.prints) {
        if PRINTING.contains(&name.as_str()) {
            note(*line, &format!("{name}! prints; return the text and let `cli` print it"));
        }
    }
}

fn reads_clock(words: &[&str]) -> bool {
    let pairs = [["std", "env"], ["std", "process"], ["Zoned", "now"], ["Timestamp", "now"]];
    let paired = words.windows(2).any(|window| pairs.iter().any(|pair| pair == window));
    paired || (words.len() > 1 && words.iter().any(|word| ["Instant", "SystemTime"].contains(word)))
}

fn panics(facts: &Facts, note: &mut impl FnMut(usize, &str)) {
    for (name, line) in &facts.methods {
        if name == "unwrap" || name == "expect" {
            note(
                *line,
                &format!(".{name}() can panic; return the error with its place, or use a default"),
            );
        }
    }
    for (name, line) in &facts.macros {
        if PANICKING.contains(&name.as_str()) {
            note(*line, &format!("{name}! panics; return an error with its place and remedy"));
        }
    }
}

fn lints(facts: &Facts, note: &mut impl FnMut(usize, &str)) {
    for (lint, line) in &facts.lowered {
        if lint != "unsafe_code" || !facts.file.starts_with(UNSAFE_FOLDER) {
            note(
                *line,
                &format!("lowers the lint {lint}; change the code so that the lint is content"),
            );
        }
    }
    for line in &facts.globs {
        note(*line, "re-exports with a glob; name what leaves the module");
    }
    if !facts.documented {
        note(
            1,
            "has no module documentation; open the file with //! and one line on what it owns",
        );
    }
}

fn unsafety(facts: &Facts, note: &mut impl FnMut(usize, &str)) {
    let lines: Vec<&str> = facts.text.lines().collect();
    for &line in &facts.unsafes {
        let reasoned = lines
            .iter()
            .take(line)
            .skip(line.saturating_sub(6))
            .any(|text| text.contains("SAFETY:"));
        if !facts.file.starts_with(UNSAFE_FOLDER) {
            note(
                line,
                &format!("is unsafe; only {UNSAFE_FOLDER} may be: call a safe function of it"),
            );
        } else if !reasoned {
            note(
                line,
                "is unsafe without a reason; say above it, after `SAFETY:`, why it is sound",
            );
        }
    }
}

fn sizes(facts: &Facts, note: &mut impl FnMut(usize, &str)) {
    let lines = facts.text.lines().count();
    if lines > FILE_LIMIT {
        note(1, &format!("has {lines} lines, {FILE_LIMIT} at most; split it by subject"));
    }
    for function in facts.functions.iter().filter(|function| function.lines > FUNCTION_LIMIT) {
        let (name, lines) = (&function.name, function.lines);
        note(
            function.line,
            &format!("{name} has {lines} lines, {FUNCTION_LIMIT} at most; split it by step"),
        );
    }
}
