//! What outcomes of many draws depend on.

use super::draws::{cases, value};
use super::figure::{Choice, Figure, Shape};
use super::folder::{Case, Folder};
use super::options::{data, lying};
use super::view::distinct;
use super::words::{SHORT, listed, of_tier};
use serde_json::json;

/// Inputs shown that an outcome depends on.
const INPUTS: usize = 12;
/// Relative spread up to which a cost is the same in every draw.
const SAME: f64 = 1e-9;

/// Whether an outcome differs from draw to draw.
fn varies(case: &Case, outcome: &str) -> bool {
    let tier = outcome.strip_prefix("shortage ");
    let (topic, item) = tier.map_or(("headline", outcome), |tier| ("shortage", tier));
    let values = case.draws.iter().filter_map(|drawn| value(drawn, topic, item));
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    let floor = if tier.is_some() { SHORT } else { SAME * high.abs().max(1.0) };
    high - low > floor
}

fn outcomes(folder: &Folder) -> Vec<&str> {
    distinct(folder.rows("importance").map(|row| row.text("outcome")))
}

fn name(outcome: &str) -> String {
    let tier = outcome.strip_prefix("shortage ");
    tier.map_or_else(|| outcome.to_owned(), |tier| format!("shortage of {}", of_tier(tier)))
}

fn drawn<'a>(folder: &'a Folder, (policy, scenario): (&str, &str)) -> Option<&'a Case> {
    folder
        .draws
        .iter()
        .find(|case| case.policy == policy && case.scenario == scenario)
}

/// Outcomes that are the same in every draw, so that they depend on nothing.
pub(super) fn still(folder: &Folder) -> Option<String> {
    let mut told = Vec::new();
    for (label, case) in cases(folder) {
        let Some(case) = drawn(folder, case).filter(|case| !case.draws.is_empty()) else {
            continue;
        };
        let same: Vec<String> = outcomes(folder)
            .into_iter()
            .filter(|outcome| !varies(case, outcome))
            .map(name)
            .collect();
        if !same.is_empty() {
            told.push(format!("{} under {label}", listed(&same)));
        }
    }
    (!told.is_empty()).then(|| {
        format!(
            "The same in every draw, and so not among what depends on inputs: {}.",
            told.join("; ")
        )
    })
}

/// The chart; none where no outcome varies.
pub(super) fn figure(folder: &Folder) -> Option<Figure> {
    let (cases, outcomes) = (cases(folder), outcomes(folder));
    let mut frames = Vec::new();
    for (c, (_, (policy, scenario))) in cases.iter().enumerate() {
        let Some(case) = drawn(folder, (*policy, *scenario)) else {
            continue;
        };
        for (o, outcome) in outcomes.iter().enumerate().filter(|(_, outcome)| varies(case, outcome)) {
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
                frame["series"] = json!([{ "type": "bar", "name": name(outcome), "data": data(values) }]);
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
            Choice::list("Outcome", outcomes.iter().map(|outcome| name(outcome)).collect()),
        ],
        base: json!({}),
        frames,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::batch::{Drawn, Noted};

    #[test]
    fn an_outcome_that_is_the_same_in_every_draw_depends_on_nothing() {
        let drawn = |cost: f64, short: f64| Drawn {
            figures: vec![
                Noted::new("headline", ("cost", "", ""), "USD", cost),
                Noted::new("shortage", ("dx", "", ""), "t", short),
            ],
            ..Drawn::default()
        };
        let case = Case {
            draws: vec![drawn(1e6, 1e-7), drawn(2e6, 0.0)],
            policy: String::new(),
            scenario: String::new(),
        };
        assert!(varies(&case, "cost") && !varies(&case, "shortage dx") && !varies(&case, "shortage do"));
    }
}
