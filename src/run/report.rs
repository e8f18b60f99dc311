//! The report of stored results.

use super::Failure;
use crate::results::files::{check_free_file, write_file};
use crate::results::html;
use std::path::{Path, PathBuf};

/// Writes one page of some folders of results.
///
/// # Errors
/// When a folder holds no results, or the file must not be replaced or cannot be written.
pub fn report(folders: &[PathBuf], file: &Path, overwrite: bool) -> Result<(), Failure> {
    check_free_file(file, overwrite)?;
    once(folders)?;
    let read = folders.iter().map(|folder| html::Folder::read(folder));
    let folders = read.collect::<Result<Vec<_>, _>>().map_err(Failure::Stored)?;
    check(&folders)?;
    write_file(file, overwrite, html::page(&folders).as_bytes())?;
    Ok(())
}

/// Refuses a folder that is given twice, by whatever path.
fn once(folders: &[PathBuf]) -> Result<(), Failure> {
    let place = |folder: &PathBuf| folder.canonicalize().unwrap_or_else(|_| folder.clone());
    let mut seen: Vec<PathBuf> = Vec::new();
    for folder in folders {
        if seen.contains(&place(folder)) {
            return Err(Failure::Usage(format!(
                "the folder {} is given twice; give it once",
                folder.display()
            )));
        }
        seen.push(place(folder));
    }
    Ok(())
}

/// Refuses results of several instances: their policies would be compared by name alone.
fn check(folders: &[html::Folder]) -> Result<(), Failure> {
    let mut instances: Vec<&str> = Vec::new();
    for folder in folders {
        if !instances.contains(&folder.instance()) {
            instances.push(folder.instance());
        }
    }
    match instances.as_slice() {
        [] | [_] => Ok(()),
        several => Err(Failure::Usage(format!(
            "a report is of one instance, and these results are of {}; write one for each",
            several.join(", ")
        ))),
    }
}
