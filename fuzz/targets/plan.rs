//! A shipped instance, damaged in places: from text to a judged plan. The first byte chooses the instance, the second policy and
//! scenario, every five that follow one edit.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lodestone_fuzz::edits::{Edit, applied};
use lodestone_fuzz::{BASES, folder, model, network, planned};

fuzz_target!(|bytes: &[u8]| {
    if let [base, choice, rest @ ..] = bytes {
        let base = &BASES[usize::from(*base) % BASES.len()];
        folder(&applied(&Edit::of_bytes(rest), base.text.as_bytes()));
        if let Some(network) = network(base.selection(*choice)) {
            planned(&network, &model(&network));
        }
    }
});
