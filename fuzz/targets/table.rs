//! Any bytes as a CSV table; the first byte chooses the section that it fills.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lodestone::spec::Selection;
use lodestone_fuzz::{folder, network, write};

const SECTIONS: [&str; 8] = [
    "demands",
    "lanes",
    "sites",
    "materials",
    "periods",
    "scenarios",
    "sites.mine",
    "sites.mine.source",
];

fuzz_target!(|bytes: &[u8]| {
    if let [first, table @ ..] = bytes {
        let section = SECTIONS[usize::from(*first) % SECTIONS.len()];
        let tables = format!("tables: [{{ file: t.csv, section: {section} }}]\n");
        folder([include_bytes!("base.yaml"), tables.as_bytes()].concat().as_slice());
        write("t.csv", table);
        network(Selection::default());
    }
});
