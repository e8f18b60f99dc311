//! The summary of a batch: how it went, what it costs, how likely shortages are, what they depend on.

use super::style::{Grid, Style, millions_up_to, tonnes};
use crate::results::{Cell, Table};

/// Most rows of a table.
const ROWS: usize = 60;
/// Inputs named for each outcome.
const INPUTS: usize = 5;

/// The tables of a summary, in short.
pub fn batch(instance: &str, tables: &[Table], style: Style) -> String {
    let view = View { tables };
    let sections = [
        view.cases(instance, style),
        view.failures(style),
        view.costs(style),
        view.shortages(style),
        view.importance(style),
        view.picked(style),
    ];
    let sections = sections.into_iter().filter(|section| !section.is_empty());
    sections.collect::<Vec<_>>().join("\n")
}

struct View<'a> {
    tables: &'a [Table],
}

/// A row by the names of its columns.
struct Row<'a> {
    table: &'a Table,
    cells: &'a [Cell],
}

impl Row<'_> {
    fn cell(&self, name: &str) -> &Cell {
        let position = self.table.definition.columns.iter().position(|column| column.name == name);
        position.and_then(|at| self.cells.get(at)).unwrap_or(&Cell::Null)
    }

    fn text(&self, name: &str) -> String {
        match self.cell(name) {
            Cell::Text(text) => text.clone(),
            Cell::Integer(number) => number.to_string(),
            Cell::Number(number) => number.to_string(),
            Cell::Null => String::new(),
        }
    }

    fn number(&self, name: &str) -> f64 {
        match self.cell(name) {
            Cell::Number(number) => *number,
            Cell::Integer(number) => *number as f64,
            _ => f64::NAN,
        }
    }

    fn case(&self) -> String {
        format!("{} / {}", self.text("policy"), self.text("scenario"))
    }
}

