//! A shipped instance, damaged in places: from text to a judged plan.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lodestone_fuzz::{damaged, model, planned};

fuzz_target!(|bytes: &[u8]| {
    if let Some(network) = damaged(bytes) {
        planned(&network, &model(&network));
    }
});
