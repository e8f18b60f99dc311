//! Policies side by side: what each costs, leaves short and leans on.

use super::cases::{Case, Cases};
use super::figure::{Choice, Figure, Shape};
use super::grid::Grid;
use super::options::{data, lying};
use super::section::Section;
use super::view::{View, distinct, label};
use super::words::{PENALISED, SHORT, listed, money, more_or_less, number, of_tier, shortages, tonnes, tonnes_more_or_less};
use crate::results::Cell;
use serde_json::json;

/// The section.
pub(super) fn section(view: View, cases: &Cases) -> Section {
    let mut section = Section {
        id: "policies",
        title: "Policies side by side",
        ..Section::default()
    };
    if cases.all.is_empty() {
        return section;
    }
    let unplanned = cases.all.iter().filter(|case| !case.is_planned());
    section.sentences = unplanned
        .map(|case| format!("{} has no plan: it is {}.", case.label(), case.status))
        .collect();
    section
        .sentences
        .extend(cases.pairs().into_iter().map(|(base, case)| change(base, case)));
    section.sentences.extend(served(view, cases));
    section.sentences.extend(cases.twice.iter().cloned());
    if cases.policies().len() > 1 {
        section.figures.push(figure(cases));
    }
    section.grids.push(grid(view, cases));
    section
}

/// What differs from another case, in one sentence.
pub(super) fn change(base: &Case, case: &Case) -> String {
    let short: Vec<String> = changed(base, case)
        .map(|(tier, change)| format!("{} of {}", tonnes_more_or_less(change), of_tier(tier)))
        .collect();
    let tiers = |case: &Case| {
        case.shortages()
            .into_iter()
            .all(|(tier, short)| tier == PENALISED || short <= SHORT)
    };
    let short = match (short.is_empty(), tiers(base) && tiers(case)) {
        (true, true) => "every tier is served in full as before".into(),
        (true, false) => "shortages are the same".into(),
        (false, true) => format!("every tier is served in full as before, and {} is short", listed(&short)),
        (false, false) => format!("{} is short", listed(&short)),
    };
    format!(
        "{} instead of {}: buyers pay {}; {short}; exposure is {}.",
        case.label(),
        base.label(),
        cost(base, case),
        tonnes_more_or_less(difference(base, case, "exposure")),
    )
}

/// Cost, unmet demand without a tier, and exposure beside those of another case.
pub(super) fn outcome(base: &Case, case: &Case) -> String {
    let unmet = changed(base, case).filter(|(tier, _)| *tier == PENALISED);
    let unmet: Vec<String> = unmet
        .map(|(tier, change)| format!("{} of {} is short; ", tonnes_more_or_less(change), of_tier(tier)))
        .collect();
    format!(
        "buyers of all countries together pay {}; {}exposure is {}",
        cost(base, case),
        unmet.concat(),
        tonnes_more_or_less(difference(base, case, "exposure"))
    )
}

fn difference(base: &Case, case: &Case, item: &str) -> f64 {
    let of = |case: &Case| case.figure("headline", item, "").unwrap_or(0.0);
    of(case) - of(base)
}

/// Tiers whose shortage differs, with the change.
fn changed<'a>(base: &'a Case, case: &'a Case) -> impl Iterator<Item = (&'a str, f64)> {
    let change = move |(tier, short): (&'a str, f64)| (tier, short - base.figure("shortage", tier, "").unwrap_or(0.0));
    case.shortages()
        .into_iter()
        .map(change)
        .filter(|(_, change)| change.abs() > SHORT)
}

/// What buyers pay more or less, as a share too, and what of it are penalties.
fn cost(base: &Case, case: &Case) -> String {
    let change = difference(base, case, "cost");
    // Of nothing, or of what buyers receive, a change is no share.
    let share = match base.figure("headline", "cost", "").unwrap_or(0.0) {
        whole if whole > 0.0 && change.abs() > 0.5 => format!(" ({} %)", number(100.0 * change.abs() / whole, 1)),
        _ => String::new(),
    };
    let penalties = match penalty(case) - penalty(base) {
        change if change.abs() > 0.5 => format!(", in which penalties on what is unmet are {}", more_or_less(change)),
        _ => String::new(),
    };
    format!("{}{share}{penalties}", more_or_less(change))
}

fn penalty(case: &Case) -> f64 {
    case.figure("ledger", "penalty", "").unwrap_or(0.0)
}

/// Tiers that are short in some case.
fn short_tiers(cases: &Cases) -> Vec<&str> {
    let is_short = |(_, short): &(&str, f64)| *short > SHORT;
    distinct(
        cases
            .all
            .iter()
            .flat_map(|case| case.shortages().into_iter().filter(is_short).map(|(tier, _)| tier)),
    )
}

/// Tiers that count some demand under a policy, as far as the folders tell.
fn with_demand<'a>(view: View<'a>, policy: &str) -> Option<Vec<&'a str>> {
    let told = view.club(policy).and_then(|club| club.tiers);
    let plan = || {
        let plan = view.plans().into_iter().find(|plan| plan.policy() == policy)?;
        let rows = plan.rows("deliveries").chain(plan.rows("shortages"));
        Some(distinct(rows.map(|row| row.text("tier")).filter(|tier| !tier.is_empty())))
    };
    told.or_else(plan)
}

