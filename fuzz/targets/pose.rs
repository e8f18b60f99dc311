//! A shipped instance, damaged in places: from text to program.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lodestone_fuzz::{damaged, model};

fuzz_target!(|bytes: &[u8]| {
    if let Some(network) = damaged(bytes) {
        model(&network);
    }
});
