//! The report: one HTML page of stored plans, comparisons, games and batches that needs nothing beside it.
//!
//! Folders are read ([`Folder`]), each section turns their tables into sentences, charts and tables, and the page is put together. Names of the
//! input stand in the page as text or as data only: the markup is made by a library that escapes them, the data are made inert.

mod answers;
mod assumptions;
mod cases;
mod choice;
mod coalitions;
mod draws;
mod elements;
mod fans;
mod figure;
mod first;
mod folder;
mod frontier;
mod game;
mod grid;
mod json;
mod map;
mod members;
mod options;
mod page;
mod payments;
mod policies;
mod prices;
mod regret;
mod sankey;
mod section;
mod supply;
#[cfg(test)]
mod tests;
mod verification;
mod view;
mod waterfall;
mod words;

pub use folder::Folder;

use cases::Cases;
use view::View;

/// The page of some folders.
pub fn page(folders: &[Folder]) -> String {
    let view = View { folders };
    let cases = Cases::of(view);
    let sections = [
        policies::section(view, &cases),
        members::section(view, &cases),
        waterfall::section(&cases),
        coalitions::section(view),
        choice::section(view),
        regret::section(view),
        sankey::section(view),
        map::section(view),
        supply::section(view),
        prices::section(view),
        elements::section(view),
        payments::section(view),
        frontier::section(view),
        frontier::sweeps(view),
        draws::section(view),
        assumptions::section(view),
        verification::section(view),
    ];
    let sections: Vec<section::Section> = sections.into_iter().filter(|section| !section.is_empty()).collect();
    page::whole(view, &answers::answers(view, &cases), &sections)
}
