//! Problems with their source, and the nearest known name.

use super::{Problem, Spec, ValueSource};

impl Spec {
    /// A problem at a path, with the source of the value there or of its nearest ancestor.
    pub fn problem(&self, path: &str, found: impl Into<String>, expected: impl Into<String>, hint: Option<String>) -> Problem {
        Problem {
            source: self.source_near(path),
            path: path.to_owned(),
            found: found.into(),
            expected: expected.into(),
            hint,
        }
    }

    fn source_near(&self, path: &str) -> ValueSource {
        let mut at = path;
        loop {
            if let Some(source) = self.sources.by_path.get(at) {
                return source.clone();
            }
            match at.rsplit_once('.') {
                Some((parent, _)) => at = parent,
                None => return ValueSource::default(),
            }
        }
    }
}

/// The known name most like `name`, if any is like it at all.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut best: Option<(f64, &str)> = None;
    for candidate in known {
        let likeness = strsim::jaro_winkler(name, candidate);
        if likeness > 0.75 && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.to_owned())
}
