//! Rents of quotas.

use super::style::{Grid, Style, millions, per_kg, tonnes};
use crate::plan::rents;
use crate::results::Answer;

/// One row for each measure, window and holder; nothing where no licence is worth anything.
pub(super) fn section(answer: &Answer, style: Style) -> String {
    let network = answer.network;
    let mut grid = Grid::new(["measure", "from", "holder", ">t", ">USD/kg", ">rent MUSD", ">duty paid MUSD"]);
    for rent in rents(network, answer.plan) {
        grid.row(vec![
            network.measures[rent.measure.index()].name.clone(),
            network.periods[rent.period.index()].name.clone(),
            rent.holder.words(network),
            tonnes(rent.quantity),
            per_kg(rent.per_tonne),
            millions(rent.total()),
            millions(rent.paid),
        ]);
    }
    if grid.is_empty() {
        String::new()
    } else {
        grid.show("What licences of quotas are worth, paid by nobody", 20, style)
    }
}
