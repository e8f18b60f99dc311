//! How sure the figures of sites are, as their remarks tell.

/// Words by which a remark says that a figure is no more than a judgement.
const JUDGED: [&str; 11] = [
    "assum",
    "estimat",
    "guess",
    "approximat",
    "extrapolat",
    "interpolat",
    "illustrat",
    "invented",
    "proxy",
    "unknown",
    "placeholder",
];

/// What a remark says of its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Confidence {
    /// It names a source, and nothing in it is judged.
    Sourced,
    /// It names a source, and says that some of it is assumed or estimated.
    Partly,
    /// It names no source, and says that the figure is assumed or estimated.
    Judged,
    /// It says neither.
    Untold,
}

impl Confidence {
    /// That of a remark.
    pub fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let judged = JUDGED.iter().any(|word| lower.contains(word));
        match (names_source(&lower), judged) {
            (true, false) => Self::Sourced,
            (true, true) => Self::Partly,
            (false, true) => Self::Judged,
            (false, false) => Self::Untold,
        }
    }

    /// What it is called in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sourced => "source named",
            Self::Partly => "source named, part assumed or estimated",
            Self::Judged => "assumed or estimated",
            Self::Untold => "no source named",
        }
    }
}

/// Whether a text names a file, an address, or an entry such as `mines-014`.
fn names_source(text: &str) -> bool {
    let marked = [".csv", ".xlsx", ".pdf", "://", "doi:"]
        .iter()
        .any(|mark| text.contains(mark));
    let entry = |word: &str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let parts = word.rsplit_once('-');
        parts.is_some_and(|(name, number)| {
            let named = name.len() > 2 && name.chars().all(|letter| letter.is_alphabetic() || "_-".contains(letter));
            named && (2..=3).contains(&number.len()) && number.chars().all(|letter| letter.is_ascii_digit())
        })
    };
    marked || text.split_whitespace().any(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_name_sources_and_say_what_is_judged() {
        let told = [
            "mines.csv: mines-004 (50 400 t), growth to it assumed; mines-011 (cash cost)",
            "mines.csv: mines-014 (first output in 2028)",
            "see policy-046",
            "Offer assumed (6 to 15)",
            "A rough estimate of the operator",
            "Capacity in 2028",
            "https://example.org/report",
            "from mid-2026 to 2026-07-13",
        ];
        let expected = [
            Confidence::Partly,
            Confidence::Sourced,
            Confidence::Sourced,
            Confidence::Judged,
            Confidence::Judged,
            Confidence::Untold,
            Confidence::Sourced,
            Confidence::Untold,
        ];
        assert_eq!(told.map(Confidence::of), expected);
    }
}
