//! Prices against differences: the price of a row, a vector over the levels, lies between the difference quotients to its left and to
//! its right, in the order of the levels; where both agree it is theirs.
//!
//! The levels are convex in a right-hand side in that order, so this holds for steps of any size, also at and over kinks.

use super::case::{Case, case};
use super::pipeline::{Answer, answer, compare, holds};
use super::text::{DATES, tree};
use lodestone::formulation::RowKey;
use lodestone::plan::Priced;
use lodestone::run::Solved;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::cell::Cell;
use std::cmp::Ordering;

/// Step, t in the half-year.
const STEP: f64 = 0.01;
/// Relative error of a difference quotient.
const ERROR: f64 = 1e-5;

/// A figure of an instance that is a right-hand side: its path, its yearly amounts, and whose row it is.
struct Figure {
    path: String,
    yearly: Vec<f64>,
    of: fn(Priced) -> bool,
}

fn wanted(case: &Case) -> Figure {
    Figure {
        path: "/demands/buyer-0/quantity".into(),
        yearly: case.demands[0].quantities.iter().map(|amount| f64::from(*amount)).collect(),
        of: |of| matches!(of, Priced::Demand(demand) if demand.index() == 0),
    }
}

/// The neodymium oxide of the market; its source is the second but last.
fn offered(case: &Case) -> Figure {
    Figure {
        path: "/sites/market/source/nd-oxide/available".into(),
        yearly: vec![f64::from(case.market.available[1]); DATES.len()],
        of: |of| matches!(of, Priced::Limit(RowKey::SourceCapacity(..))),
    }
}

/// The answer with a figure changed by some tonnes in a period; none where it would be negative.
fn moved(case: &Case, figure: &Figure, period: usize, tonnes: f64) -> Result<Option<Answer>, TestCaseError> {
    let mut yearly = figure.yearly.clone();
    yearly[period] += 2.0 * tonnes;
    if yearly[period] < 0.0 {
        return Ok(None);
    }
    let steps = DATES.iter().zip(yearly).take(case.frame.periods);
    let steps: Map<String, Value> = steps
        .map(|(date, amount)| ((*date).into(), json!(format!("{amount} t/yr"))))
        .collect();
    let mut tree = tree(case);
    tree.pointer_mut(&figure.path)
        .into_iter()
        .for_each(|place| *place = Value::Object(steps.clone()));
    answer(&tree).map(Some)
}

/// Change of the levels per tonne, money undiscounted.
fn quotient(from: &Solved, to: &Solved, period: usize) -> Vec<f64> {
    let network = &from.posed.network;
    let levels = from.outcome.levels.iter().zip(&to.outcome.levels);
    let mut quotient: Vec<f64> = levels.map(|(from, to)| (to - from) / STEP).collect();
    quotient[network.cost_level()] /= network.periods[period].discount;
    quotient
}

fn price(solved: &Solved, figure: &Figure, period: usize) -> Vec<f64> {
    let network = &solved.posed.network;
    let is_it = |of: Priced| match of {
        Priced::Limit(RowKey::SourceCapacity(source, _)) => {
            let source = &network.sources[source.index()];
            let names = (
                &network.sites[source.site.index()].name,
                &network.materials[source.material.index()].name,
            );
            names.0 == "market" && names.1 == "nd-oxide"
        }
        _ => true,
    };
    let mut prices = solved.plan.prices.iter();
    let found = prices.find(|row| (figure.of)(row.of) && is_it(row.of) && row.period.map(|t| t.index()) == Some(period));
    found.map_or_else(|| vec![0.0; solved.outcome.levels.len()], |row| row.by_level.clone())
}

/// Checks the price of a figure in a period: whether the two quotients agree, if there are two.
fn lies_between(case: &Case, figure: &Figure, period: usize) -> Result<Option<bool>, TestCaseError> {
    let Some(Ok(here)) = moved(case, figure, period, 0.0)? else {
        return Ok(None);
    };
    let price = price(&here, figure, period);
    let (mut left, mut right) = (None, None);
    if let Some(Ok(less)) = moved(case, figure, period, -STEP)? {
        let below = quotient(&less, &here, period);
        prop_assert!(
            compare(&below, &price, ERROR) != Ordering::Greater,
            "{price:?} below {below:?}"
        );
        left = Some(below);
    }
    if let Some(Ok(more)) = moved(case, figure, period, STEP)? {
        let above = quotient(&here, &more, period);
        prop_assert!(
            compare(&price, &above, ERROR) != Ordering::Greater,
            "{price:?} above {above:?}"
        );
        right = Some(above);
    }
    Ok(left
        .zip(right)
        .map(|(left, right)| compare(&left, &right, ERROR) == Ordering::Equal))
}

fn all_between(name: &'static str, figure: fn(&Case) -> Figure) {
    let (smooth, kinks) = (Cell::new(0), Cell::new(0));
    let strategy = (case(), 0..3_usize, any::<bool>());
    holds((name, file!()), 60, &strategy, |(case, period, at_kink)| {
        let mut case = case.in_whole_half_years();
        if at_kink {
            (case.demands[0].good, case.demands[0].requires) = (1, Vec::new());
            case.demands[0].quantities = vec![case.market.available[1]; DATES.len()];
        }
        // A minimum grows with the quantity: its row would move too.
        case.demands[0].minimum = None;
        match lies_between(&case, &figure(&case), period % case.frame.periods)? {
            Some(true) => smooth.set(smooth.get() + 1),
            Some(false) => kinks.set(kinks.get() + 1),
            None => {}
        }
        Ok(())
    });
    let (smooth, kinks) = (smooth.get(), kinks.get());
    assert!(
        smooth > 20 && kinks > 0,
        "{smooth} prices are told exactly, {kinks} stand at kinks"
    );
}

#[test]
fn prices_of_demands_are_differences() {
    all_between("prices_of_demands_are_differences", wanted);
}

#[test]
fn rents_of_sources_are_differences() {
    all_between("rents_of_sources_are_differences", offered);
}
