//! Measures the program on networks of growing size: `cargo bench --bench plans`.

mod generate;

use std::error::Error;
use std::path::Path;

/// Seed of the generated instances where none is given.
const SEED: u64 = 1;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["generate", size, folder] => generate(size, folder, SEED),
        ["generate", size, folder, seed] => generate(size, folder, seed.parse()?),
        _ => Ok(()),
    }
}

fn generate(size: &str, folder: &str, seed: u64) -> Result<(), Box<dyn Error>> {
    let size = generate::Size::named(size).ok_or("sizes are small, medium, big and large")?;
    Ok(generate::write(&size, seed, Path::new(folder))?)
}
