//! Output written whole or not at all, and over older results only where asked for.

use super::MANIFEST;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why output cannot be written.
#[derive(Debug)]
pub enum OutputError {
    /// There is something already, and overwriting was not asked for.
    Exists(PathBuf),
    /// There is a folder without the file that marks what may be overwritten, such as the manifest of results.
    Foreign(PathBuf, &'static str),
    /// The system refused.
    Io(PathBuf, io::Error),
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists(path) => write!(
                f,
                "{}: exists already; choose another name, or replace it with --overwrite",
                path.display()
            ),
            Self::Foreign(path, mark) => {
                write!(
                    f,
                    "{}: not replaced, because it does not hold {mark} of lodestone",
                    path.display()
                )
            }
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

/// Whether a folder of results may be written here.
///
/// # Errors
/// When there is something that must not be replaced.
pub fn check_free(folder: &Path, overwrite: bool) -> Result<(), OutputError> {
    check_marked(folder, overwrite, MANIFEST)
}

/// Whether a folder may be written here that its file `mark` tells from others.
fn check_marked(folder: &Path, overwrite: bool, mark: &'static str) -> Result<(), OutputError> {
    let refused = |error| OutputError::Io(folder.to_path_buf(), error);
    if fs::symlink_metadata(folder).is_err() {
        return Ok(());
    }
    let mut entries = fs::read_dir(folder).map_err(refused)?;
    if entries.next().is_none() {
        return Ok(());
    }
    match (overwrite, folder.join(mark).is_file()) {
        (false, _) => Err(OutputError::Exists(folder.to_path_buf())),
        (true, false) => Err(OutputError::Foreign(folder.to_path_buf(), mark)),
        (true, true) => Ok(()),
    }
}

/// Whether a file may be written here.
///
/// # Errors
/// When there is something that must not be replaced.
pub fn check_free_file(file: &Path, overwrite: bool) -> Result<(), OutputError> {
    match fs::metadata(file) {
        Ok(found) if found.is_dir() => Err(OutputError::Foreign(file.to_path_buf(), "a file")),
        Ok(_) if !overwrite => Err(OutputError::Exists(file.to_path_buf())),
        _ => Ok(()),
    }
}

/// Fills a folder of results beside the final place, then moves it there.
///
/// # Errors
/// When something must not be replaced or cannot be written; the final place is then as before.
pub fn write_folder(folder: &Path, overwrite: bool, fill: impl FnOnce(&Path) -> io::Result<()>) -> Result<(), OutputError> {
    write_marked(folder, overwrite, MANIFEST, fill)
}

/// The same for a folder of another kind: only one that holds the file `mark` is replaced.
///
/// # Errors
/// As [`write_folder`].
pub fn write_marked(
    folder: &Path,
    overwrite: bool,
    mark: &'static str,
    fill: impl FnOnce(&Path) -> io::Result<()>,
) -> Result<(), OutputError> {
    check_marked(folder, overwrite, mark)?;
    // A link stays one: the results go where it leads.
    let real = fs::canonicalize(folder);
    let folder = real.as_deref().unwrap_or(folder);
    let write = || {
        let (work, new) = workplace(folder)?;
        fs::create_dir(&new)?;
        fill(&new)?;
        if folder.exists() {
            let old = work.path().join("old");
            fs::rename(folder, &old)?;
            // The old results go back when the new ones cannot take their place.
            fs::rename(&new, folder).inspect_err(|_| drop(fs::rename(&old, folder)))?;
            return Ok(());
        }
        fs::rename(&new, folder)
    };
    write().map_err(|error| OutputError::Io(folder.to_path_buf(), error))
}

/// Writes a file beside the final place, then moves it there.
///
/// # Errors
/// When something must not be replaced or cannot be written; the final place is then as before.
pub fn write_file(file: &Path, overwrite: bool, text: &[u8]) -> Result<(), OutputError> {
    check_free_file(file, overwrite)?;
    let write = || {
        let (_work, new) = workplace(file)?;
        fs::write(&new, text)?;
        fs::rename(&new, file)
    };
    write().map_err(|error| OutputError::Io(file.to_path_buf(), error))
}

/// A temporary folder beside the final place, and the name within it to write to.
fn workplace(target: &Path) -> io::Result<(tempfile::TempDir, PathBuf)> {
    let parent = target
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let work = tempfile::Builder::new().prefix(".lodestone-").tempdir_in(parent)?;
    let new = work.path().join("new");
    Ok((work, new))
}
