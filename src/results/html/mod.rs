//! The report: one HTML page of stored plans, comparisons, games and batches that needs nothing beside it.
//!
//! Folders are read ([`Folder`]), each section turns their tables into sentences, charts and tables, and the page is put together. Names of the
//! input stand in the page as text or as data only: the markup is made by a library that escapes them, the data are made inert.

mod answers;
mod assumptions;
mod boxes;
mod cases;
mod choice;
mod club;
mod coalitions;
mod confidence;
mod draws;
mod elements;
mod fans;
mod figure;
mod first;
mod floors;
mod folder;
mod frontier;
mod game;
mod grid;
mod importance;
mod json;
mod leaving;
mod likely;
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
mod sweep;
#[cfg(test)]
mod tests;
mod used_up;
mod verdict;
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
        supply::section(view, &cases),
        prices::section(view),
        elements::section(view),
        payments::section(view),
        frontier::section(view),
        sweep::section(view),
        draws::section(view),
        assumptions::section(view),
        verification::section(view),
    ];
    let answers = answers::answers(view, &cases);
    let said: Vec<&String> = answers.iter().flat_map(|answer| &answer.sentences).collect();
    let once = |mut section: section::Section| {
        section.sentences.retain(|sentence| !said.contains(&sentence));
        section
    };
    let sections = sections.into_iter().map(once).filter(|section| !section.is_empty());
    page::whole(view, &answers, &sections.collect::<Vec<_>>())
}
