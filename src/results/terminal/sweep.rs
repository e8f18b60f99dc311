//! A value moved through a range, and the frontier between cost and exposure, or shortage.

use super::style::{Grid, Style, millions_up_to, per_kg, tonnes, trimmed, wrap};
use crate::compare::{Frontier, Point, Swept, Topic};

/// Most rows of a table.
const ROWS: usize = 60;
/// Most things named for one change.
const NAMES: usize = 6;
/// Width with which an exact value is shown.
const EXACT: f64 = 1e-3;

/// A sweep: figures at each value, then what changes where.
pub fn sweep(swept: &Swept, style: Style) -> String {
    let unit = if swept.unit.is_empty() { "-" } else { &swept.unit };
    let heads = [
        format!(">{unit}"),
        ">cost MUSD".into(),
        ">resource cost".into(),
        ">exposure t".into(),
        ">short t".into(),
        "".into(),
    ];
    let mut grid = Grid::new(heads);
    let dearest = swept.points.iter().map(|point| head(point, "cost").unwrap_or(0.0));
    let millions = millions_up_to(dearest.fold(0.0, f64::max));
    for point in &swept.points {
        let cell = |value: Option<f64>, show: fn(f64) -> String| value.map_or_else(String::new, show);
        let status = point.case.status;
        grid.row(vec![
            plain(point.at, swept.width),
            cell(head(point, "cost"), millions),
            cell(head(point, "resource cost"), millions),
            cell(head(point, "exposure"), tonnes),
            cell(short(point), tonnes),
            if status == "optimal" {
                String::new()
            } else {
                style.alarm(status)
            },
        ]);
    }
    let heading = format!("{}: {}", swept.instance, swept.path);
    [grid.show(&heading, ROWS, style), changes(swept, style)].join("\n")
}

fn head(point: &Point, name: &str) -> Option<f64> {
    point.case.figure(Topic::Headline, name, "")
}

fn short(point: &Point) -> Option<f64> {
    let short = point.case.figures.iter().filter(|figure| figure.topic == Topic::Shortage);
    point
        .case
        .is_planned()
        .then(|| short.map(|figure| figure.value).sum::<f64>() + 0.0)
}

/// A value, with what arithmetic adds beyond a thousandth of the width rounded away: what is shown is a plan's own value.
pub(super) fn plain(value: f64, width: f64) -> String {
    let decimals = (3.0 - width.log10()).ceil().clamp(0.0, 12.0) as usize;
    trimmed(&format!("{value:.decimals$}")).to_owned()
}

fn changes(swept: &Swept, style: Style) -> String {
    if swept.breaks.is_empty() {
        return wrap(
            "The plan uses the same mines, plants, borders and measures at every value.",
            " ",
        ) + "\n";
    }
    let mut grid = Grid::new([">at", ">between", ">and", "comes into use", "goes out of use"]);
    for change in &swept.breaks {
        grid.row(vec![
            change.at.map_or_else(String::new, |at| plain(at, EXACT)),
            plain(change.below.at, swept.width),
            plain(change.above.at, swept.width),
            told(change.comes()),
            told(change.goes()),
        ]);
    }
    grid.show("Where the plan changes", ROWS, style)
}

/// Names, the first of many.
pub(super) fn told(names: Vec<String>) -> String {
    let more = names.len().saturating_sub(NAMES);
    let more = (more > 0).then(|| format!("{more} more"));
    names.into_iter().take(NAMES).chain(more).collect::<Vec<_>>().join(", ")
}

/// The frontier between cost and exposure, or the shortage of a tier.
pub fn frontier(frontier: &Frontier, style: Style) -> String {
    let aim = match frontier.aim.as_str() {
        "exposure" => "exposure".to_owned(),
        tier => format!("shortage of {tier}"),
    };
    let mut grid = Grid::new([
        format!(">{aim} at most t"),
        format!(">{aim} t"),
        ">cost MUSD".into(),
        format!(">USD per kg of {aim} less"),
        String::new(),
    ]);
    let millions = millions_up_to(frontier.corners.iter().map(|corner| corner.cost).fold(0.0, f64::max));
    for (corner, slope) in frontier.corners.iter().zip(frontier.slopes()) {
        grid.row(vec![
            tonnes(corner.limit),
            tonnes(corner.value),
            millions(corner.cost),
            slope.map_or_else(String::new, per_kg),
            if corner.verified {
                String::new()
            } else {
                style.alarm("refused by the judge")
            },
        ]);
    }
    let heading = format!(
        "{}: least cost at limits on {aim}, policy {}, scenario {}",
        frontier.instance, frontier.policy, frontier.scenario
    );
    grid.show(&heading, ROWS, style)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn an_end_is_shown_as_the_value_that_was_planned() {
        let shown = [(14.375, 0.5), (9.5, 1.0), (0.1 + 0.2, 0.05), (15.0, 0.1)].map(|(value, width)| plain(value, width));
        assert_eq!(shown, ["14.375", "9.5", "0.3", "15"]);
    }
}