impl View<'_> {
    fn rows(&self, name: &str) -> impl Iterator<Item = Row<'_>> {
        let named = self.tables.iter().filter(move |table| table.definition.name == name);
        named.flat_map(|table| table.rows.iter().map(move |cells| Row { table, cells }))
    }

    /// The head of a table of draws that have plans, which says so where others have none.
    fn headed(&self, head: &str) -> String {
        let all = self.rows("cases").all(|row| row.number("planned") >= row.number("draws"));
        let of = if all { "" } else { ", of the draws with a plan" };
        format!("{head}{of}")
    }

    fn cases(&self, instance: &str, style: Style) -> String {
        let mut grid = Grid::new(["policy / scenario", ">draws", ">with a plan", ">hot", ">judged"]);
        for row in self.rows("cases") {
            let share = percent(row.number("hot") / row.number("draws"));
            grid.row(vec![
                row.case(),
                row.text("draws"),
                row.text("planned"),
                share,
                row.text("judged"),
            ]);
        }
        grid.show(&format!("{instance}: draws"), ROWS, style)
    }

    fn failures(&self, style: Style) -> String {
        let mut grid = Grid::new(["policy / scenario", "status", "reason", ">draws"]);
        for row in self.rows("failures") {
            grid.row(vec![
                row.case(),
                style.alarm(&row.text("status")),
                row.text("reason"),
                row.text("draws"),
            ]);
        }
        if grid.is_empty() {
            String::new()
        } else {
            grid.show("Without a plan", ROWS, style)
        }
    }

    fn costs(&self, style: Style) -> String {
        let costs = || {
            self.rows("quantiles")
                .filter(|row| row.text("topic") == "headline" && row.text("item") == "cost")
        };
        let millions = millions_up_to(costs().map(|row| row.number("p95").abs()).fold(0.0, f64::max));
        let parts = ["mean", "p05", "p25", "p50", "p75", "p95"];
        let heads = ["mean", "5 %", "25 %", "50 %", "75 %", "95 %"].map(|head| format!(">{head}"));
        let mut grid = Grid::new(["policy / scenario".to_owned()].into_iter().chain(heads));
        for row in costs() {
            let numbers = parts.map(|part| millions(row.number(part)));
            grid.row([row.case()].into_iter().chain(numbers).collect());
        }
        if grid.is_empty() {
            String::new()
        } else {
            grid.show(&self.headed("Cost, MUSD discounted"), ROWS, style)
        }
    }

    /// For each tier that runs short anywhere: the probability in each period, by case.
    fn shortages(&self, style: Style) -> String {
        let cases = distinct(self.rows("cases").map(|row| row.case()));
        let tiers = distinct(
            self.rows("shortages")
                .filter(|row| row.number("probability") > 0.0)
                .map(|row| row.text("tier")),
        );
        let grids = tiers.iter().map(|tier| {
            let of_tier = || self.rows("shortages").filter(|row| row.text("tier") == *tier);
            let mut periods = distinct(of_tier().map(|row| row.text("period")));
            periods.sort();
            let mut grid = Grid::new(
                ["period".to_owned()]
                    .into_iter()
                    .chain(cases.iter().map(|case| format!(">{case}"))),
            );
            for period in periods {
                let found = |case: &String| of_tier().find(|row| row.text("period") == period && row.case() == *case);
                let shares = cases
                    .iter()
                    .map(|case| found(case).map_or_else(String::new, |row| percent(row.number("probability"))));
                let name = if period.is_empty() { "any".to_owned() } else { period.clone() };
                grid.row([name].into_iter().chain(shares).collect());
            }
            let mean = of_tier().filter(|row| row.text("period").is_empty());
            let mean: Vec<String> = mean
                .map(|row| format!("{}: {} t", row.case(), tonnes(row.number("mean"))))
                .collect();
            let shown = grid.show(
                &self.headed(&format!("Probability of a shortage in tier {tier}")),
                ROWS,
                style,
            );
            format!("{shown} mean over the horizon: {}\n", mean.join("; "))
        });
        grids.collect::<Vec<_>>().join("\n")
    }

    fn importance(&self, style: Style) -> String {
        let mut grid = Grid::new(["policy / scenario", "outcome", "moved by, with rank correlation"]);
        let keys = distinct(self.rows("importance").map(|row| (row.case(), row.text("outcome"))));
        for (case, outcome) in keys {
            let rows = self
                .rows("importance")
                .filter(|row| row.case() == case && row.text("outcome") == outcome);
            let named: Vec<String> = rows
                .take(INPUTS)
                .map(|row| format!("{} {:+.2}", row.text("input"), row.number("rank_correlation")))
                .collect();
            grid.row(vec![case, outcome, named.join(", ")]);
        }
        if grid.is_empty() {
            String::new()
        } else {
            grid.show(&self.headed("What moves cost and shortage"), ROWS, style)
        }
    }

    fn picked(&self, style: Style) -> String {
        let mut grid = Grid::new(["policy / scenario", ">5 %", ">25 %", ">50 %", ">75 %", ">95 %"]);
        for case in distinct(self.rows("picked").map(|row| row.case())) {
            let draws = self
                .rows("picked")
                .filter(|row| row.case() == case)
                .map(|row| row.text("draw"));
            grid.row([case.clone()].into_iter().chain(draws).collect());
        }
        if grid.is_empty() {
            String::new()
        } else {
            grid.show("Draws at the quantiles of the cost", ROWS, style)
        }
    }
}

fn percent(share: f64) -> String {
    if (0.0..0.0005).contains(&share) && share > 0.0 {
        "< 0.1 %".into()
    } else if (0.9995..1.0).contains(&share) {
        "> 99.9 %".into()
    } else if share.is_finite() {
        // What rounds to nothing has no sign.
        format!("{:.1} %", (1000.0 * share).round() / 10.0 + 0.0)
    } else {
        String::new()
    }
}

fn distinct<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut found = Vec::new();
    for item in items {
        if !found.contains(&item) {
            found.push(item);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_share_that_rounds_to_nothing_has_no_sign() {
        assert_eq!(
            [-1e-9, 0.0, 0.1234, -0.02].map(percent),
            ["0.0 %", "0.0 %", "12.3 %", "-2.0 %"]
        );
    }

    #[test]
    fn what_may_happen_is_not_told_as_never_or_always() {
        assert_eq!(
            [1.0 / 3000.0, 2999.0 / 3000.0, 1.0].map(percent),
            ["< 0.1 %", "> 99.9 %", "100.0 %"]
        );
    }
}
