//! Any text as settings `path=value`, one in each line, over a shipped instance. The first character chooses it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lodestone_fuzz::{BASES, folder, model, network};

fuzz_target!(|text: &str| {
    let Some(first) = text.chars().next() else { return };
    let base = &BASES[first as usize % BASES.len()];
    let mut selection = base.selection(0);
    selection.set = text[first.len_utf8()..].lines().take(8).map(str::to_owned).collect();
    folder(base.text.as_bytes());
    if let Some(network) = network(selection) {
        model(&network);
    }
});
