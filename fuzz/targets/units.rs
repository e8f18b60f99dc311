//! Any text as a quantity of several dimensions, with its first line as a unit of its own.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lodestone::spec::Selection;
use lodestone_fuzz::{folder, network};

fuzz_target!(|text: &str| {
    let (unit, quantity) = text.split_once('\n').unwrap_or(("1 t", text));
    let (unit, quantity) = (quoted(unit), quoted(quantity));
    let instance = format!(
        "lodestone: 1
name: Units
periods: [2026-01-01, 2027-01-01]
units: {{ case: {unit} }}
discount_rate: {quantity}
elements: {{ NdPr: {{}} }}
stages: {{ separated: {{}} }}
materials: {{ oxide: {{ stage: separated, contents: {{ NdPr: {quantity} }} }} }}
sites: {{ mine: {{ country: AU, source: {{ oxide: {{ offer: {quantity}, available: {quantity} }} }} }} }}
lanes: [{{ from: mine, to: buyer, carries: [oxide], transit: {quantity}, freight: {quantity} }}]
demands: {{ buyer: {{ country: US, accepts: [oxide], quantity: 1 case/yr, minimum: {quantity} }} }}
"
    );
    folder(instance.as_bytes());
    network(Selection::default());
});

/// A YAML text in double quotes.
fn quoted(text: &str) -> String {
    let each = |c: char| match c {
        ' ' | '!' | '#'..='[' | ']'..='~' => c.to_string(),
        c => format!("\\U{:08x}", u32::from(c)),
    };
    format!("\"{}\"", text.chars().map(each).collect::<String>())
}