/// Tiers with demand that are short in no plan, where every policy tells which tiers have demand.
fn served(view: View, cases: &Cases) -> Option<String> {
    let planned = cases.all.iter().filter(|case| case.is_planned());
    let policies = distinct(planned.clone().map(|case| case.policy.as_str()));
    let wanted: Option<Vec<Vec<&str>>> = policies.iter().map(|policy| with_demand(view, policy)).collect();
    let wanted: Vec<&str> = wanted?.into_iter().flatten().collect();
    let short = short_tiers(cases);
    let all = planned.flat_map(|case| case.shortages().into_iter().map(|(tier, _)| tier));
    let served = distinct(all)
        .into_iter()
        .filter(|tier| wanted.contains(tier) && !short.contains(tier));
    let served: Vec<String> = served.map(str::to_owned).collect();
    (!served.is_empty()).then(|| {
        format!(
            "Served in full in every plan: {}. The tiers of a policy count the demand of its club, or that of everybody where it has none, unless it says otherwise.",
            listed(&served)
        )
    })
}

/// Measures of a case: name, topic and item, factor and unit.
fn measures(cases: &Cases) -> Vec<(String, (&'static str, String), f64)> {
    let mut measures = vec![
        ("Buyers pay, MUSD".to_owned(), ("headline", "cost".to_owned()), 1e-6),
        (
            "Resources used, MUSD".to_owned(),
            ("headline", "resource cost".to_owned()),
            1e-6,
        ),
        ("Exposure, weighted t".to_owned(), ("headline", "exposure".to_owned()), 1.0),
    ];
    let short = short_tiers(cases);
    let tier = |tier: &str| (format!("Short of {tier}, t"), ("shortage", tier.to_owned()), 1.0);
    measures.extend(short.into_iter().map(tier));
    measures
}

fn figure(cases: &Cases) -> Figure {
    let (policies, scenarios) = (cases.policies(), cases.scenarios());
    let names: Vec<String> = policies.iter().map(|policy| label(policy, "")).collect();
    let measures = measures(cases);
    let series = |(_, (topic, item), factor): &(String, (&'static str, String), f64)| {
        let value = |policy: &&str, scenario: &str| Some(cases.case(policy, scenario)?.figure(topic, item, "")? * factor);
        let of = |scenario: &&str| {
            let values = policies.iter().map(|policy| value(policy, scenario).unwrap_or(f64::NAN));
            json!({ "type": "bar", "name": scenario, "data": data(values) })
        };
        scenarios.iter().map(of).collect::<Vec<_>>()
    };
    let frames = measures.iter().enumerate();
    Figure {
        title: "One measure, policy by policy",
        about: "One bar for each scenario. Money is discounted to the start of the plan; exposure counts tonnes of watched elements that allies \
                receive and that were mined or processed elsewhere, by their weights."
            .into(),
        shape: Shape::Categories,
        size: (140 + 26 * policies.len() * scenarios.len(), 360),
        unit: "",
        heads: &["policy"],
        choices: vec![Choice::list("Measure", measures.iter().map(|(name, ..)| name.clone()).collect())],
        base: lying(&names, ""),
        frames: frames.map(|(k, measure)| (vec![k], json!({ "series": series(measure) }))).collect(),
    }
}

fn grid(view: View, cases: &Cases) -> Grid {
    let mut grid = Grid::new(
        "Every policy under every scenario",
        &[("policy", ""), ("scenario", ""), ("club", ""), ("status", "")],
    );
    let measures = measures(cases);
    for (name, (topic, _), _) in &measures {
        let (name, unit) = name.split_once(", ").unwrap_or((name, ""));
        let unit = match (*topic, unit) {
            (_, "MUSD") => "MUSD",
            _ => "t",
        };
        grid.column(name, unit);
    }
    for case in &cases.all {
        let mut row: Vec<Cell> = vec![
            label(&case.policy, "").into(),
            (&case.scenario).into(),
            view.members(&case.policy).join(", ").into(),
            (&case.status).into(),
        ];
        row.extend(
            measures
                .iter()
                .map(|(_, (topic, item), factor)| Cell::from(case.figure(topic, item, "").map(|value| value * factor))),
        );
        grid.row(row);
    }
    grid
}

/// What each case without a scenario comes to, then what the cases of each scenario range over.
pub(super) fn told(cases: &Cases) -> Vec<String> {
    let mut told = Vec::new();
    for scenario in cases.scenarios() {
        let of: Vec<&Case> = cases
            .all
            .iter()
            .filter(|case| case.scenario == scenario && case.is_planned())
            .collect();
        if matches!(scenario, "" | "baseline") || of.len() < 3 {
            told.extend(of.into_iter().map(one));
        } else {
            told.extend(range(scenario, &of));
        }
    }
    told
}

fn one(case: &Case) -> String {
    let of = |item| case.figure("headline", item, "");
    let penalties = match penalty(case) {
        penalty if penalty > 0.5 => format!(", of which {} are penalties on what is unmet", money(penalty)),
        _ => String::new(),
    };
    let cost = of("cost").map_or_else(String::new, |cost| format!("buyers pay {}{penalties}; ", money(cost)));
    let exposure = of("exposure").map_or_else(String::new, |exposure| format!("; exposure is {} t", tonnes(exposure)));
    format!("{}: {cost}{}{exposure}.", case.label(), shortages(&case.shortages()))
}

/// The cheapest and the dearest policy of a scenario, with what each leaves short.
fn range(scenario: &str, cases: &[&Case]) -> Option<String> {
    let cost = |case: &&&Case| case.figure("headline", "cost", "").unwrap_or(f64::INFINITY);
    let cheapest = cases.iter().min_by(|a, b| cost(a).total_cmp(&cost(b)))?;
    let dearest = cases.iter().max_by(|a, b| cost(a).total_cmp(&cost(b)))?;
    let end = |case: &&&Case| {
        format!(
            "{} under {} ({})",
            money(cost(case)),
            label(&case.policy, ""),
            shortages(&case.shortages())
        )
    };
    Some(format!(
        "{scenario}: buyers pay from {} to {}.",
        end(&cheapest),
        end(&dearest)
    ))
}
