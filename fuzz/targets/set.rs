//! Any text as settings `path=value` over a shipped instance.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lodestone_fuzz::{model, set};

fuzz_target!(|text: &str| {
    if let Some(network) = set(text) {
        model(&network);
    }
});
