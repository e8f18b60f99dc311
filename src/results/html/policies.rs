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
    if cases.0.is_empty() {
        return section;
    }
    let unplanned = cases.0.iter().filter(|case| !case.is_planned());
    section.sentences = unplanned
        .map(|case| format!("{} has no plan: it is {}.", case.label(), case.status))
        .collect();
    section
        .sentences
        .extend(cases.pairs().into_iter().map(|(base, case)| change(base, case)));
    let (_, served) = tiers(cases);
    if !served.is_empty() {
        let served: Vec<String> = served.into_iter().map(str::to_owned).collect();
        section
            .sentences
            .push(format!("Served in full in every plan: {}.", listed(&served)));
    }
    if cases.policies().len() > 1 {
        section.figures.push(figure(cases));
    }
    section.grids.push(grid(view, cases));
    section
}

/// What differs from another case, in one sentence.
pub(super) fn change(base: &Case, case: &Case) -> String {
    let of = |case: &Case, item| case.figure("headline", item, "").unwrap_or(0.0);
    let difference = |item| of(case, item) - of(base, item);
    // Of nothing, or of what buyers receive, a change is no share.
    let share = match of(base, "cost") {
        whole if whole > 0.0 && difference("cost").abs() > 0.5 => {
            format!(" ({} %)", number(100.0 * difference("cost").abs() / whole, 1))
        }
        _ => String::new(),
    };
    let penalty = |case: &Case| case.figure("ledger", "penalty", "").unwrap_or(0.0);
    let penalties = if (penalty(case) - penalty(base)).abs() > 0.5 {
        ", penalties on what is unmet included"
    } else {
        ""
    };
    let short: Vec<String> = case
        .shortages()
        .into_iter()
        .map(|(tier, short)| (tier, short - base.figure("shortage", tier, "").unwrap_or(0.0)))
        .filter(|(_, change)| change.abs() > SHORT)
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
        "{} instead of {}: buyers pay {}{share}{penalties}; {short}; exposure is {}.",
        case.label(),
        base.label(),
        more_or_less(difference("cost")),
        tonnes_more_or_less(difference("exposure")),
    )
}

/// Tiers that are short in some case, and those that are not.
fn tiers(cases: &Cases) -> (Vec<&str>, Vec<&str>) {
    let all = distinct(
        cases
            .0
            .iter()
            .flat_map(|case| case.shortages().into_iter().map(|(tier, _)| tier)),
    );
    let is_short = |tier: &&str| {
        cases
            .0
            .iter()
            .any(|case| case.figure("shortage", tier, "").is_some_and(|short| short > SHORT))
    };
    all.into_iter().partition(is_short)
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
    let (short, _) = tiers(cases);
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
    for case in &cases.0 {
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
            .0
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
    let cost = of("cost").map_or_else(String::new, |cost| format!("buyers pay {}; ", money(cost)));
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
