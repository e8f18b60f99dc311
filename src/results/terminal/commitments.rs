//! What commitments come to, beside what they ask.

use super::style::{Grid, Style, percent, tonnes};
use crate::network::{Commitment, Network};
use crate::results::Answer;
use crate::verify::{Measured, measured};

/// Commitments by window; empty where there is none.
pub(super) fn section(answer: &Answer, style: Style) -> String {
    let network = answer.network;
    let mut grid = Grid::new(["commitment", "window", ">whole t", ">part t", ">share", "asked"]);
    for found in measured(network, answer.plan) {
        let commitment = &network.commitments[found.of.index()];
        let share = if found.whole > 0.0 {
            percent(found.part, found.whole)
        } else {
            "nothing to share".into()
        };
        grid.row(vec![
            commitment.name.clone(),
            span(network, &found),
            tonnes(found.whole),
            tonnes(found.part),
            share,
            asked(commitment, &found),
        ]);
    }
    if grid.is_empty() {
        String::new()
    } else {
        grid.show("Commitments", 20, style)
    }
}

fn span(network: &Network, found: &Measured) -> String {
    let name = |t: usize| network.periods[t].name.as_str();
    let (first, last) = (found.first.index(), found.last.index());
    if first == last {
        name(first).to_owned()
    } else {
        format!("{} to {}", name(first), name(last))
    }
}

fn asked(commitment: &Commitment, found: &Measured) -> String {
    let window = found.first.index()..found.last.index() + 1;
    let sum = |amounts: &Option<Vec<f64>>| {
        let amounts = amounts.as_ref()?;
        let within = commitment.in_force(&window).filter_map(|t| amounts.get(t));
        Some(format!("{} t", tonnes(within.sum())))
    };
    let share = |share: Option<f64>| share.map(|share| percent(share, 1.0));
    let least = [share(commitment.share.least), sum(&commitment.amount.least)];
    let most = [share(commitment.share.most), sum(&commitment.amount.most)];
    let least = least.into_iter().flatten().map(|text| format!("at least {text}"));
    let most = most.into_iter().flatten().map(|text| format!("at most {text}"));
    least.chain(most).collect::<Vec<_>>().join(", ")
}
