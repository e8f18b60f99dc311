//! Own choice: whether the buyers of each country would do by themselves what the plan has them do.

use super::folder::{Folder, Kind};
use super::grid::Grid;
use super::section::Section;
use super::view::{View, label};
use super::words::{listed, money};
use crate::results::rows::Row;

/// The section.
pub(super) fn section(view: View) -> Section {
    let mut section = Section {
        id: "choice",
        title: "Own choice",
        ..Section::default()
    };
    let folders: Vec<&Folder> = view.of(Kind::Choice).collect();
    if folders.is_empty() {
        return section;
    }
    section.sentences = folders.iter().flat_map(|folder| told(folder)).collect();
    section.sentences.extend(folders.iter().flat_map(|folder| left_out(folder)));
    section.grids.push(states(&folders));
    section.grids.push(leaving(&folders));
    section
}

fn of_case(row: &Row) -> String {
    label(row.text("policy"), row.text("scenario"))
}

/// Whether each state of the plan stands, and who would leave it.
fn told(folder: &Folder) -> Vec<String> {
    let planned = folder
        .rows("states")
        .filter(|row| row.yes("planned") && row.text("chosen_by") == "plan");
    planned
        .map(|row| {
            let case = of_case(&row);
            let movers = folder
                .rows("deviations")
                .filter(|other| of_case(other) == case && other.yes("gains"));
            let movers: Vec<String> = movers
                .map(|mover| match mover.number("gain") {
                    Some(gain) if gain > 0.5 => format!("{} saves {} by its own choice", mover.text("group"), money(gain)),
                    _ => format!(
                        "{} has less unmet or leans less on outsiders by its own choice",
                        mover.text("group")
                    ),
                })
                .collect();
            let who = if movers.is_empty() {
                "no group of buyers gains by leaving it".to_owned()
            } else {
                listed(&movers)
            };
            let stands = if row.yes("stable") {
                "stands by itself"
            } else {
                "does not stand by itself"
            };
            format!("{case}: the plan ({}) {stands}; {who}.", row.text("state"))
        })
        .collect()
}

/// What groups that choose alone cannot keep.
fn left_out(folder: &Folder) -> Vec<String> {
    let rows = folder.rows("left_out");
    rows.map(|row| {
        format!(
            "{} is left out, as groups that choose alone cannot keep {}.",
            of_case(&row),
            row.text("why")
        )
    })
    .collect()
}

fn states(folders: &[&Folder]) -> Grid {
    let mut grid = Grid::new(
        "States that groups of buyers choose",
        &[
            ("case", ""),
            ("state", ""),
            ("chosen by", ""),
            ("stable", ""),
            ("who moves", ""),
            ("short", "t"),
            ("buyers pay", "MUSD"),
            ("exposure", "t"),
        ],
    );
    for row in folders.iter().flat_map(|folder| folder.rows("states")) {
        grid.row(vec![
            of_case(&row).into(),
            row.text("state").into(),
            row.text("chosen_by").into(),
            if row.yes("stable") { "yes" } else { "no" }.into(),
            row.text("why").into(),
            row.number("short").into(),
            row.millions("cost").into(),
            row.number("exposure").into(),
        ]);
    }
    grid
}

fn leaving(folders: &[&Folder]) -> Grid {
    let mut grid = Grid::new(
        "What each group has in the plan and by its own choice",
        &[
            ("case", ""),
            ("group", ""),
            ("gains by leaving", ""),
            ("short in the plan", "t"),
            ("short by itself", "t"),
            ("pays in the plan", "MUSD"),
            ("pays by itself", "MUSD"),
        ],
    );
    for row in folders.iter().flat_map(|folder| folder.rows("deviations")) {
        grid.row(vec![
            of_case(&row).into(),
            row.text("group").into(),
            if row.yes("gains") { "yes" } else { "no" }.into(),
            row.number("planned_short").into(),
            row.number("own_short").into(),
            row.millions("planned_cost").into(),
            row.millions("own_cost").into(),
        ]);
    }
    grid
}
