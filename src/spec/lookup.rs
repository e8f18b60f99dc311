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

/// The known name most like `name`, upper and lower case alike, if any is like it at all.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut best: Option<(f64, &str)> = None;
    let small = name.to_lowercase();
    for candidate in known {
        let other = candidate.to_lowercase();
        let part = small.len() >= 3 && other.split(['-', '_', '.', ' ']).any(|part| part == small);
        let likeness = strsim::jaro_winkler(&small, &other).max(if part { 0.8 } else { 0.0 });
        if likeness > 0.75 && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.to_owned())
}

/// What to write instead of a name: the nearest known one, or else those that there are, at most twelve of them.
pub fn remedy<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    const MOST: usize = 12;
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(near) = nearest(name, known.iter().copied()) {
        return Some(format!("did you mean `{near}`?"));
    }
    let first = known.iter().take(MOST).copied().collect::<Vec<_>>().join(", ");
    match known.len() {
        0 => None,
        count if count > MOST => Some(format!("known are {first} and {} more", count - MOST)),
        _ => Some(format!("known are {first}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_in_any_case_and_by_its_part() {
        assert_eq!(nearest("DX", ["commercial", "dx"]).as_deref(), Some("dx"));
        assert_eq!(
            nearest("outage", ["more-demand", "refinery-outage"]).as_deref(),
            Some("refinery-outage")
        );
        assert_eq!(nearest("zzz", ["more-demand", "refinery-outage"]), None);
    }

    #[test]
    fn without_a_near_name_all_are_listed_or_twelve() {
        assert_eq!(remedy("zzz", ["a", "b"]).as_deref(), Some("known are a, b"));
        assert_eq!(remedy("zzz", []), None);
        let many = remedy("zzz", ["k"; 15]).unwrap();
        assert!(many.ends_with("k and 3 more"), "{many}");
    }
}
