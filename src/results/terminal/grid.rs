//! Two values moved together: figures at each pair, the kinds of plans, and what differs between neighbours.

use super::style::{self, Style, millions_up_to, tonnes};
use super::sweep::{plain, told};
use crate::compare::{Axis, Grid};

/// Most rows of a table.
const ROWS: usize = 60;
/// Most columns of values; of more, every so many are shown.
const ACROSS: usize = 9;
/// Width with which values are shown.
const WIDTH: f64 = 1e-3;

/// A figure of the plan at a pair of positions.
type Figure<'a> = Box<dyn Fn([usize; 2]) -> Option<String> + 'a>;

/// Cost, shortage and exposure at each pair, kinds of plans, and what changes between neighbours.
pub fn grid(grid: &Grid, style: Style) -> String {
    let costs = grid
        .cases
        .iter()
        .filter_map(|case| case.figure(crate::compare::Topic::Headline, "cost", ""));
    let millions = millions_up_to(costs.fold(0.0, f64::max));
    let kinds = grid.kinds();
    let width = grid.axes[1].values.len();
    let of = |name: &'static str, show: fn(f64) -> String| -> Figure<'_> { Box::new(move |at| grid.figure(at, name).map(show)) };
    let figures: [(&str, Figure<'_>); 4] = [
        ("Cost, MUSD", of("cost", millions)),
        ("Exposure, t", of("exposure", tonnes)),
        ("Short, t", of("short", tonnes)),
        (
            "Kinds of plans: the same number, the same mines, plants, borders and measures",
            Box::new(|[row, column]| kinds.get(row * width + column).map(|kind| (kind + 1).to_string())),
        ),
    ];
    let [down, across] = grid.axes.each_ref().map(|axis| format!("{} ({})", axis.path, unit(axis)));
    let mut text = style.heading(&format!("{}: {down} downwards, {across} across", grid.instance));
    for (name, figure) in figures {
        let shown = matrix(grid, &figure);
        if !shown.is_empty() {
            text += &format!("\n{}", shown.show(name, ROWS, style));
        }
    }
    text + "\n" + &borders(grid, style)
}

fn unit(axis: &Axis) -> &str {
    if axis.unit.is_empty() { "-" } else { &axis.unit }
}

/// A figure at each pair; nothing where no plan has it.
fn matrix(grid: &Grid, figure: &Figure<'_>) -> style::Grid {
    let [down, across] = &grid.axes;
    let every = across.values.len().div_ceil(ACROSS);
    let columns = || across.values.iter().enumerate().step_by(every);
    let heads = columns().map(|(_, at)| format!(">{}", plain(*at, WIDTH)));
    let mut shown = style::Grid::new([">".to_owned()].into_iter().chain(heads));
    let mut known = false;
    let mut rows = Vec::new();
    for (row, at) in down.values.iter().enumerate() {
        let cells: Vec<Option<String>> = columns().map(|(column, _)| figure([row, column])).collect();
        known |= cells.iter().any(Option::is_some);
        let cells = cells
            .into_iter()
            .enumerate()
            .map(|(k, cell)| cell.unwrap_or_else(|| no_plan(grid, [row, k * every])));
        rows.push([plain(*at, WIDTH)].into_iter().chain(cells).collect());
    }
    if known {
        rows.into_iter().for_each(|row| shown.row(row));
    }
    shown
}

fn no_plan(grid: &Grid, at: [usize; 2]) -> String {
    let unplanned = grid.case(at).filter(|case| !case.is_planned());
    unplanned.map_or_else(String::new, |case| case.status.into())
}

fn borders(grid: &Grid, style: Style) -> String {
    let borders = grid.borders();
    if borders.is_empty() {
        return "The plan uses the same mines, plants, borders and measures at every pair of values.\n".into();
    }
    let mut shown = style::Grid::new(["value", ">from", ">to", ">other at", "comes into use", "goes out of use"]);
    for border in borders {
        shown.row(vec![
            ["first", "second"][border.along].into(),
            plain(border.below, WIDTH),
            plain(border.above, WIDTH),
            plain(border.other, WIDTH),
            told(border.comes),
            told(border.goes),
        ]);
    }
    shown.show("What changes between neighbours", ROWS, style)
}
