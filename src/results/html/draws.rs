//! Many draws: how likely shortages are, what may be exceeded, how prices spread, what outcomes depend on.

use super::fans;
use super::figure::{Choice, Figure, Shape};
use super::folder::{Case, Folder, Kind};
use super::importance;
use super::json::rounded;
use super::likely;
use super::section::Section;
use super::view::{View, label};
use super::words::{money, number};
use crate::results::batch::{Drawn, Noted};
use crate::results::rows::Row;
use serde_json::{Value, json};

/// Points of an exceedance curve.
const POINTS: usize = 200;

/// The section.
pub(super) fn section(view: View) -> Section {
    let mut section = Section {
        id: "draws",
        title: "Under uncertainty",
        ..Section::default()
    };
    section.sentences = told(view);
    for folder in view.of(Kind::Batch) {
        section.sentences.extend(likely::quiet(folder));
        section.sentences.extend(importance::still(folder));
        section.figures.extend(exceedance(folder));
        section.figures.extend(likely::figure(folder));
        section.figures.extend(fans::figure(folder));
        section.figures.extend(importance::figure(folder));
    }
    section
}

/// What the draws of each case come to.
pub(super) fn told(view: View) -> Vec<String> {
    let of = |folder: &Folder| -> Vec<String> { folder.draws.iter().filter_map(|case| of_draws(folder, case)).collect() };
    view.of(Kind::Batch).flat_map(of).collect()
}

fn of_case(policy: &str, scenario: &str) -> String {
    label(policy, scenario)
}

/// Cases of a folder by label.
pub(super) fn cases(folder: &Folder) -> Vec<(String, (&str, &str))> {
    let rows = folder.rows("cases");
    rows.map(|row| (row.text("policy"), row.text("scenario")))
        .map(|(policy, scenario)| (of_case(policy, scenario), (policy, scenario)))
        .collect()
}

pub(super) fn value(drawn: &Drawn, topic: &str, item: &str) -> Option<f64> {
    let same = |figure: &&Noted| figure.topic == topic && figure.item == item;
    drawn.figures.iter().find(same).map(|figure| figure.value)
}

/// Median and tail of the cost, and how often a tier is short.
fn of_draws(folder: &Folder, case: &Case) -> Option<String> {
    let of_case = |row: &Row| row.text("policy") == case.policy && row.text("scenario") == case.scenario;
    let all = folder.rows("cases").find(of_case).and_then(|row| row.number("draws"));
    let (planned, named) = (case.draws.len(), label(&case.policy, &case.scenario));
    let all = all.map_or(planned, |draws| draws as usize);
    if planned == 0 {
        return Some(format!("{named}: none of the {all} draws has a plan."));
    }
    let (draws, whose) = match all.saturating_sub(planned) {
        0 => (format!("{planned} draws"), "the draws"),
        failed => (
            format!("{failed} of {all} draws have no plan; in the {planned} others"),
            "the draws with a plan",
        ),
    };
    let is_cost = |row: &Row| row.text("topic") == "headline" && row.text("item") == "cost";
    let cost = folder.rows("quantiles").find(|row| of_case(row) && is_cost(row))?;
    let is_short = |row: &Row| row.text("period").is_empty() && row.amount("probability") > 0.0;
    let short = folder.rows("shortages").filter(|row| of_case(row) && is_short(row));
    let short: Vec<String> = short
        .map(|row| format!("{} is short in {}", row.text("tier"), often(row.amount("probability"), whose)))
        .collect();
    let short = if short.is_empty() {
        format!("nothing is short in any of {whose}")
    } else {
        short.join(", ")
    };
    Some(format!(
        "{named}, {draws}: buyers pay {} in the middle and more than {} in one draw of twenty; {short}.",
        money(cost.amount("p50")),
        money(cost.amount("p95")),
    ))
}

