//! Cases side by side: a table for each topic, a column for each policy.

use super::style::{Grid, Style, millions_up_to, number, per_kg, tonnes, violation, wrap};
use crate::compare::{Case, Comparison, Figure, Regret, Topic, regrets};
use crate::results::comparison::changes_of;
use std::collections::BTreeMap;

/// Most policies in one table.
const ACROSS: usize = 5;
/// Most rows of a table.
const ROWS: usize = 24;
/// Most changes of one topic told.
const CHANGES: usize = 6;

/// The whole comparison.
pub fn comparison(comparison: &Comparison, style: Style) -> String {
    let mut sections = vec![heading(comparison, style)];
    let many = comparison.scenarios().len() > 1;
    for scenario in comparison.scenarios() {
        if many {
            sections.push(style.heading(&format!("Scenario {scenario}")));
        }
        sections.extend(
            Topic::ALL
                .into_iter()
                .map(|topic| side_by_side(comparison, scenario, topic, style)),
        );
        let cases = comparison.cases.iter().filter(|case| case.scenario == scenario);
        sections.extend(cases.map(|case| moved(comparison, case, style)));
    }
    if comparison.policies().len() > 1 {
        sections.push(regret(comparison, &regrets(comparison), style));
    }
    sections.retain(|section| !section.is_empty());
    sections.join("\n")
}

fn heading(comparison: &Comparison, style: Style) -> String {
    let (policies, scenarios) = (comparison.policies().join(", "), comparison.scenarios().join(", "));
    let mut text = style.heading(&comparison.instance);
    text += &(wrap(&format!("Policies: {policies}. Scenarios: {scenarios}."), " ") + "\n");
    for case in comparison.cases.iter().filter(|case| case.status != "optimal") {
        let line = format!("{} under {} is {}.", case.policy, case.scenario, case.status);
        text += &format!("{}\n", style.alarm(&format!(" {line}")));
    }
    for (case, (level, gap)) in comparison.cases.iter().filter_map(|case| Some((case, case.open.as_ref()?))) {
        let (policy, scenario, gap) = (&case.policy, &case.scenario, violation(*gap));
        let line = format!(
            "{policy} under {scenario} is within {gap} of the best {level} by the solver's bound: smaller differences say nothing."
        );
        text += &(wrap(&line, " ") + "\n");
    }
    text
}

/// Title of a topic, with the unit of its values; none where `changes` alone tells it.
fn title(topic: Topic) -> Option<&'static str> {
    Some(match topic {
        Topic::Headline => "Cost to the buyers and of the resources, MUSD discounted; exposure, weighted t",
        Topic::Shortage => "Shortage by tier, t",
        Topic::Accounts => "Who pays and who earns, MUSD discounted",
        Topic::Exposure => "Exposure of allies by stage, weighted t",
        Topic::Origin => "Chinese share of what allies receive, by stage passed",
        Topic::Concentration => "Concentration by stage and receiver, points (HHI, 10,000 = one country)",
        Topic::Elements => "Elements delivered, t",
        Topic::Rents => "Rents of elements at their sources, MUSD discounted",
        Topic::Prices => {
            "Average prices where goods are shipped from, and delivered, USD/kg: allied origin (blue), other (red), premium"
        }
        Topic::Usage => "Share of capacity used, where it differs most",
        Topic::Surplus => "Surplus of sites, MUSD discounted, where it differs most",
        Topic::Viability => "What sites receive of what they spend, where it differs most",
        Topic::Measures => "Charged by measure, MUSD discounted",
        Topic::Ledger => "Cost to the buyers by kind, MUSD discounted",
        Topic::Flows | Topic::Output => return None,
    })
}

/// Whether a figure is shown on a terminal; the others are in the files.
fn is_shown(figure: &Figure) -> bool {
    match figure.topic {
        Topic::Origin => figure.part == "CN",
        Topic::Concentration => figure.part == "allies",
        _ => true,
    }
}

/// Values of an item and part, one for each policy.
type Row<'a> = ((&'a str, &'a str, &'static str), Vec<Option<f64>>);

