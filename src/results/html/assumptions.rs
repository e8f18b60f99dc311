//! What the plans assume: values replaced, remarks on where figures come from, notes.

use super::confidence::Confidence;
use super::folder::Folder;
use super::grid::Grid;
use super::section::Section;
use super::view::{View, distinct};
use crate::results::Cell;
use serde_json::Value;

/// The section.
pub(super) fn section(view: View) -> Section {
    let mut section = Section {
        id: "assumptions",
        title: "Assumptions",
        ..Section::default()
    };
    let remarks = remarks(view);
    let count = |kind: Confidence| remarks.iter().filter(|(_, text)| Confidence::of(text) == kind).count();
    section.sentences.push(if remarks.is_empty() {
        "The files of this instance hold no remarks on where their figures come from, so nothing can be said of confidence.".into()
    } else {
        format!(
            "The files of the instance hold {} remarks on the figures of sites: {} name a source, {} name one and say that some of it is assumed or \
             estimated, {} say that a figure is assumed or estimated and name none, and {} say neither.",
            remarks.len(),
            count(Confidence::Sourced),
            count(Confidence::Partly),
            count(Confidence::Judged),
            count(Confidence::Untold)
        )
    });
    section.sentences.extend(view.folders.iter().filter_map(settings));
    section.sentences.extend(notes(view));
    section.grids = [confidence(&remarks), overrides(view), inputs(view)]
        .into_iter()
        .filter(|grid| !grid.is_empty())
        .collect();
    section
}

fn list<'a>(folder: &'a Folder, name: &str) -> impl Iterator<Item = &'a Value> {
    folder.about[name].as_array().into_iter().flatten()
}

fn word<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// Remarks of all plans, each once.
fn remarks<'a>(view: View<'a>) -> Vec<(&'a str, &'a str)> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for remark in view.folders.iter().flat_map(|folder| list(folder, "remarks")) {
        let told = (word(remark, "site"), word(remark, "text"));
        if !found.contains(&told) {
            found.push(told);
        }
    }
    found
}

fn settings(folder: &Folder) -> Option<String> {
    let set = folder.words("set");
    (!set.is_empty()).then(|| format!("{} was made with the settings {}.", folder.path.display(), set.join("; ")))
}

fn notes(view: View) -> Vec<String> {
    let notes = view.folders.iter().flat_map(|folder| folder.words("notes"));
    distinct(notes).into_iter().map(|note| format!("Note: {note}")).collect()
}

fn confidence(remarks: &[(&str, &str)]) -> Grid {
    let mut grid = Grid::new(
        "Where figures come from, and how sure they are",
        &[("site", ""), ("confidence", ""), ("remark", "")],
    );
    for (site, text) in remarks {
        grid.row([*site, Confidence::of(text).name(), *text].map(Cell::from).to_vec());
    }
    grid
}

fn overrides(view: View) -> Grid {
    let heads = [("plan", ""), ("value", ""), ("before", ""), ("after", ""), ("by", "")];
    let mut grid = Grid::new("Values that a policy, a scenario or a setting replaced", &heads);
    for plan in view.plans() {
        for over in list(plan.folder, "overrides") {
            let told = [
                &plan.label,
                word(over, "path"),
                word(over, "before"),
                word(over, "after"),
                word(over, "by"),
            ];
            grid.row(told.map(Cell::from).to_vec());
        }
    }
    grid
}

fn inputs(view: View) -> Grid {
    let mut grid = Grid::new("Files read", &[("file", ""), ("SHA-256", "")]);
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for input in view.folders.iter().flat_map(|folder| list(folder, "inputs")) {
        let name = word(input, "file").rsplit(['/', '\\']).next().unwrap_or_default();
        let told = (name, word(input, "sha256"));
        if !seen.contains(&told) {
            seen.push(told);
            grid.row([told.0, told.1].map(Cell::from).to_vec());
        }
    }
    grid
}
