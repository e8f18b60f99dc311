//! Cost by kind, and who pays whom.

use super::style::{Grid, Spans, Style, millions_up_to, percent};
use crate::network::Network;
use crate::plan::{EntryKind, Party};
use crate::results::Answer;
use crate::results::answer::KINDS;
use crate::results::names::kind_name;
use std::collections::BTreeMap;

/// Nominal amounts by kind and time, with the discounted total.
pub(super) fn by_kind(answer: &Answer, style: Style) -> String {
    let spans = Spans::of(answer.network);
    let discounts = discounts(answer.network);
    let extra = [discounts.then(|| ">discounted".to_string()), Some(">share".to_string())];
    let headers = std::iter::once("kind".to_string())
        .chain(spans.headers())
        .chain(extra.into_iter().flatten());
    let mut grid = Grid::new(headers);
    let cost: Vec<_> = answer.plan.ledger.iter().filter(|entry| entry.in_cost()).collect();
    let whole: f64 = cost.iter().map(|entry| entry.discounted).sum();
    let millions = millions_up_to(cost.iter().map(|entry| entry.nominal).sum());
    let mut row = |name: String, counts: &dyn Fn(EntryKind) -> bool, total: bool| {
        let (mut values, mut discounted, mut any) = (spans.zeros(), 0.0, false);
        for entry in cost.iter().filter(|entry| counts(entry.kind)) {
            any = true;
            discounted += entry.discounted;
            if let Some(value) = values.get_mut(spans.column(entry.period)) {
                *value += entry.nominal;
            }
        }
        if !any {
            return;
        }
        let mut cells = vec![name];
        cells.extend(spans.cells(&values, millions));
        cells.extend(discounts.then(|| millions(discounted)));
        cells.push(percent(discounted, whole));
        if total { grid.total(cells) } else { grid.row(cells) }
    };
    for kind in KINDS {
        row(kind_name(kind).replace('_', " "), &|found| found == kind, false);
    }
    row("all".into(), &|_| true, true);
    if grid.is_empty() {
        String::new()
    } else {
        grid.show("Cost to the buyers by kind, MUSD", 20, style)
    }
}

/// Whether later amounts count less.
pub(super) fn discounts(network: &Network) -> bool {
    network.periods.iter().any(|period| (period.discount - 1.0).abs() > 1e-12)
}

/// Nominal amounts by payer and payee.
pub(super) fn by_party(answer: &Answer, style: Style) -> String {
    let mut sums: BTreeMap<(Party, Party), BTreeMap<EntryKind, f64>> = BTreeMap::new();
    for entry in &answer.plan.ledger {
        *sums
            .entry((entry.payer, entry.payee))
            .or_default()
            .entry(entry.kind)
            .or_default() += entry.nominal;
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    let size = |kinds: &BTreeMap<EntryKind, f64>| kinds.values().map(|sum| sum.abs()).sum::<f64>();
    sums.sort_by(|a, b| size(&b.1).total_cmp(&size(&a.1)));
    let millions = millions_up_to(sums.first().map_or(0.0, |(_, kinds)| size(kinds)));
    let mut grid = Grid::new(["payer", "payee", "for", ">MUSD"]);
    for ((payer, payee), kinds) in sums {
        let what: Vec<String> = kinds.keys().map(|&kind| kind_name(kind).replace('_', " ")).collect();
        grid.row(vec![
            payer.words(answer.network),
            payee.words(answer.network),
            what.join(", "),
            millions(kinds.values().sum()),
        ]);
    }
    if grid.is_empty() {
        String::new()
    } else {
        let heading = if discounts(answer.network) {
            "Who pays whom, not discounted"
        } else {
            "Who pays whom"
        };
        grid.show(heading, 20, style)
    }
}
