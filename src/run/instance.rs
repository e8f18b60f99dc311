//! Instances: folders, and the examples that the program itself holds.

use super::Failure;
use crate::results::OutputError;
use crate::results::files::write_folder;
use crate::spec::nearest;
use include_dir::{Dir, include_dir};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

static EXAMPLES: Dir = include_dir!("$CARGO_MANIFEST_DIR/instances");

/// An instance folder.
#[derive(Debug)]
pub struct Instance {
    /// Name: that of the folder.
    pub name: String,
    /// Folder.
    pub folder: PathBuf,
    /// Holds the folder of an unpacked example while it is in use.
    _unpacked: Option<TempDir>,
}

impl Instance {
    /// Finds a folder, or unpacks the example of that name.
    ///
    /// # Errors
    /// When there is neither, or the example cannot be unpacked.
    pub fn find(given: &Path) -> Result<Self, Failure> {
        if given.is_dir() {
            let full = given.canonicalize().unwrap_or_else(|_| given.to_path_buf());
            let name = full.file_name().unwrap_or(given.as_os_str()).to_string_lossy().into_owned();
            return Ok(Self {
                name,
                folder: given.to_path_buf(),
                _unpacked: None,
            });
        }
        let name = given.to_string_lossy().into_owned();
        let Some(example) = examples().into_iter().find(|example| example.name == name) else {
            return Err(Failure::NoInstance(unknown(given, &name)));
        };
        let failed = |error| Failure::Output(OutputError::Io(std::env::temp_dir(), error));
        let unpacked = tempfile::Builder::new().prefix("lodestone-").tempdir().map_err(failed)?;
        let folder = unpacked.path().join(&name);
        std::fs::create_dir(&folder)
            .and_then(|()| example.unpack(&folder))
            .map_err(failed)?;
        Ok(Self {
            name,
            folder,
            _unpacked: Some(unpacked),
        })
    }
}

fn unknown(given: &Path, name: &str) -> String {
    if given.is_file() {
        return format!("{name}: is a file; expected the folder that holds instance.yaml");
    }
    let known: Vec<&str> = examples().into_iter().map(|example| example.name).collect();
    let hint = nearest(name, known.iter().copied()).map(|near| format!(" (did you mean the example `{near}`?)"));
    let hint = hint.unwrap_or_else(|| " (`lodestone example list` shows the examples)".into());
    format!("{name}: no such folder; expected an instance folder or the name of an example{hint}")
}

/// A shipped instance.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Name.
    pub name: &'static str,
    dir: &'static Dir<'static>,
}

impl Example {
    /// Text of a file of it.
    pub fn text(&self, file: &str) -> Option<&'static str> {
        self.dir
            .get_file(self.dir.path().join(file))
            .and_then(|file| file.contents_utf8())
    }

    /// What it teaches, in one line: the first sentence of its README, or its title.
    pub fn summary(&self) -> String {
        let readme = self.text("README.md").unwrap_or_default();
        let lines = readme
            .lines()
            .skip_while(|line| line.trim().is_empty() || line.starts_with('#'));
        let paragraph: Vec<&str> = lines.take_while(|line| !line.trim().is_empty()).map(str::trim).collect();
        let text = paragraph.join(" ");
        text.split_once(". ").map_or(text.clone(), |(first, _)| format!("{first}."))
    }

    fn unpack(&self, folder: &Path) -> std::io::Result<()> {
        unpack(self.dir, self.dir.path(), folder)
    }
}

/// Writes the files of an embedded folder into a folder that exists.
pub(super) fn unpack(dir: &Dir, root: &Path, folder: &Path) -> std::io::Result<()> {
    let place = |path: &Path| folder.join(path.strip_prefix(root).unwrap_or(path));
    for file in dir.files() {
        std::fs::write(place(file.path()), file.contents())?;
    }
    for inner in dir.dirs() {
        std::fs::create_dir_all(place(inner.path()))?;
        unpack(inner, root, folder)?;
    }
    Ok(())
}

/// The shipped instances, by name.
pub fn examples() -> Vec<Example> {
    let is_instance = |dir: &&'static Dir<'static>| dir.get_file(dir.path().join("instance.yaml")).is_some();
    let named = |dir: &'static Dir<'static>| dir.path().to_str().map(|name| Example { name, dir });
    let mut examples: Vec<Example> = EXAMPLES.dirs().filter(is_instance).filter_map(named).collect();
    examples.sort_by_key(|example| example.name);
    examples
}

/// Copies an example into a new folder.
///
/// # Errors
/// When the folder exists and is not empty, or cannot be written.
pub fn copy_example(example: &Example, folder: &Path) -> Result<(), Failure> {
    Ok(write_folder(folder, false, |folder| example.unpack(folder))?)
}
