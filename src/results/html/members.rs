//! Who pays and who earns under a policy, beside the first one.

use super::cases::{Case, Cases};
use super::figure::{Choice, Figure, Shape};
use super::options::{data, lying};
use super::section::Section;
use super::view::{Plan, View, label, sums};
use super::words::{listed, money, more_or_less};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Parts of the accounts of a territory, and what they are called.
const PARTS: [(&str, &str); 4] = [
    ("buyers pay", "buyers save"),
    ("producers' surplus", "producers earn"),
    ("treasury", "treasury receives"),
    ("welfare", "in all"),
];
/// USD below which the top-ups to floors of a country are not told.
const LEAST: f64 = 1e5;
/// What the top-ups leave out.
const BESIDE_FLOORS: &str = "What the floors do to prices and routes comes on top of these top-ups.";
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
    let floors: Vec<String> = view.plans().iter().filter_map(floor).collect();
    if !floors.is_empty() {
        section.sentences.extend(floors);
        section.sentences.push(BESIDE_FLOORS.into());
    }
    if !pairs.is_empty() {
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
    let parts: Vec<String> = of_interest(view, base, case).iter().map(one).collect();
    (!parts.is_empty()).then(|| {
        format!(
            "{} instead of {}: {}.",
            case.label(),
            label(&base.policy, ""),
            parts.join("; ")
        )
    })
}

/// What the top-up to a floor costs the buyers of each country.
fn floor(plan: &Plan) -> Option<String> {
    let kinds = ["floor_levy", "floor_premium"];
    let entries = plan.rows("ledger").filter(|row| kinds.contains(&row.text("kind")));
    let paid: BTreeMap<(&str, &str), f64> =
        sums(entries.map(|row| ((row.text("payer"), row.text("kind")), row.amount("discounted"))));
    let buyers = super::view::distinct(paid.keys().map(|(buyer, _)| *buyer));
    let of = |buyer: &str, kind| paid.get(&(buyer, kind)).copied().unwrap_or(0.0);
    let parts: Vec<String> = buyers
        .iter()
        .map(|buyer| (buyer, of(buyer, "floor_levy") + of(buyer, "floor_premium")))
        .filter(|(_, paid)| *paid >= LEAST)
        .map(|(buyer, paid)| format!("buyers in {buyer} {}", money(paid)))
        .collect();
    let whole = |kind| buyers.iter().map(|buyer| of(buyer, kind)).sum::<f64>();
    (!parts.is_empty()).then(|| {
        format!(
            "The top-ups to price floors under {} cost {}; of all top-ups {} go to treasuries and {} to sellers.",
            plan.label,
            listed(&parts),
            money(whole("floor_levy")),
            money(whole("floor_premium"))
        )
    })
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
