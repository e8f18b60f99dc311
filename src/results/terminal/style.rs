//! How tables and numbers look.

pub(super) use crate::explain::{millions, money, number, per_kg, tonnes, trimmed};
use crate::network::{Network, PeriodId};
use comfy_table::{Attribute, Cell, CellAlignment, Color, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle};

/// Largest width, characters.
const WIDTH: u16 = 100;
/// Most columns of time in one table.
const SPANS: usize = 7;

const LOOK: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none());

/// How text is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// With colours of the terminal.
    pub colour: bool,
}

impl Style {
    /// A heading.
    pub(super) fn heading(self, text: &str) -> String {
        if self.colour {
            format!("\x1b[1m{text}\x1b[0m\n")
        } else {
            format!("{text}\n")
        }
    }

    /// Something that needs attention.
    pub(super) fn alarm(self, text: &str) -> String {
        if self.colour {
            format!("\x1b[31m{text}\x1b[0m")
        } else {
            text.into()
        }
    }

    /// Something in order.
    pub(super) fn calm(self, text: &str) -> String {
        if self.colour {
            format!("\x1b[32m{text}\x1b[0m")
        } else {
            text.into()
        }
    }
}

/// A table in the making; columns whose header begins with `>` hold numbers.
#[derive(Debug)]
pub(super) struct Grid {
    headers: Vec<String>,
    rows: Vec<Vec<String>>,
    total: bool,
}

impl Grid {
    /// A table without rows.
    pub fn new<T: Into<String>>(headers: impl IntoIterator<Item = T>) -> Self {
        Self {
            headers: headers.into_iter().map(Into::into).collect(),
            rows: Vec::new(),
            total: false,
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Adds the last row, that of totals.
    pub fn total(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
        self.total = true;
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Under a heading, with at most `most` rows; says how many are left out.
    pub fn show(self, heading: &str, most: usize, style: Style) -> String {
        let left_out = self.rows.len().saturating_sub(most);
        let mut table = Table::new();
        table
            .load_style(LOOK)
            .set_width(WIDTH)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .force_no_tty();
        if style.colour {
            table.enforce_styling();
        }
        let bold = |cell: Cell| {
            if style.colour {
                cell.add_attribute(Attribute::Bold)
            } else {
                cell
            }
        };
        table.set_header(self.headers.iter().map(|header| {
            let cell = Cell::new(header.trim_start_matches('>'));
            if style.colour { cell.fg(Color::Cyan) } else { cell }
        }));
        let last = self.rows.len();
        for (k, row) in self.rows.into_iter().enumerate().filter(|(k, _)| *k < most) {
            let total = self.total && k + 1 == last;
            table.add_row(
                row.into_iter()
                    .map(Cell::new)
                    .map(|cell| if total { bold(cell) } else { cell }),
            );
        }
        for (column, header) in table.column_iter_mut().zip(&self.headers) {
            if header.starts_with('>') {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        let body: String = table.lines().map(|line| format!("{}\n", line.trim_end())).collect();
        let more = if left_out > 0 {
            format!(" and {left_out} more (see --out)\n")
        } else {
            String::new()
        };
        format!("{}{body}{more}", style.heading(heading))
    }
}

/// Words in lines of the width of tables, each line after `indent`.
pub(super) fn wrap(text: &str, indent: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < usize::from(WIDTH) => *line += &format!(" {word}"),
            _ => lines.push(format!("{indent}{word}")),
        }
    }
    lines.join("\n")
}

/// How to show millions of USD in a table whose largest amount is given: wide numbers have fewer decimals.
pub(super) fn millions_up_to(largest: f64) -> fn(f64) -> String {
    match largest.abs() {
        size if size < 1e8 => millions,
        size if size < 1e11 => |value| number(value / 1e6, 1),
        _ => |value| number(value / 1e6, 0),
    }
}

/// A relative violation.
pub(in crate::results) fn violation(value: f64) -> String {
    if value == 0.0 {
        "0".into()
    } else if value.is_finite() {
        format!("{value:.1e}")
    } else {
        "beyond any amount".into()
    }
}

/// Share in percent.
pub(super) fn percent(part: f64, whole: f64) -> String {
    if whole == 0.0 {
        "-".into()
    } else {
        format!("{} %", number(100.0 * part / whole, 1))
    }
}

/// Periods as columns of a table: themselves, or the years they begin in, or all together.
#[derive(Debug)]
pub(super) struct Spans {
    /// Headers.
    pub labels: Vec<String>,
    of: Vec<usize>,
}

impl Spans {
    /// Those of a network.
    pub fn of(network: &Network) -> Self {
        let names: Vec<String> = network.periods.iter().map(|period| period.name.clone()).collect();
        let years: Vec<String> = network.periods.iter().map(|period| period.start.year().to_string()).collect();
        let grouped = Self::group(if names.len() <= SPANS { names } else { years });
        if grouped.labels.len() <= SPANS {
            grouped
        } else {
            Self::group(vec!["all".into(); network.periods.len()])
        }
    }

    fn group(names: Vec<String>) -> Self {
        let mut labels: Vec<String> = Vec::new();
        let mut of = Vec::new();
        for name in names {
            let known = labels.iter().position(|label| *label == name);
            of.push(known.unwrap_or(labels.len()));
            if known.is_none() {
                labels.push(name);
            }
        }
        Self { labels, of }
    }

    /// Column of a period.
    pub fn column(&self, period: PeriodId) -> usize {
        self.of.get(period.index()).copied().unwrap_or(0)
    }

    /// Headers of numbers, with a total where there are several.
    pub fn headers(&self) -> impl Iterator<Item = String> + '_ {
        let total = (self.labels.len() > 1).then(|| ">total".to_string());
        self.labels.iter().map(|label| format!(">{label}")).chain(total)
    }

    /// Numbers of one row, with their total where there are several.
    pub fn cells(&self, values: &[f64], show: fn(f64) -> String) -> Vec<String> {
        let total = (self.labels.len() > 1).then(|| values.iter().sum::<f64>());
        values.iter().copied().chain(total).map(show).collect()
    }

    /// A row of zeros.
    pub fn zeros(&self) -> Vec<f64> {
        vec![0.0; self.labels.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_thousands_and_keeps_signs() {
        assert_eq!(number(1_590_000.0, 0), "1,590,000");
        assert_eq!(number(-1234.5, 1), "-1,234.5");
        assert_eq!(number(-0.0001, 2), "0.00");
        assert_eq!(number(999.0, 2), "999.00");
    }

    #[test]
    fn money_takes_the_unit_that_fits() {
        assert_eq!(money(60_000.0), "60,000 USD");
        assert_eq!(money(1_590_000.0), "1.590 MUSD");
    }

    #[test]
    fn small_amounts_are_not_shown_as_nothing() {
        assert_eq!(tonnes(1e-4), "<0.001");
        assert_eq!(tonnes(0.0), "0");
        assert_eq!(tonnes(43.75), "43.75");
    }

    #[test]
    fn a_table_leaves_rows_out_and_says_so() {
        let mut grid = Grid::new(["a", ">b"]);
        for k in 0..3 {
            grid.row(vec![format!("row {k}"), k.to_string()]);
        }
        let text = grid.show("Title", 2, Style::default());
        assert!(text.starts_with("Title\n"));
        assert!(text.contains("row 1") && !text.contains("row 2"));
        assert!(text.ends_with("and 1 more (see --out)\n"));
    }
}
