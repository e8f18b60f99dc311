//! What `check` found.

use super::style::{Grid, Style, number, wrap};
use crate::results::check::{Case, Checked, Classes};

/// Sizes of every case, then the first in detail, or all of them where asked.
pub fn checked(checked: &Checked, all: bool, style: Style) -> String {
    let mut text = style.heading(&format!("{}: no problems", checked.instance));
    for (what, names) in [("policies", &checked.policies), ("scenarios", &checked.scenarios)] {
        text += &format!("{}\n", wrap(&format!("{what}: {}", list(names)), " "));
    }
    text += "\n";
    text += &sizes(checked, style);
    let shown = if all { checked.cases.len() } else { 1 };
    for case in checked.cases.iter().take(shown) {
        text += "\n";
        text += &detail(case, style);
    }
    let mut notes: Vec<&String> = Vec::new();
    for note in checked.cases.iter().flat_map(|case| &case.notes) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    if !notes.is_empty() {
        text += &format!("\n{}", style.heading("Notes"));
    }
    for note in notes {
        text += &(wrap(note, " ") + "\n");
    }
    text
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "none".into() } else { names.join(", ") }
}

fn named(case: &Case) -> String {
    format!(
        "{} / {}",
        if case.policy.is_empty() { "-" } else { &case.policy },
        list(&case.scenarios)
    )
}

fn sum(counts: &[(&'static str, usize)]) -> usize {
    counts.iter().map(|(_, count)| count).sum()
}

fn whole(count: usize) -> String {
    number(count as f64, 0)
}

fn sizes(checked: &Checked, style: Style) -> String {
    let mut grid = Grid::new(["policy / scenario", ">periods", ">columns", ">rows", ">classes"]);
    for case in &checked.cases {
        let periods = case
            .things
            .iter()
            .find(|(name, _)| *name == "periods")
            .map_or(0, |(_, count)| *count);
        let numbers = [periods, sum(&case.columns), sum(&case.rows), case.classes.distinct];
        grid.row(std::iter::once(named(case)).chain(numbers.into_iter().map(whole)).collect());
    }
    grid.show("Size", usize::MAX, style)
}

fn detail(case: &Case, style: Style) -> String {
    let things: Vec<String> = case
        .things
        .iter()
        .map(|(name, count)| format!("{name}: {}", whole(*count)))
        .collect();
    let mut text = style.heading(&named(case));
    text += &format!("{}\n\n", wrap(&things.join(", "), " "));
    for (heading, counts) in [("Columns by family", &case.columns), ("Rows by family", &case.rows)] {
        let mut grid = Grid::new(["family", ">count"]);
        for (family, count) in counts {
            grid.row(vec![(*family).into(), whole(*count)]);
        }
        grid.total(vec!["all".into(), whole(sum(counts))]);
        text += &grid.show(heading, usize::MAX, style);
        text += "\n";
    }
    text + &classes(&case.classes, style) + "\n" + &numbers(case, style)
}

fn classes(classes: &Classes, style: Style) -> String {
    let sentence = format!(
        " {} classes; {} balances for {} pairs of place and material, at most {} for one.\n",
        whole(classes.distinct),
        whole(classes.balances),
        whole(classes.places),
        whole(classes.most)
    );
    if classes.rules.is_empty() {
        return format!("{}{sentence} No rule of origin is in use.\n", style.heading("Origin classes"));
    }
    let mut grid = Grid::new(["rule", "why it is followed"]);
    for (rule, why) in &classes.rules {
        grid.row(vec![rule.clone(), why.clone()]);
    }
    let table = grid.show("Origin classes", usize::MAX, style);
    table + &sentence
}

fn numbers(case: &Case, style: Style) -> String {
    let mut grid = Grid::new(["numbers of the program", ">least", ">most", ">count"]);
    for range in &case.numbers {
        grid.row(vec![
            range.name.clone(),
            format!("{:.2e}", range.least),
            format!("{:.2e}", range.most),
            whole(range.count),
        ]);
    }
    grid.show("Magnitudes", usize::MAX, style)
}
