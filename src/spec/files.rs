//! Reading files of an instance folder, and nothing outside it.

use super::{Problem, ValueSource};
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// Largest file read, in bytes.
const LARGEST: u64 = 64 << 20;

/// The files of one instance, read once each.
pub(super) struct Files {
    folder: PathBuf,
    /// Name and hash of every file read.
    pub hashes: Vec<(String, String)>,
}

/// What was read: the file as the user would name it, and its text.
pub(super) struct Text {
    /// Name for messages.
    pub file: String,
    /// Content without a byte order mark.
    pub text: String,
}

impl Files {
    /// Files of a folder.
    pub fn of(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
            hashes: Vec::new(),
        }
    }

    /// Reads a file of the folder.
    ///
    /// # Errors
    /// What is wrong with it, and what was expected.
    pub fn inside(&mut self, name: &str) -> Result<Text, (String, &'static str)> {
        let plain = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        let leaves = (
            format!("`{name}` leaves the instance folder"),
            "a file within the instance folder",
        );
        if name.is_empty() || !Path::new(name).components().all(plain) {
            return Err(leaves);
        }
        let path = self.folder.join(name);
        let real = path
            .canonicalize()
            .map_err(|error| (format!("`{name}`: {}", reason(&error)), "a readable file"))?;
        match self.folder.canonicalize() {
            Ok(root) if real.starts_with(&root) => self.read(&path, name),
            _ => Err(leaves),
        }
    }

    /// Reads a file of a folder of models beside the instance.
    ///
    /// # Errors
    /// What is wrong with it, and what was expected.
    pub fn beside(&mut self, path: &Path) -> Result<Text, (String, &'static str)> {
        self.read(path, &path.display().to_string())
    }

    /// Takes a text that the program holds itself.
    pub fn held(&mut self, name: &str, text: &str) -> Text {
        self.hashes.push((name.to_owned(), hash(text.as_bytes())));
        Text {
            file: name.to_owned(),
            text: text.to_owned(),
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Names of the YAML files in a subfolder, in order.
    pub fn listed(&self, subfolder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.join(subfolder)).into_iter().flatten().flatten();
        let named = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = named
            .filter_map(|name| name.strip_suffix(".yaml").map(str::to_owned))
            .collect();
        names.sort();
        names
    }

    fn read(&mut self, path: &Path, name: &str) -> Result<Text, (String, &'static str)> {
        let fault = |error: std::io::Error| (format!("`{name}`: {}", reason(&error)), "a readable file");
        let about = std::fs::metadata(path).map_err(fault)?;
        if !about.is_file() {
            let what = if about.is_dir() { "a folder" } else { "no regular file" };
            return Err((format!("`{name}` is {what}"), "a text file"));
        }
        let mut bytes = Vec::new();
        let file = std::fs::File::open(path).map_err(fault)?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(fault)?;
        let text = decode(&bytes, name)?.to_owned();
        self.hashes.push((name.to_owned(), hash(&bytes)));
        let file = path.display().to_string();
        Ok(Text { file, text })
    }
}

/// The text of a file.
fn decode<'a>(bytes: &'a [u8], name: &str) -> Result<&'a str, (String, &'static str)> {
    let expected = "a text file in UTF-8";
    if bytes.len() as u64 > LARGEST {
        return Err((
            format!("`{name}` is larger than {} MB", LARGEST >> 20),
            "a file of at most 64 MB",
        ));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err((format!("`{name}` is written in UTF-16"), expected));
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    if bytes.contains(&0) {
        return Err((format!("`{name}` is binary"), expected));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        (format!("`{name}` is not UTF-8 in line {line}"), expected)
    })?;
    if text.trim().is_empty() {
        return Err((format!("`{name}` is empty"), "a document"));
    }
    Ok(text)
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "may not be read".to_owned(),
        _ => error.to_string(),
    }
}

pub(super) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A problem of a whole file.
pub(super) fn problem(file: &str, (found, expected): (String, &'static str)) -> Problem {
    Problem {
        source: ValueSource {
            file: file.to_owned(),
            ..ValueSource::default()
        },
        path: String::new(),
        found,
        expected: expected.to_owned(),
        hint: None,
    }
}
