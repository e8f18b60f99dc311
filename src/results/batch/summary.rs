//! The summary of a batch as tables.

use super::SHORTAGE;
use super::gather::{Gathered, Name};
use crate::forecast::{importance, quantile};
use crate::results::{Cell, Column, Definition, Table};

/// Shares of which quantiles are told.
const SHARES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

const POLICY: Column = Column::text("policy", "Policy.");
const SCENARIO: Column = Column::text("scenario", "Scenarios, joined by `+`.");

static CASES: Definition = Definition {
    name: "cases",
    description: "One policy under one scenario.",
    columns: &[
        POLICY,
        SCENARIO,
        Column::integer("draws", "Draws."),
        Column::integer("planned", "Draws with a plan that stands."),
        Column::integer("hot", "Draws that started hot."),
        Column::integer("judged", "Plans that the judge saw."),
    ],
};

static FAILURES: Definition = Definition {
    name: "failures",
    description: "A reason for which draws have no plan.",
    columns: &[
        POLICY,
        SCENARIO,
        Column::text("status", "How the solve ended."),
        Column::text("reason", "Why."),
        Column::integer("draws", "Draws."),
    ],
};

static SHORTAGES: Definition = Definition {
    name: "shortages",
    description: "Shortage of a tier in a period. Periods in which no draw is short are left out.",
    columns: &[
        POLICY,
        SCENARIO,
        Column::text("tier", "Tier, or `penalised`."),
        Column::text("period", "Period; empty for the whole horizon."),
        Column::number(
            "probability",
            "1",
            "Share of the weight of the draws with a plan that are short by more than a kilogram.",
        ),
        Column::number("mean", "t", "Mean, draws that are not short included."),
        Column::number("p50", "t", "Median."),
        Column::number("p95", "t", "Exceeded by one draw in twenty."),
    ],
};

static QUANTILES: Definition = Definition {
    name: "quantiles",
    description: "Distribution of a figure over the draws that have it; costs count as zero in the others.",
    columns: &[
        POLICY,
        SCENARIO,
        Column::text("topic", "What the figure is about."),
        Column::text("item", "Of what."),
        Column::text("part", "Which of its figures."),
        Column::text("period", "Period; empty for the whole horizon."),
        Column::text("unit", "Unit of the figure."),
        Column::number(
            "share",
            "1",
            "Share of the weight of the draws with a plan that have the figure.",
        ),
        Column::number("mean", "", "Mean."),
        Column::number("p05", "", "Quantile of 5 %."),
        Column::number("p25", "", "Quantile of 25 %."),
        Column::number("p50", "", "Median."),
        Column::number("p75", "", "Quantile of 75 %."),
        Column::number("p95", "", "Quantile of 95 %."),
    ],
};

static MARGINAL: Definition = Definition {
    name: "marginal",
    description: "How often a source sells some of what it has in a period, but not all.",
    columns: &[
        POLICY,
        SCENARIO,
        Column::text("site", "Site of the source."),
        Column::text("material", "Material."),
        Column::text("period", "Period."),
        Column::number("probability", "1", "Share of the weight of the draws with a plan."),
    ],
};

static PICKED: Definition = Definition {
    name: "picked",
    description: "The draw at a quantile of the cost, for a closer look.",
    columns: &[
        POLICY,
        SCENARIO,
        Column::number(
            "quantile",
            "1",
            "Share of the weight of the draws with a plan that cost as much or less.",
        ),
        Column::integer("draw", "Number of the draw."),
        Column::number("cost", "USD", "Its cost, discounted."),
    ],
};

static IMPORTANCE: Definition = Definition {
    name: "importance",
    description: "How an input moves an outcome.",
    columns: &[
        POLICY,
        SCENARIO,
        Column::text("input", "Input."),
        Column::text("outcome", "`cost`, or `shortage` and a tier."),
        Column::number("rank_correlation", "1", "Spearman's, from -1 to 1."),
    ],
};

/// The tables that a report reads.
pub(in crate::results) static TOLD: [&Definition; 4] = [&CASES, &SHORTAGES, &QUANTILES, &IMPORTANCE];

/// Tables of the summary.
pub fn tables(cases: &[Gathered]) -> Vec<Table> {
    let table = |definition: &'static Definition, rows: fn(&Gathered) -> Vec<Vec<Cell>>| {
        let led = |case: &Gathered| -> Vec<Vec<Cell>> {
            let head = || [Cell::from(&case.policy), Cell::from(&case.scenario)];
            rows(case)
                .into_iter()
                .map(|row| head().into_iter().chain(row).collect())
                .collect()
        };
        Table {
            definition,
            rows: cases.iter().flat_map(led).collect(),
        }
    };
    vec![
        table(&CASES, counts),
        table(&FAILURES, failures),
        table(&SHORTAGES, shortages),
        table(&QUANTILES, quantiles),
        table(&MARGINAL, marginal),
        table(&PICKED, picked),
        table(&IMPORTANCE, importances),
    ]
}

fn counts(case: &Gathered) -> Vec<Vec<Cell>> {
    let counts = [case.draws, case.planned.len(), case.hot, case.judged];
    vec![counts.map(Cell::from).to_vec()]
}

fn failures(case: &Gathered) -> Vec<Vec<Cell>> {
    let row = |((status, reason), draws): (&(String, String), &usize)| vec![status.into(), reason.into(), (*draws).into()];
    case.failed.iter().map(row).collect()
}

