//! An explanation in words, before it is laid out.

/// Sections in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memo {
    /// Title.
    pub title: String,
    /// Under which policy and scenario.
    pub under: String,
    /// The sections.
    pub sections: Vec<Section>,
}

/// A heading and what stands under it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Heading; empty for what follows the title at once.
    pub heading: String,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Sentences.
    Paragraph(String),
    /// A line to be typed as it stands.
    Line(String),
    /// One of several points.
    Item(String),
    /// A table; columns whose header begins with `>` hold numbers.
    Table {
        /// Headers.
        headers: Vec<String>,
        /// Cells by row.
        rows: Vec<Vec<String>>,
    },
}

impl Section {
    /// A section with a heading.
    pub fn new(heading: &str, blocks: Vec<Block>) -> Self {
        Self {
            heading: heading.into(),
            blocks,
        }
    }
}
