//! Why: from a verdict to its causes, from computed facts only and in the user's own names.
//!
//! An explanation is data first ([`Explanation`], which is also what `--json` prints), then words ([`memo`]). Programs are solved anew
//! through a handle that the caller gives ([`Solve`]).

mod case;
mod cut_off;
pub mod decisions;
mod families;
mod figures;
mod handle;
mod infeasible;
mod lacking;
mod limits;
pub mod losses;
mod measures;
mod memo;
mod price;
pub mod ranges;
mod remedy;
mod scarcity;
pub mod site;
mod site_words;
mod spans;
mod units;
mod walk;
mod wording;
mod written;

pub use case::Case;
pub use cut_off::cut_off_notes;
pub use families::{FAMILY_WORDS, family_words};
pub use figures::{millions, money, number, per_kg, tonnes, trimmed};
pub use handle::{Minimise, Optimum, Solve, Tried};
pub use infeasible::{Cited, Contradiction, Infeasible, Missing, Repair, Trace, Unfit, honest_programs, infeasible};
pub use lacking::lacking;
pub use limits::{limit_words, limit_words_in_period};
pub use measures::{Margin, margins};
pub use memo::{Block, Memo, Section};
pub use price::{Alternative, PriceOf, PricePart, Solved, WayStep, prices};
pub use scarcity::{Relief, Scarce, Scarcity, Short, Trial, Unserved, scarcity};
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
    /// Value of each level of the objective, by name: tonnes short (weighted), discounted USD, tonnes of exposure.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<(String, f64)>,
    /// Values of the levels without the scenarios, where there are some and there is such a plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_scenarios: Option<Vec<(String, f64)>>,
    /// Whether amounts of money are discounted.
    pub discounted: bool,
    /// Whether prices hold for the decisions of the plan as they are, as these are whole numbers.
    pub decisions_fixed: bool,
    /// Why something is short, where something is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scarcity: Option<Scarcity>,
    /// What measures that forbid or limit cost at the margin.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub margins: Vec<Margin>,
    /// What makes the price of each demand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<PriceOf>,
    /// Why there is no plan, where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub infeasible: Option<Infeasible>,
}
