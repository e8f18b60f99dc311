//! Comparisons and games as tables, and those tables as one JSON document.

use super::files::json;
use super::{Cell, Column, Definition, Table};
use crate::compare::{Case, Change, Comparison, Regret, regrets};
use serde_json::{Value, json};

const POLICY: Column = Column::text("policy", "Policy.");
const SCENARIO: Column = Column::text("scenario", "Scenarios, joined by `+`.");
const UNIT: Column = Column::text(
    "unit",
    "Unit of the values: USD (discounted), USD/t, t, share, points of the Herfindahl-Hirschman index.",
);

static CASES: Definition = Definition {
    name: "cases",
    description: "One policy under one scenario.",
    columns: &[
        POLICY,
        SCENARIO,
        Column::text("status", "How the solve ended; the words of `solve --json`."),
        Column::text(
            "open_level",
            "Aim of a plan with whole numbers that is furthest from the solver's bound; empty where all are at theirs.",
        ),
        Column::number("gap", "1", "How far it is, relative."),
    ],
};

static FIGURES: Definition = Definition {
    name: "figures",
    description: "One figure of a case. docs/compare.md defines each topic.",
    columns: &[
        POLICY,
        SCENARIO,
        Column::text("topic", "What the figure is about."),
        Column::text("item", "Of what: a country, stage, material, site, measure."),
        Column::text("part", "Which of its figures; empty where it has one."),
        UNIT,
        Column::number("value", "", "Value, in the unit."),
    ],
};

static CHANGES: Definition = Definition {
    name: "changes",
    description: "What differs from the plan of the first policy in the same scenario.",
    columns: &[
        POLICY,
        SCENARIO,
        Column::text("topic", "What moved: measures, ledger, output or flows."),
        Column::text("item", "Of what."),
        Column::text("part", "Which of its figures."),
        UNIT,
        Column::number("before", "", "Value under the first policy."),
        Column::number("after", "", "Value under this policy."),
        Column::number("change", "", "Difference."),
    ],
};

static REGRETS: Definition = Definition {
    name: "regrets",
    description: "How far a policy stays behind the best one of a scenario, in one measure.",
    columns: &[
        Column::text("measure", "A tier, cost, resource cost or exposure."),
        POLICY,
        Column::text("scenario", "Scenario; `worst` for the largest regret of all."),
        UNIT,
        Column::number(
            "regret",
            "",
            "Value less that of the best policy; no value where some policy has no plan.",
        ),
        Column::integer("least", "1 where no policy has a smaller worst regret."),
    ],
};

/// The tables that a report reads.
pub(super) static TOLD: [&Definition; 3] = [&CASES, &FIGURES, &REGRETS];

/// Every table of a comparison.
pub fn tables(comparison: &Comparison) -> Vec<Table> {
    let figures = comparison.cases.iter().flat_map(figure_rows);
    let regrets = regrets(comparison);
    vec![
        Table {
            definition: &CASES,
            rows: comparison.cases.iter().map(case_row).collect(),
        },
        Table {
            definition: &FIGURES,
            rows: figures.collect(),
        },
        Table {
            definition: &CHANGES,
            rows: changes(comparison),
        },
        Table {
            definition: &REGRETS,
            rows: regrets.iter().flat_map(|regret| regret_rows(comparison, regret)).collect(),
        },
    ]
}

fn case_row(case: &Case) -> Vec<Cell> {
    let open = case.open.as_ref();
    vec![
        (&case.policy).into(),
        (&case.scenario).into(),
        case.status.into(),
        open.map(|(level, _)| level.as_str()).into(),
        open.map(|(_, gap)| *gap).into(),
    ]
}

fn figure_rows(case: &Case) -> impl Iterator<Item = Vec<Cell>> + '_ {
    case.figures.iter().map(|figure| {
        vec![
            (&case.policy).into(),
            (&case.scenario).into(),
            figure.topic.name().into(),
            (&figure.item).into(),
            (&figure.part).into(),
            figure.unit.into(),
            figure.value.into(),
        ]
    })
}

fn changes(comparison: &Comparison) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for case in &comparison.cases {
        for change in changes_of(comparison, case) {
            rows.push(vec![
                (&case.policy).into(),
                (&case.scenario).into(),
                change.topic.name().into(),
                (&change.item).into(),
                (&change.part).into(),
                change.unit.into(),
                change.before.into(),
                change.after.into(),
                (change.after - change.before).into(),
            ]);
        }
    }
    rows
}

/// Changes from the plan of the first policy in the same scenario; none of that policy, or where there is no plan.
pub(super) fn changes_of(comparison: &Comparison, case: &Case) -> Vec<Change> {
    let policies = comparison.policies();
    let first = policies.first().filter(|first| **first != case.policy);
    let base = first.and_then(|first| comparison.case(first, &case.scenario));
    match base.filter(|base| base.is_planned() && case.is_planned()) {
        Some(base) => base.changes_to(case),
        None => Vec::new(),
    }
}

fn regret_rows(comparison: &Comparison, regret: &Regret) -> Vec<Vec<Cell>> {
    let row = |scenario: &str, value: Option<f64>| {
        vec![
            (&regret.measure).into(),
            (&regret.policy).into(),
            scenario.into(),
            regret.unit.into(),
            value.into(),
            usize::from(regret.least).into(),
        ]
    };
    let by_scenario = comparison.scenarios().into_iter().zip(&regret.by_scenario);
    let rows = by_scenario.map(|(scenario, value)| row(scenario, *value));
    rows.chain([row("worst", regret.worst)]).collect()
}

/// Tables as one document: a list of objects for each, beside the instance.
pub fn document(instance: &str, tables: &[Table]) -> Value {
    let mut document = json!({ "schema": 1, "instance": instance });
    if let Some(fields) = document.as_object_mut() {
        fields.extend(
            tables
                .iter()
                .map(|table| (table.definition.name.to_owned(), json::rows(table))),
        );
    }
    document
}
