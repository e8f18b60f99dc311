//! The kept inputs of the fuzzer, crashes among them, replayed as its targets read them.

use crate::fuzz::{damaged, model, planned, set};
use std::path::Path;

/// Every kept input of a target.
fn inputs(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files.iter().map(|file| std::fs::read(file).unwrap()).collect()
}

/// One test, as all inputs are read from one folder. Most end in problems; the others show that the corpus still reaches programs.
#[test]
fn kept_inputs_of_the_fuzzer_end_in_an_answer_or_in_problems() {
    let posed = inputs("pose")
        .iter()
        .filter_map(|bytes| damaged(bytes).map(|network| model(&network)))
        .count();
    let networks = inputs("plan").into_iter().filter_map(|bytes| damaged(&bytes));
    let solved = networks.map(|network| planned(&network, &model(&network))).count();
    let texts = inputs("set").into_iter().filter_map(|input| String::from_utf8(input).ok());
    let settled = texts.filter_map(|text| set(&text).map(|network| model(&network))).count();
    println!("programs of pose {posed}, plan {solved}, set {settled}");
    assert!(
        posed > 20 && solved > 20 && settled > 5,
        "the corpus reaches too few programs: {posed}, {solved}, {settled}"
    );
}