fn side_by_side(comparison: &Comparison, scenario: &str, topic: Topic, style: Style) -> String {
    let Some(title) = title(topic) else { return String::new() };
    let mut parts = Vec::new();
    let all = comparison.policies();
    let Some((first, others)) = all.split_first() else {
        return String::new();
    };
    let mut chunks: Vec<&[&str]> = others.chunks(ACROSS - 1).collect();
    if chunks.is_empty() {
        chunks.push(&[]);
    }
    for policies in chunks {
        let columns = [first].into_iter().chain(policies);
        let cases: Vec<&Case> = columns.filter_map(|policy| comparison.case(policy, scenario)).collect();
        parts.push(grid(&cases, &rows(&cases, topic), title, style));
        if topic == Topic::Accounts && cases.len() > 1 {
            let title = format!("The same, change from {}", cases.first().map_or("", |case| &case.policy));
            parts.push(grid(&cases, &differences(rows(&cases, topic)), &title, style));
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// Rows less their first value, those that differ.
fn differences(mut rows: Vec<Row>) -> Vec<Row> {
    for (_, values) in &mut rows {
        let first = values.first().copied().flatten();
        for value in values {
            *value = value.zip(first).map(|(value, first)| value - first);
        }
    }
    rows.retain(|((.., unit), values)| !is_nothing(unit, values));
    rows
}

fn grid(cases: &[&Case], rows: &[Row], title: &str, style: Style) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let has_part = rows.iter().any(|((_, part, _), _)| !part.is_empty());
    let heads = [Some(String::new()), has_part.then(String::new)];
    let columns = cases.iter().map(|case| format!(">{}", case.policy));
    let mut grid = Grid::new(heads.into_iter().flatten().chain(columns));
    for ((item, part, unit), values) in rows {
        let mut cells = vec![(*item).to_owned()];
        cells.extend(has_part.then(|| (*part).to_owned()));
        let show = shown_as(unit, values);
        cells.extend(values.iter().map(|value| value.map_or_else(String::new, show)));
        grid.row(cells);
    }
    grid.show(title, ROWS, style)
}

/// Rows of a topic.
fn rows<'a>(cases: &[&'a Case], topic: Topic) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (column, case) in cases.iter().enumerate() {
        for figure in case.figures.iter().filter(|figure| figure.topic == topic && is_shown(figure)) {
            let at = *known.entry((&figure.item, &figure.part)).or_insert(rows.len());
            if at == rows.len() {
                rows.push(((&figure.item, &figure.part, figure.unit), vec![None; cases.len()]));
            }
            if let Some(slot) = rows.get_mut(at).and_then(|(_, values)| values.get_mut(column)) {
                *slot = Some(figure.value);
            }
        }
    }
    if counts_absent(topic) {
        let planned = |column: usize| cases.get(column).is_some_and(|case| case.is_planned());
        let absent = rows.iter_mut().flat_map(|(_, values)| values.iter_mut().enumerate());
        absent
            .filter(|(column, value)| value.is_none() && planned(*column))
            .for_each(|(_, value)| *value = Some(0.0));
    }
    if topic != Topic::Headline && topic != Topic::Shortage {
        rows.retain(|((.., unit), values)| !is_nothing(unit, values));
    }
    order(&mut rows, topic);
    rows
}

/// Whether what a case does not have counts as nothing; a price or a capacity that is not there has no value.
fn counts_absent(topic: Topic) -> bool {
    !matches!(topic, Topic::Prices | Topic::Usage | Topic::Viability | Topic::Concentration)
}

/// Keeps the parts of an item together; where there are too many rows, items that differ most come first.
fn order(rows: &mut [Row], topic: Topic) {
    let mut items: BTreeMap<&str, (f64, usize)> = BTreeMap::new();
    for (at, ((item, ..), values)) in rows.iter().enumerate() {
        let known = items.entry(item).or_insert((0.0, at));
        known.0 = known.0.max(spread(values));
    }
    let many = rows.len() > ROWS && topic != Topic::Prices;
    let of = |row: &Row| items.get(row.0.0).copied().unwrap_or_default();
    rows.sort_by(|a, b| {
        let (a, b) = (of(a), of(b));
        let most = if many {
            b.0.total_cmp(&a.0)
        } else {
            std::cmp::Ordering::Equal
        };
        most.then(a.1.cmp(&b.1))
    });
}

