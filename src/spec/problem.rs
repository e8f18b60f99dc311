//! Input problems: place, what was found, what was expected, and the remedy.

use std::fmt;

/// Where a value was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// File, as the user would name it.
    pub file: String,
    /// Line, from 1; 0 where the value has no line (a command-line setting).
    pub line: usize,
    /// Column, from 1; 0 where the line alone is the place.
    pub column: usize,
    /// Header of the column and its line, where the value stands in a CSV table.
    pub header: Option<(usize, String)>,
    /// Policy, scenario or setting that wrote it last; none for the instance or its model.
    pub overlay: Option<String>,
}

/// One input problem.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where.
    pub source: Source,
    /// Path of the value, such as `demands.us-buyer.quantity`.
    pub path: String,
    /// What was found, the offending text included.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// Nearest known name, or another remedy.
    pub hint: Option<String>,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        match &self.header {
            Some((_, header)) => write!(f, ": column `{header}`")?,
            None if self.line > 0 && self.column > 0 => write!(f, ":{}", self.column)?,
            None => {}
        }
        match &self.overlay {
            Some(overlay) => write!(f, " ({overlay})"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.source)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}; expected {}", self.found, self.expected)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}
