//! Parts of a batch made one.

use super::super::Failure;
use super::manifest::Batch;
use super::{Batched, check_apart, open, sum_up};
use crate::results::batch::is_block;
use crate::results::files::{Format, MANIFEST, OutputError};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Most blocks named that are missing or double.
const SHOWN: usize = 10;

/// Copies the blocks of parts into one folder, once it is sure that they are of the same work, that none is missing and none is there twice; and sums
/// up.
///
/// # Errors
/// When parts do not fit together, or output cannot be written.
pub fn merge(parts: &[PathBuf], (out, format): (&Path, Format), overwrite: bool) -> Result<Batched, Failure> {
    let mut read = Vec::new();
    for part in parts {
        check_apart(out, part)?;
        read.push((part, Batch::read(part)?));
    }
    let Some((first, whole)) = read.first() else {
        return Err(Failure::Usage("no folders to merge".into()));
    };
    for (part, batch) in &read {
        whole.agrees(batch).map_err(|fields| {
            Failure::Usage(format!(
                "{} and {} are of different work: `{fields}` differ in {MANIFEST}",
                first.display(),
                part.display()
            ))
        })?;
    }
    let whole = Batch {
        shard: (1, 1),
        ..whole.clone()
    };
    let places = places(&whole, parts)?;
    open(out, &whole, (false, overwrite))?;
    for (at, from) in &places {
        let to = whole.folder(out, *at);
        copy(from, &to).map_err(|error| OutputError::Io(to.clone(), error))?;
    }
    sum_up(&whole, (out, format))
}

/// Where each block stands; each exactly once.
fn places(whole: &Batch, parts: &[PathBuf]) -> Result<BTreeMap<(usize, usize), PathBuf>, Failure> {
    let mut places: BTreeMap<(usize, usize), PathBuf> = BTreeMap::new();
    let mut problems = Vec::new();
    for at in whole.blocks() {
        let found: Vec<PathBuf> = parts
            .iter()
            .map(|part| whole.folder(part, at))
            .filter(|folder| is_block(folder))
            .collect();
        match found.as_slice() {
            [one] => {
                places.insert(at, one.clone());
            }
            [] => problems.push(format!("{} is missing", whole.folder(Path::new(""), at).display())),
            [one, two, ..] => problems.push(format!("{} is also {}", two.display(), one.display())),
        }
    }
    if problems.is_empty() {
        return Ok(places);
    }
    let count = problems.len();
    problems.truncate(SHOWN);
    if count > SHOWN {
        problems.push(format!("and {} more", count - SHOWN));
    }
    Err(Failure::Usage(format!(
        "{count} blocks are missing or double; run each part once, to its end:\n{}",
        problems.join("\n")
    )))
}

/// Copies a block: linked where the file system allows, and moved into place whole.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    let parent = to.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent)?;
    let work = tempfile::Builder::new().prefix(".lodestone-").tempdir_in(parent)?;
    let new = work.path().join("new");
    std::fs::create_dir(&new)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = new.join(entry.file_name());
        if std::fs::hard_link(entry.path(), &target).is_err() {
            std::fs::copy(entry.path(), &target)?;
        }
    }
    std::fs::rename(&new, to)
}
