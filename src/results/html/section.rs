//! A section of the page: sentences first, then charts and tables.

use super::figure::Figure;
use super::grid::Grid;

/// A section.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    /// Anchor.
    pub id: &'static str,
    /// Title.
    pub title: &'static str,
    /// What it says, one sentence or two each.
    pub sentences: Vec<String>,
    /// Charts.
    pub figures: Vec<Figure>,
    /// Tables that stand alone.
    pub grids: Vec<Grid>,
}

impl Section {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty() && self.figures.is_empty() && self.grids.is_empty()
    }
}