/// Whether every value is no more than rounding: half a cent, or 1e-9 of other units.
fn is_nothing(unit: &str, values: &[Option<f64>]) -> bool {
    let least = if unit == "USD" { 0.005 } else { 1e-9 };
    values.iter().flatten().all(|value| value.abs() <= least)
}

fn spread(values: &[Option<f64>]) -> f64 {
    let values = || values.iter().map(|value| value.unwrap_or(0.0));
    values().fold(f64::NEG_INFINITY, f64::max) - values().fold(f64::INFINITY, f64::min)
}

/// How to show the values of a row.
fn shown_as(unit: &str, values: &[Option<f64>]) -> fn(f64) -> String {
    match unit {
        "USD" => millions_up_to(values.iter().flatten().fold(0.0, |most, value| value.abs().max(most))),
        "USD/t" => per_kg,
        "share" => |value| format!("{} %", number(100.0 * value, 1)),
        "points" => |value| number(value, 0),
        _ => tonnes,
    }
}

/// What moved from the first policy to another.
fn moved(comparison: &Comparison, case: &Case, style: Style) -> String {
    let changes = changes_of(comparison, case);
    let policies = comparison.policies();
    let Some(first) = policies.first() else { return String::new() };
    let mut grid = Grid::new(["", "what", "", ">before", ">after", ">change", "unit"]);
    for topic in Topic::ALL {
        for change in changes.iter().filter(|change| change.topic == topic).take(CHANGES) {
            let (show, unit): (fn(f64) -> String, _) = match change.unit {
                "USD" => (|value| number(value / 1e6, 2), "MUSD"),
                unit => (tonnes, unit),
            };
            grid.row(vec![
                topic.name().into(),
                change.item.clone(),
                change.part.clone(),
                show(change.before),
                show(change.after),
                show(change.after - change.before),
                unit.into(),
            ]);
        }
    }
    if grid.is_empty() {
        return String::new();
    }
    let heading = format!("What moved from {first} to {} (largest of each topic)", case.policy);
    grid.show(&heading, 4 * CHANGES, style)
}

fn regret(comparison: &Comparison, regrets: &[Regret], style: Style) -> String {
    let scenarios = comparison.scenarios();
    let told: Vec<&str> = if scenarios.len() <= ACROSS {
        scenarios.clone()
    } else {
        Vec::new()
    };
    let heads = ["measure", "policy"].map(String::from).into_iter();
    let columns = told.iter().map(|scenario| format!(">{scenario}"));
    let mut grid = Grid::new(heads.chain(columns).chain([">worst".into(), "".into()]));
    let different = |measure: &str| {
        regrets
            .iter()
            .any(|r| r.measure == measure && r.worst.is_none_or(|worst| worst > 0.0))
    };
    for regret in regrets.iter().filter(|regret| different(&regret.measure)) {
        let (unit, show) = match regret.unit {
            "USD" => ("MUSD", shown_as("USD", &[regret.worst])),
            unit => (unit, shown_as(unit, &[])),
        };
        let cell = |value: Option<f64>| value.map_or_else(|| "no plan".into(), show);
        let mut cells = vec![format!("{}, {unit}", regret.measure), regret.policy.clone()];
        cells.extend(regret.by_scenario.iter().take(told.len()).map(|value| cell(*value)));
        cells.push(cell(regret.worst));
        cells.push(if regret.least { "least".into() } else { String::new() });
        grid.row(cells);
    }
    if grid.is_empty() {
        return String::new();
    }
    let note = "Regret is what a policy costs more than the best one of the same scenario; `least` marks the policy whose worst regret is smallest.";
    format!("{}{}\n", grid.show("Regret", 60, style), wrap(note, " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_within_its_gap_is_named() {
        let case = |policy: &str, open: Option<(String, f64)>| Case {
            policy: policy.into(),
            scenario: "baseline".into(),
            status: "optimal",
            open,
            figures: Vec::new(),
            notes: Vec::new(),
        };
        let compared = Comparison {
            instance: "mines".into(),
            cases: vec![case("a", None), case("b", Some(("cost".into(), 5e-4)))],
        };
        let text = heading(&compared, Style { colour: false });
        assert!(text.contains("b under baseline is within 5.0e-4 of the best cost"), "{text}");
        assert!(!text.contains("a under baseline"), "{text}");
    }
}
