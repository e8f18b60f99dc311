//! Many draws: how likely shortages are, what may be exceeded, how prices spread, what outcomes depend on.

use super::fans;
use super::figure::{Choice, Figure, Shape};
use super::folder::{Case, Folder, Kind};
use super::json::rounded;
use super::options::{data, heat, lying};
use super::section::Section;
use super::view::{View, distinct, label};
use super::words::{SHORT, money, number};
use crate::results::batch::{Drawn, Noted};
use crate::results::rows::Row;
use serde_json::{Value, json};

/// Points of an exceedance curve.
const POINTS: usize = 200;
/// Inputs shown that an outcome depends on.
const INPUTS: usize = 12;

/// The section.
pub(super) fn section(view: View) -> Section {
    let mut section = Section {
        id: "draws",
        title: "Under uncertainty",
        ..Section::default()
    };
    for folder in view.of(Kind::Batch) {
        section
            .sentences
            .extend(folder.draws.iter().filter_map(|case| told(folder, case)));
        section.figures.extend(exceedance(folder));
        section.figures.extend(likely(folder));
        section.figures.extend(fans::figure(folder));
        section.figures.extend(importance(folder));
    }
    section
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

fn value(drawn: &Drawn, topic: &str, item: &str) -> Option<f64> {
    let same = |figure: &&Noted| figure.topic == topic && figure.item == item;
    drawn.figures.iter().find(same).map(|figure| figure.value)
}

/// Median and tail of the cost, and how often a tier is short.
fn told(folder: &Folder, case: &Case) -> Option<String> {
    let of_case = |row: &Row| row.text("policy") == case.policy && row.text("scenario") == case.scenario;
    let all = folder.rows("cases").find(of_case).and_then(|row| row.number("draws"));
    let (planned, named) = (case.draws.len(), label(&case.policy, &case.scenario));
    let all = all.map_or(planned, |draws| draws as usize);
    if planned == 0 {
        return Some(format!("{named}: none of the {all} draws has a plan."));
    }
    let draws = match all.saturating_sub(planned) {
        0 => format!("{planned} draws"),
        failed => format!("{failed} of {all} draws have no plan; in the {planned} others"),
    };
    let is_cost = |row: &Row| row.text("topic") == "headline" && row.text("item") == "cost";
    let cost = folder.rows("quantiles").find(|row| of_case(row) && is_cost(row))?;
    let is_short = |row: &Row| row.text("period").is_empty() && row.amount("probability") > 0.0;
    let short = folder.rows("shortages").filter(|row| of_case(row) && is_short(row));
    let short: Vec<String> = short
        .map(|row| format!("{} is short in {}", row.text("tier"), often(row.amount("probability"))))
        .collect();
    let short = if short.is_empty() {
        "nothing is short in any draw".into()
    } else {
        short.join(", ")
    };
    Some(format!(
        "{named}, {draws}: buyers pay {} in the middle and more than {} in one draw of twenty; {short}.",
        money(cost.amount("p50")),
        money(cost.amount("p95")),
    ))
}

/// A share of the draws, never told as none or all where it is neither.
fn often(share: f64) -> String {
    match 100.0 * share {
        percent if percent < 0.5 => "less than 1 % of the draws".into(),
        percent if share < 1.0 && percent >= 99.5 => "more than 99 % of the draws".into(),
        percent => format!("{} % of the draws", number(percent, 0)),
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
        about: "A curve for each policy and scenario: at each value, the share of the draws that come to more.".into(),
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

/// Probability of a shortage by tier and period.
fn likely(folder: &Folder) -> Option<Figure> {
    let cases = cases(folder);
    let rows = || folder.rows("shortages").filter(|row| !row.text("period").is_empty());
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect::<Vec<String>>();
    let tiers = owned(distinct(rows().map(|row| row.text("tier"))));
    let mut periods = owned(distinct(rows().map(|row| row.text("period"))));
    periods.sort();
    if periods.is_empty() {
        return None;
    }
    let at = |names: &[String], name: &str| names.iter().position(|known| known == name);
    let frame = |(policy, scenario): (&str, &str)| {
        let of_case = rows().filter(|row| row.text("policy") == policy && row.text("scenario") == scenario);
        let cells = of_case.filter_map(|row| {
            let (column, line) = (at(&periods, row.text("period"))?, at(&tiers, row.text("tier"))?);
            Some(json!([column, line, rounded(100.0 * row.amount("probability"))]))
        });
        heat((&periods, &tiers), cells.collect(), "%")
    };
    Some(Figure {
        title: "How likely each tier is short in each period",
        about: "Share of the draws in which more than a kilogram of the tier is short. Periods in which no draw is short are left out.".into(),
        shape: Shape::Cells,
        size: (160 + 34 * tiers.len(), 640),
        unit: "%",
        heads: &["period", "tier", "probability"],
        choices: vec![Choice::list("Case", cases.iter().map(|(name, _)| name.clone()).collect())],
        base: json!({}),
        frames: cases.iter().enumerate().map(|(k, (_, case))| (vec![k], frame(*case))).collect(),
    })
}

/// What outcomes depend on.
fn importance(folder: &Folder) -> Option<Figure> {
    let cases = cases(folder);
    let outcomes = distinct(folder.rows("importance").map(|row| row.text("outcome")));
    let mut frames = Vec::new();
    for (c, (_, (policy, scenario))) in cases.iter().enumerate() {
        for (o, outcome) in outcomes.iter().enumerate() {
            let of_case = folder.rows("importance").filter(|row| {
                let same = row.text("policy") == *policy && row.text("scenario") == *scenario;
                same && row.text("outcome") == *outcome && row.amount("rank_correlation").abs() > SHORT
            });
            let found: Vec<(String, f64)> = of_case
                .map(|row| (row.text("input").to_owned(), row.amount("rank_correlation")))
                .take(INPUTS)
                .collect();
            if !found.is_empty() {
                let (names, values): (Vec<String>, Vec<f64>) = found.into_iter().unzip();
                let mut frame = lying(&names, "rank correlation, from -1 to 1");
                frame["series"] = json!([{ "type": "bar", "name": outcome, "data": data(values) }]);
                frames.push((vec![c, o], frame));
            }
        }
    }
    (!frames.is_empty()).then(|| Figure {
        title: "What the outcome depends on",
        about: "Rank correlation of each uncertain input with the outcome: to the right, more of the input goes with more of the outcome.".into(),
        shape: Shape::Categories,
        size: (420, 560),
        unit: "",
        heads: &["input"],
        choices: vec![
            Choice::list("Case", cases.iter().map(|(name, _)| name.clone()).collect()),
            Choice::list("Outcome", outcomes.iter().map(|outcome| (*outcome).to_owned()).collect()),
        ],
        base: json!({}),
        frames,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_shortage_is_not_told_as_none() {
        let told = [0.001, 0.2, 0.997, 1.0].map(often);
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
