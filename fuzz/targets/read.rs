//! Any bytes as `instance.yaml`: read, checked, and made a network where nothing is wrong.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lodestone::spec::Selection;

fuzz_target!(|bytes: &[u8]| {
    lodestone_fuzz::folder(bytes);
    lodestone_fuzz::network(Selection::default());
});
