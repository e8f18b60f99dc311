//! Stored files are looked at before they are opened: a pipe would never end, and a file of any size would take all memory.

use std::io::{Error, ErrorKind, Result};
use std::path::Path;

/// Largest manifest read, in bytes.
pub const MOST_MANIFEST: u64 = 64 << 20;

/// Whether this is a file, and not a larger one.
///
/// # Errors
/// When it cannot be read, is something else, or is larger.
pub fn check_regular(file: &Path, most: u64) -> Result<()> {
    let about = std::fs::metadata(file)?;
    if !about.is_file() {
        let what = if about.is_dir() { "a folder" } else { "no regular file" };
        return Err(Error::new(ErrorKind::InvalidInput, what));
    }
    if about.len() > most {
        return Err(Error::new(ErrorKind::InvalidData, format!("larger than {} MB", most >> 20)));
    }
    Ok(())
}