fn shortages(case: &Gathered) -> Vec<Vec<Cell>> {
    let weight = case.weight();
    let whole = case
        .single
        .iter()
        .filter(|(name, _)| name.0 == "shortage")
        .map(|(name, values)| {
            let told = case.ordered(values);
            let weights: Vec<f64> = told.iter().map(|(_, _, weight)| *weight).collect();
            let short: f64 = told
                .iter()
                .filter(|(tonnes, ..)| *tonnes > SHORTAGE)
                .map(|(_, _, weight)| weight)
                .fold(0.0, |sum, weight| sum + weight);
            let mean = told.iter().map(|(tonnes, _, weight)| tonnes * weight).sum::<f64>() / weight;
            let at = |share: f64| {
                quantile(&weights, share)
                    .and_then(|at| told.get(at))
                    .map(|(tonnes, ..)| *tonnes)
            };
            vec![
                (&name.1).into(),
                "".into(),
                (short / weight).into(),
                mean.into(),
                at(0.5).into(),
                at(0.95).into(),
            ]
        });
    let periods = case
        .counted
        .iter()
        .filter(|(name, _)| name.0 == "shortage")
        .map(|(name, sketch)| {
            let mut all = sketch.clone();
            all.fill(weight);
            vec![
                (&name.1).into(),
                (&name.3).into(),
                (sketch.weight / weight).into(),
                all.mean().into(),
                all.quantile(0.5).into(),
                all.quantile(0.95).into(),
            ]
        });
    whole.chain(periods).collect()
}

fn named(name: &Name) -> Vec<Cell> {
    [&name.0, &name.1, &name.2, &name.3, &name.4].map(Cell::from).to_vec()
}

fn quantiles(case: &Gathered) -> Vec<Vec<Cell>> {
    let weight = case.weight();
    let single = case
        .single
        .iter()
        .filter(|(name, _)| name.0 != "shortage")
        .map(|(name, values)| {
            let told = case.ordered(values);
            let weights: Vec<f64> = told.iter().map(|(_, _, weight)| *weight).collect();
            let known: f64 = weights.iter().sum();
            let mean = told.iter().map(|(value, _, weight)| value * weight).sum::<f64>() / known;
            let at = |share: f64| {
                Cell::from(
                    quantile(&weights, share)
                        .and_then(|at| told.get(at))
                        .map(|(value, ..)| *value),
                )
            };
            let mut row = named(name);
            row.extend([(known / weight).into(), mean.into()]);
            row.extend(SHARES.map(at));
            row
        });
    let told = |name: &&Name| !["shortage", "marginal"].contains(&name.0.as_str());
    let counted = case.counted.iter().filter(|(name, _)| told(name)).map(|(name, sketch)| {
        let mut all = sketch.clone();
        if name.0 == "ledger" {
            all.fill(weight);
        }
        let mut row = named(name);
        row.extend([(sketch.weight / weight).into(), all.mean().into()]);
        row.extend(SHARES.map(|share| Cell::from(all.quantile(share))));
        row
    });
    single.chain(counted).collect()
}

fn marginal(case: &Gathered) -> Vec<Vec<Cell>> {
    let weight = case.weight();
    let told = case.counted.iter().filter(|(name, _)| name.0 == "marginal");
    told.map(|(name, sketch)| {
        vec![
            (&name.1).into(),
            (&name.2).into(),
            (&name.3).into(),
            (sketch.weight / weight).into(),
        ]
    })
    .collect()
}

fn picked(case: &Gathered) -> Vec<Vec<Cell>> {
    let cost = case.single.iter().find(|(name, _)| name.0 == "headline" && name.1 == "cost");
    let told = cost.map(|(_, values)| case.ordered(values)).unwrap_or_default();
    let weights: Vec<f64> = told.iter().map(|(_, _, weight)| *weight).collect();
    let row = |share: f64| {
        let (cost, draw, _) = told.get(quantile(&weights, share)?)?;
        let draw = i64::try_from(*draw).map_or(Cell::Null, Cell::Integer);
        Some(vec![share.into(), draw, (*cost).into()])
    };
    SHARES.into_iter().filter_map(row).collect()
}

fn importances(case: &Gathered) -> Vec<Vec<Cell>> {
    let weights: Vec<f64> = case.planned.iter().map(|(_, weight)| *weight).collect();
    let outcomes = case.single.iter().filter_map(|(name, values)| match name.0.as_str() {
        "headline" if name.1 == "cost" => Some(("cost".to_owned(), values)),
        "shortage" => Some((format!("shortage {}", name.1), values)),
        _ => None,
    });
    let mut rows: Vec<(String, String, f64)> = Vec::new();
    for (outcome, values) in outcomes {
        let inputs = case.single.iter().filter(|(name, _)| name.0 == "input");
        let moved = inputs.filter_map(|(name, input)| Some((name.1.clone(), importance(input, values, &weights)?)));
        let mut moved: Vec<(String, f64)> = moved.collect();
        moved.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        rows.extend(moved.into_iter().map(|(input, by)| (input, outcome.clone(), by)));
    }
    rows.into_iter()
        .map(|(input, outcome, by)| vec![input.into(), outcome.into(), by.into()])
        .collect()
}
