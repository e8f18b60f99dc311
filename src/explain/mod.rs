//! Why: from a verdict to its causes, from computed facts only and in the user's own names.
//!
//! An explanation is data first ([`Explanation`], which is also what `--json` prints), then words ([`memo`]). Programs are solved anew
//! through a handle that the caller gives ([`Solve`]).

mod case;
mod figures;
mod handle;
mod limits;
pub mod losses;
mod memo;
pub mod ranges;
pub mod site;
mod site_words;
mod wording;

pub use case::Case;
pub use figures::{millions, money, number, per_kg, tonnes};
pub use handle::{Optimum, Solve};
pub use limits::{limit_words, limit_words_in_period};
pub use memo::{Block, Memo, Section};
pub use site_words::short;
pub use wording::memo;

use serde::Serialize;

/// Why a verdict is what it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Explanation {
    /// Version of this document; 1.
    pub schema: u32,
    /// Name of the instance folder.
    pub instance: String,
    /// Policy.
    pub policy: String,
    /// Scenarios, in order.
    pub scenario: Vec<String>,
    /// How the solve ended, as in the document of `solve`.
    pub status: String,
}
