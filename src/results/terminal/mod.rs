//! A plan as text for a terminal: sentences and tables of at most a hundred columns.

mod batch;
mod check;
mod choice;
mod commitments;
mod comparison;
mod contracts;
mod customs;
mod decisions;
mod elements;
mod explanation;
mod game;
mod grid;
mod headline;
mod losses;
mod money;
mod prices;
mod ranges;
mod rents;
mod served;
mod shortage;
mod style;
mod sweep;
mod tune;

pub(super) use crate::explain::{number, tonnes};
pub use batch::batch;
pub use check::checked;
pub use choice::own_choice;
pub use comparison::comparison;
pub use explanation::explanation;
pub use game::game;
pub use grid::grid;
pub use headline::{conflicts, judged};
pub use losses::losses;
pub use ranges::ranges;
pub use style::Style;
pub(super) use style::violation;
pub use sweep::{frontier, sweep};
pub use tune::tune;

use super::{Answer, Document};

/// The whole plan.
pub fn plan(answer: &Answer, document: &Document, style: Style) -> String {
    let sections = [
        headline::headline(answer, document, style),
        served::section(answer, style),
        shortage::section(answer, style),
        decisions::section(answer, style),
        commitments::section(answer, style),
        contracts::section(answer, style),
        money::by_kind(answer, style),
        money::by_party(answer, style),
        customs::section(answer, style),
        rents::section(answer, style),
        elements::section(answer, style),
        prices::section(answer, style),
    ];
    sections
        .into_iter()
        .filter(|section| !section.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}
