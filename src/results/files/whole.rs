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
    /// There is a folder of results that holds something else too.
    Shared(PathBuf),
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
            Self::Shared(path) => write!(
                f,
                "{}: stands among older results and is not of lodestone, so they are not replaced; move it, or choose another folder",
                path.display()
            ),
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

/// Whether a folder of results may be written here.
///
/// # Errors
/// When there is something that must not be replaced.
pub fn check_free(folder: &Path, overwrite: bool) -> Result<(), OutputError> {
    check_marked(folder, overwrite, MANIFEST)?;
    let foreign = foreign(folder).map_err(|error| OutputError::Io(folder.to_path_buf(), error))?;
    foreign.map_or(Ok(()), |path| Err(OutputError::Shared(path)))
}

/// Ends of the names of files that results are written to.
const ENDS: [&str; 4] = ["parquet", "csv", "json", "xlsx"];

/// The first thing in a folder, by name, that is none of results: files are tables and manifests, folders are those of a batch.
fn foreign(folder: &Path) -> io::Result<Option<PathBuf>> {
    if !folder.exists() {
        return Ok(None);
    }
    let mut others = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (name, path) = (entry.file_name().to_string_lossy().into_owned(), entry.path());
        let of_batch = name == "summary" || name.starts_with("policy=") || name.starts_with(".lodestone-");
        let table = path.extension().is_some_and(|end| ENDS.iter().any(|known| end == *known));
        if if path.is_dir() { !of_batch } else { !table } {
            others.push(path);
        }
    }
    Ok(others.into_iter().min())
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
    check_free(folder, overwrite)?;
    put(folder, fill)
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
    put(folder, fill)
}

/// Fills a folder beside the final place, and moves it there, in the place of what is there.
fn put(folder: &Path, fill: impl FnOnce(&Path) -> io::Result<()>) -> Result<(), OutputError> {
    // A link stays one: the results go where it leads.
    let real = fs::canonicalize(folder);
    let folder = real.as_deref().unwrap_or(folder);
    let write = || {
        let (work, new) = workplace(folder)?;
        fs::create_dir(&new)?;
        fill(&new)?;
        settle(&new)?;
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
        fs::File::open(&new)?.sync_all()?;
        fs::rename(&new, file)
    };
    write().map_err(|error| OutputError::Io(file.to_path_buf(), error))
}

/// Brings the files of a folder to the disk, so that a folder that is in place holds whole files after a power cut too.
fn settle(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            fs::File::open(path)?.sync_all()?;
        }
    }
    Ok(())
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
