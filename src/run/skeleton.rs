//! A new instance: commented, small, and solvable as it stands.

use super::Failure;
use super::instance::unpack;
use crate::results::files::write_marked;
use include_dir::{Dir, include_dir};
use std::path::Path;

static SKELETON: Dir = include_dir!("$CARGO_MANIFEST_DIR/skeleton");

/// File by which a folder is known for an instance.
const MARK: &str = "instance.yaml";

/// Writes the skeleton of an instance into a new folder, whole or not at all.
///
/// # Errors
/// When the folder exists and is not empty, unless `overwrite` is given and it holds an instance; or when it cannot be written.
pub fn new_instance(folder: &Path, overwrite: bool) -> Result<(), Failure> {
    Ok(write_marked(folder, overwrite, MARK, |folder| {
        unpack(&SKELETON, SKELETON.path(), folder)
    })?)
}