/// A share of some draws, never told as none or all where it is neither.
fn often(share: f64, whose: &str) -> String {
    match 100.0 * share {
        percent if percent < 0.5 => format!("less than 1 % of {whose}"),
        percent if share < 1.0 && percent >= 99.5 => format!("more than 99 % of {whose}"),
        percent => format!("{} % of {whose}", number(percent, 0)),
    }
}

/// Curves of the share of draws above each value, a curve for each case.
fn exceedance(folder: &Folder) -> Option<Figure> {
    let first = folder.draws.iter().flat_map(|case| &case.draws).next()?;
    let measures: Vec<(&str, &str, &str)> = first
        .figures
        .iter()
        .map(|figure| (figure.topic.as_str(), figure.item.as_str(), figure.unit.as_str()))
        .collect();
    let name = |(topic, item, unit): &(&str, &str, &str)| {
        let unit = if *unit == "USD" { "MUSD" } else { unit };
        if *topic == "shortage" {
            format!("short of {item}, {unit}")
        } else {
            format!("{item}, {unit}")
        }
    };
    let frame = |measure: &(&str, &str, &str)| {
        let series: Vec<Value> = folder.draws.iter().map(|case| curve(case, measure)).collect();
        json!({ "xAxis": { "name": name(measure) }, "series": series })
    };
    Some(Figure {
        title: "How likely it is that a value is exceeded",
        about: "A curve for each policy and scenario: at each value, the share of the draws with a plan that come to more."
            .into(),
        shape: Shape::Points,
        size: (400, 520),
        unit: "%",
        heads: &["case", "value", "share of draws above, %"],
        choices: vec![Choice::list("Measure", measures.iter().map(name).collect())],
        base: json!({
            "xAxis": { "type": "value", "scale": true, "nameLocation": "middle", "nameGap": 28 },
            "yAxis": { "type": "value", "name": "% of draws above", "min": 0, "max": 100 },
        }),
        frames: measures
            .iter()
            .enumerate()
            .map(|(k, measure)| (vec![k], frame(measure)))
            .collect(),
    })
}

fn curve(case: &Case, (topic, item, unit): &(&str, &str, &str)) -> Value {
    let factor = if *unit == "USD" { 1e-6 } else { 1.0 };
    let mut values: Vec<(f64, f64)> = case
        .draws
        .iter()
        .filter_map(|drawn| Some((value(drawn, topic, item)? * factor, drawn.weight)))
        .collect();
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let whole: f64 = values.iter().map(|(_, weight)| weight).sum();
    let every = values.len().div_ceil(POINTS).max(1);
    let mut points: Vec<Value> = values
        .first()
        .map(|(value, _)| json!([rounded(*value), 100]))
        .into_iter()
        .collect();
    let (mut below, last) = (0.0, values.len().saturating_sub(1));
    for (k, (value, weight)) in values.iter().enumerate() {
        below += weight;
        if k % every == 0 || k == last {
            points.push(json!([rounded(*value), rounded(100.0 * (1.0 - below / whole).max(0.0))]));
        }
    }
    json!({ "type": "line", "step": "end", "symbol": "none", "name": of_case(&case.policy, &case.scenario), "data": points })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_shortage_is_not_told_as_none() {
        let told = [0.001, 0.2, 0.997, 1.0].map(|share| often(share, "the draws"));
        let expected = ["less than 1 %", "20 %", "more than 99 %", "100 %"].map(|share| format!("{share} of the draws"));
        assert_eq!(told, expected);
    }

    #[test]
    fn a_curve_falls_by_the_weight_of_each_draw() {
        let drawn = |cost: f64, weight: f64| Drawn {
            weight,
            figures: vec![Noted::new("headline", ("cost", "", ""), "USD", cost)],
            ..Drawn::default()
        };
        let case = Case {
            policy: "club".into(),
            scenario: "baseline".into(),
            draws: vec![drawn(3e6, 1.0), drawn(1e6, 3.0)],
        };
        let curve = curve(&case, &("headline", "cost", "USD"));
        assert_eq!(curve["data"], json!([[1, 100], [1, 25], [3, 0]]));
    }
}
