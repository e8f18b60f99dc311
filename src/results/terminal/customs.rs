//! Declared customs values that are far from what the goods cost.

use super::style::{Grid, Style, per_kg, percent, tonnes};
use crate::plan::drifts;
use crate::results::Answer;

/// One row for each seller and material, the largest amounts of money first; nothing where all values are near.
pub(super) fn section(answer: &Answer, style: Style) -> String {
    let mut drifts = drifts(answer.customs_values);
    if drifts.is_empty() {
        return String::new();
    }
    drifts.sort_by(|a, b| (b.quantity * b.built_up).total_cmp(&(a.quantity * a.built_up)));
    let mut grid = Grid::new([
        "seller",
        "material",
        ">t",
        ">declared USD/kg",
        ">built-up USD/kg",
        ">difference",
    ]);
    for drift in drifts {
        grid.row(vec![
            answer.network.sites[drift.seller.index()].name.clone(),
            answer.network.materials[drift.material.index()].name.clone(),
            tonnes(drift.quantity),
            per_kg(drift.declared),
            per_kg(drift.built_up),
            percent(drift.declared - drift.built_up, drift.built_up),
        ]);
    }
    grid.show("Declared customs values that differ from cost by more than 5 %", 10, style)
}
