//! Who pays and who earns under a policy, beside the first one.

use super::cases::{Case, Cases};
use super::figure::{Choice, Figure, Shape};
use super::options::{data, lying};
use super::section::Section;
use super::view::{View, label};
use super::words::{gain_or_lose, listed, money, more_or_less};
use serde_json::{Value, json};

/// Parts of the accounts of a territory, and what they are called.
const PARTS: [(&str, &str); 4] = [
    ("buyers pay", "buyers save"),
    ("producers' surplus", "producers earn"),
    ("treasury", "treasury receives"),
    ("welfare", "in all"),
];
/// USD below which a change of a territory outside the club is summed with those of others.
const LEAST: f64 = 1e5;
/// Territories told where no plan names the members of the club.
const MOST: usize = 4;

/// The section.
pub(super) fn section(view: View, cases: &Cases) -> Section {
    let pairs: Vec<(&Case, &Case)> = cases
        .pairs()
        .into_iter()
        .filter(|(_, case)| case.items("accounts", "welfare").next().is_some())
        .collect();
    let mut section = Section {
        id: "members",
        title: "What it costs each country, and who receives it",
        ..Section::default()
    };
    section.sentences = pairs
        .iter()
        .filter(|(_, case)| case.scenario == "baseline")
        .filter_map(|(base, case)| told(view, base, case))
        .collect();
    section.sentences.extend(super::floors::told(view));
    if let Some((base, _)) = pairs.first() {
        section.sentences.push(format!(
            "These accounts are changes from {}, the first policy of the report, in the same scenario. Who pays whom below is what each plan pays in all, \
             a change from nothing; gains of coalitions are measured from the same measures with nobody in the club.",
            label(&base.policy, "")
        ));
        section.figures.push(figure(&pairs));
    }
    section
}

/// Territories of the club, or those whose welfare changes most.
fn of_interest<'a>(view: View<'a>, base: &Case, case: &'a Case) -> Vec<&'a str> {
    let members = view.members(&case.policy);
    if !members.is_empty() {
        return members;
    }
    let mut changes: Vec<(&str, f64)> = case
        .items("accounts", "welfare")
        .map(|(territory, welfare)| {
            (
                territory,
                welfare - base.figure("accounts", territory, "welfare").unwrap_or(0.0),
            )
        })
        .filter(|(_, change)| change.abs() >= 0.5)
        .collect();
    changes.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    changes.into_iter().take(MOST).map(|(territory, _)| territory).collect()
}

/// What a policy changes for each territory of interest, in one sentence.
fn told(view: View, base: &Case, case: &Case) -> Option<String> {
    let difference = |territory: &str, part: &str| {
        let of = |case: &Case| case.figure("accounts", territory, part).unwrap_or(0.0);
        of(case) - of(base)
    };
    let one = |territory: &&str| {
        let parts = [
            ("its buyers pay", "buyers pay"),
            ("its producers earn", "producers' surplus"),
            ("its treasury receives", "treasury"),
        ];
        let changed = parts.iter().map(|(words, part)| (words, difference(territory, part)));
        let changed: Vec<String> = changed
            .filter(|(_, change)| change.abs() >= 0.5)
            .map(|(words, change)| format!("{words} {}", more_or_less(change)))
            .collect();
        let why = if changed.is_empty() {
            String::new()
        } else {
            format!(" ({})", changed.join(", "))
        };
        let all = match difference(territory, "welfare") {
            change if change.abs() < 0.5 => "neither gains nor loses".into(),
            change if change > 0.0 => format!("gains {}", money(change)),
            change => format!("loses {}", money(-change)),
        };
        format!("{territory} {all}{why}")
    };
    let told = of_interest(view, base, case);
    let parts: Vec<String> = told.iter().map(one).collect();
    let outside = match view.members(&case.policy).is_empty() {
        true => String::new(),
        false => outside(base, case, &told),
    };
    (!parts.is_empty()).then(|| {
        format!(
            "{} instead of {}: {}.{outside}",
            case.label(),
            label(&base.policy, ""),
            parts.join("; ")
        )
    })
}

/// That a territory gains or loses.
fn moved((name, change): &(&str, f64)) -> String {
    match change {
        change if *change < 0.0 => format!("{name} loses {}", money(-change)),
        change => format!("{name} gains {}", money(*change)),
    }
}

/// Which territories outside the club lose and which gain, by name, the largest losses first; those of little change as a sum.
fn outside(base: &Case, case: &Case, club: &[&str]) -> String {
    let all = case.items("accounts", "welfare").filter(|(name, _)| !club.contains(name));
    let change = |(name, welfare)| (name, welfare - base.figure("accounts", name, "welfare").unwrap_or(0.0));
    let mut changes: Vec<(&str, f64)> = all.map(change).filter(|(_, change)| change.abs() >= 0.5).collect();
    changes.sort_by(|a, b| a.1.total_cmp(&b.1));
    let (large, small): (Vec<_>, Vec<_>) = changes.into_iter().partition(|(_, change)| change.abs() >= LEAST);
    let mut parts: Vec<String> = large.iter().map(moved).collect();
    let sum: f64 = small.iter().map(|(_, change)| change).sum();
    match small.as_slice() {
        [] => (),
        [one] => parts.push(moved(one)),
        several => {
            let names: Vec<String> = several.iter().map(|(name, _)| (*name).to_owned()).collect();
            parts.push(format!(
                "{} gain or lose less than {} each, and together {}",
                listed(&names),
                money(LEAST),
                gain_or_lose(sum)
            ));
        }
    }
    match parts.is_empty() {
        true => " Nobody outside the club gains or loses.".into(),
        false => format!(" Outside the club: {}.", parts.join("; ")),
    }
}

fn figure(pairs: &[(&Case, &Case)]) -> Figure {
    let labels = pairs.iter().map(|(_, case)| case.label()).collect();
    let territories = super::view::distinct(
        pairs
            .iter()
            .flat_map(|(_, case)| case.items("accounts", "welfare").map(|(name, _)| name)),
    );
    let names: Vec<String> = territories.iter().map(|name| (*name).to_owned()).collect();
    let series = |(base, case): &(&Case, &Case)| -> Vec<Value> {
        let change = |territory: &str, part: &str| {
            let of = |case: &Case| case.figure("accounts", territory, part).unwrap_or(0.0);
            let sign = if part == "buyers pay" { -1e-6 } else { 1e-6 };
            sign * (of(case) - of(base))
        };
        let one = |(part, name): &(&str, &str)| {
            let values = territories.iter().map(|territory| change(territory, part));
            json!({ "type": "bar", "name": name, "data": data(values) })
        };
        PARTS.iter().map(one).collect()
    };
    Figure {
        title: "Change of the accounts of each customs territory",
        about: "Change from the first policy in the same scenario, discounted; to the right is better for the territory. In all: what its buyers \
                save, plus what its producers and its treasury receive more."
            .into(),
        shape: Shape::Categories,
        size: (120 + 62 * territories.len(), 420),
        unit: "MUSD",
        heads: &["territory"],
        choices: vec![Choice::list("Policy", labels)],
        base: lying(&names, "MUSD"),
        frames: pairs.iter().enumerate().map(|(k, pair)| (vec![k], json!({ "series": series(pair) }))).collect(),
    }
}
