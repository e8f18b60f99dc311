//! Ranges: what moves the plan most, and how far numbers may move before it changes.

use super::style::{Grid, Style, millions_up_to, money, tonnes, wrap};
use crate::explain::losses::Standing;
use crate::explain::ranges::{End, Moves, Range, Ranges};
use crate::results::ranges::short;

/// Most rows of a table.
const ROWS: usize = 40;

/// The whole answer.
pub fn ranges(ranges: &Ranges, style: Style) -> String {
    let sections = [heading(ranges, style), tornado(ranges, style), ends(ranges, style)];
    let there: Vec<String> = sections.into_iter().filter(|section| !section.is_empty()).collect();
    there.join("\n")
}

fn heading(ranges: &Ranges, style: Style) -> String {
    let under = match ranges.policy.as_str() {
        "" => String::new(),
        policy => format!(" under {policy}"),
    };
    let title = format!("What moves the plan{under}, scenario {}", ranges.scenarios.join("+"));
    let left_out = match ranges.left_out {
        0 => String::new(),
        count => format!(" {count} other numbers move less at first sight and are left out (see --most)."),
    };
    let said = format!(
        "The plan costs {}. {} numbers were moved, one at a time, and planned anew.{left_out}",
        money(ranges.before.cost),
        ranges.ranges.len()
    );
    format!("{}{}\n", style.heading(&title), wrap(&said, " "))
}

fn changes(ranges: &Ranges) -> impl Iterator<Item = f64> + '_ {
    let both = ranges.ranges.iter().flat_map(|range| range.less.iter().chain(&range.more));
    both.map(|after| after.cost - ranges.before.cost)
}

/// A fifth less and a fifth more of each number, what moves most first.
fn tornado(ranges: &Ranges, style: Style) -> String {
    let shorts = ranges.ranges.iter().flat_map(|range| range.less.iter().chain(&range.more));
    let is_short = shorts.map(|after| short(ranges, after)).any(|change| change != 0.0);
    let heads = ["", "value", ">-20 %, MUSD", ">+20 %, MUSD"];
    let short_heads = [">-20 %, t short", ">+20 %, t short"];
    let mut grid = Grid::new(heads.into_iter().chain(short_heads.into_iter().filter(|_| is_short)));
    let show = millions_up_to(changes(ranges).fold(0.0, |most: f64, cost| most.max(cost.abs())));
    let cost = |after: &Option<Standing>| {
        let plan = after.as_ref().map(|after| plus(after.cost - ranges.before.cost, show));
        plan.unwrap_or_else(|| "no plan".into())
    };
    let missing = |after: &Option<Standing>| {
        let plan = after.as_ref().map(|after| plus(short(ranges, after), tonnes));
        plan.unwrap_or_else(|| "no plan".into())
    };
    for range in ranges.ranges.iter().filter(|range| range.moves != Moves::Nothing) {
        let mut cells = vec![
            range.parameter.label.clone(),
            now(range),
            cost(&range.less),
            cost(&range.more),
        ];
        if is_short {
            cells.extend([missing(&range.less), missing(&range.more)]);
        }
        grid.row(cells);
    }
    if grid.is_empty() {
        return String::new();
    }
    grid.show(
        "A fifth less, a fifth more: change of cost, what moves most first",
        ROWS,
        style,
    )
}

fn plus(value: f64, show: fn(f64) -> String) -> String {
    let text = show(value);
    if value > 0.0 && text.chars().any(|c| ('1'..='9').contains(&c)) {
        format!("+{text}")
    } else {
        text
    }
}

/// How far each number may move.
fn ends(ranges: &Ranges, style: Style) -> String {
    let mut grid = Grid::new(["", "now", "from", "to", "within it"]);
    for range in &ranges.ranges {
        let within = match (range.moves, range.is_idle()) {
            (Moves::Prices, true) => "not used",
            (Moves::Prices, false) => "same plan",
            (Moves::Amounts, _) => "same prices",
            (Moves::Both | Moves::Nothing, _) => continue,
        };
        let Some([now, low, high]) = ends_of(range) else { continue };
        grid.row(vec![range.parameter.label.clone(), now, low, high, within.into()]);
    }
    if grid.is_empty() {
        return String::new();
    }
    let note = "`Same plan`: who sells, makes and ships what stays as it is, and is the cheapest. `Same prices`: cost and shortage follow evenly, at the same \
                marginal prices. `now`: a kink, where another plan is as good already. `>` and `<` mark ends that were not found as far as was looked: up to \
                ten times the value, or down as far as there is a plan; a range from 0 holds down to nothing.";
    format!(
        "{}{}\n",
        grid.show("How far each number may move", ROWS, style),
        wrap(note, " ")
    )
}

/// The number, and the ends of its range; none where neither end was found.
fn ends_of(range: &Range) -> Option<[String; 3]> {
    let (low, high) = (range.low.factor(), range.high.factor());
    low.or(high)?;
    let shown = range.shown(&[1.0, low.unwrap_or(1.0), high.unwrap_or(1.0)]);
    let [now, low, high] = <[String; 3]>::try_from(shown).ok()?;
    Some([now, end(range.low, low), end(range.high, high)])
}

fn end(end: End, shown: String) -> String {
    match end {
        _ if end.is_here() => "now".into(),
        End::At(_) => shown,
        End::Beyond(factor) if factor <= 0.0 => shown,
        End::Beyond(factor) if factor < 1.0 => format!("< {shown}"),
        End::Beyond(_) => format!("> {shown}"),
        End::Unknown => "not found".into(),
    }
}

/// The number with its unit; 100 % where it changes over time.
fn now(range: &Range) -> String {
    range.shown(&[1.0]).concat()
}
