//! What contracts come to: taken, paid and not taken, at which price.

use super::style::{Grid, Style, millions, per_kg, tonnes};
use crate::network::Network;
use crate::results::Answer;
use crate::verify::{Taken, taken};

/// Contracts by window; empty where there is none.
pub(super) fn section(answer: &Answer, style: Style) -> String {
    let network = answer.network;
    let headings = [
        "contract",
        "window",
        "signed",
        "volume t",
        ">taken t",
        ">paid, not taken t",
        ">USD/kg",
        ">paid MUSD",
    ];
    let mut grid = Grid::new(headings);
    for found in taken(network, answer.plan) {
        let price = if found.taken > 0.0 {
            per_kg(found.paid / found.taken)
        } else {
            String::new()
        };
        grid.row(vec![
            network.contracts[found.of.index()].name.clone(),
            span(network, &found),
            if found.signed { "yes" } else { "no" }.into(),
            band(&found),
            tonnes(found.taken),
            tonnes(found.untaken),
            price,
            millions(found.paid + found.paid_untaken),
        ]);
    }
    if grid.is_empty() {
        String::new()
    } else {
        grid.show("Contracts", 20, style)
    }
}

fn span(network: &Network, found: &Taken) -> String {
    let name = |t: usize| network.periods[t].name.as_str();
    let (first, last) = (found.first.index(), found.last.index());
    if first == last {
        name(first).to_owned()
    } else {
        format!("{} to {}", name(first), name(last))
    }
}

fn band(found: &Taken) -> String {
    if found.most.is_finite() {
        format!("{} to {}", tonnes(found.least), tonnes(found.most))
    } else {
        format!("{} or more", tonnes(found.least))
    }
}
