//! Large networks are formulated in time.

use crate::networks::network;
use lodestone::formulation::formulate;
use lodestone::origin::label;
use std::fmt::Write;
use std::time::{Duration, Instant};

/// Mines, plants and buyers in many countries over 20 quarters, with nested rules.
fn large(places: usize) -> String {
    let mut text = String::from(
        "lodestone: 1
periods: { start: 2026-01-01, count: 20, length: 0.25 }
allies: [C0, C1, C2, C3, C4]
partners: { C5: 0.3 }
elements: { Nd: {} }
stages: { mined: {}, separated: {} }
materials: { ore: { stage: mined, contents: { Nd: 0.1 } }, oxide: { stage: separated, contents: { Nd: 0.8 } } }
processes: { sx: { stage: separated, inputs: { ore: 10 }, outputs: { oxide: 1 } } }
rules: { strict: { stages: { mined: { allowed: [C0] }, separated: { allowed: [C0, C1] } } } }
policies: { p: { measures: { duty: { kind: specific_duty, importers: [C0], amount: 5, unless: strict } } } }
sites:
",
    );
    let mut demands = String::from("demands:\n");
    for k in 0..places {
        let country = k % 10;
        let _ = writeln!(
            text,
            "  mine-{k}: {{ country: C{country}, source: {{ ore: {{ offer: {k}, available: 50 }} }} }}"
        );
        let _ = writeln!(
            text,
            "  plant-{k}: {{ country: C{country}, lines: {{ l: {{ processes: [sx], capacity: 10 }} }} }}"
        );
        let rule = if k % 3 == 0 { "requires: [strict], " } else { "" };
        let _ = writeln!(
            demands,
            "  buyer-{k}: {{ country: C{country}, accepts: [oxide], {rule}quantity: 4 }}"
        );
    }
    text + &demands
}

#[test]
fn a_quarter_of_a_million_columns_take_about_a_second() {
    let network = network(&large(64), "p", None);
    let start = Instant::now();
    let model = formulate(&label(&network));
    let took = start.elapsed();
    let (columns, entries) = (model.lp.columns(), model.lp.entries());
    assert!(columns > 250_000, "{columns} columns, {entries} entries in {took:?}");
    assert!(
        took < Duration::from_secs(5),
        "{columns} columns, {entries} entries in {took:?}"
    );
    println!("{columns} columns, {entries} entries in {took:?}");
}
