//! More of what helps never hurts, and more demand never helps: levels compared in their order, no plan at all being the worst.

use super::case::{Case, case};
use super::pipeline::{Answer, answer, compare, holds, levels, no_worse};
use super::text::tree;
use lodestone::run::Solved;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::cmp::Ordering;

/// Checks that what `help` does to a case leaves the levels no worse.
fn helps(case: &Case, help: impl Fn(&mut Case)) -> Result<(), TestCaseError> {
    let mut helped = case.clone();
    help(&mut helped);
    improves(&tree(case), &tree(&helped))
}

fn improves(before: &Value, after: &Value) -> Result<(), TestCaseError> {
    let (before, after) = (answer(before)?, answer(after)?);
    let fine = no_worse(levels(&after), levels(&before));
    prop_assert!(fine, "{:?} became {:?}", levels(&before), levels(&after));
    Ok(())
}

#[test]
fn more_supply_never_hurts() {
    let strategy = (case(), 0..5_usize, 1..30_u32);
    holds(("more_supply_never_hurts", file!()), 40, &strategy, |(case, which, more)| {
        helps(&case, |case| match which {
            0..=2 => case.market.available[which] += more,
            _ => case.mines[0].available += more,
        })
    });
}

#[test]
fn more_capacity_never_hurts() {
    let strategy = (case(), 0..6_usize, 1..30_u32);
    holds(
        ("more_capacity_never_hurts", file!()),
        40,
        &strategy,
        |(case, which, more)| {
            helps(&case, |case| match which {
                0 => case.separators[0].capacity += more,
                1 => case.works[0].capacity += more,
                2 => case.works[0].swarf_limit += more,
                3 => case.separators.iter_mut().for_each(|plant| plant.circuit = None),
                4 => case
                    .works
                    .iter_mut()
                    .filter_map(|works| works.stock.as_mut())
                    .for_each(|stock| stock.room += more),
                _ => case.frame.narrow.iter_mut().for_each(|capacity| *capacity += more),
            })
        },
    );
}

#[test]
fn one_more_site_never_hurts() {
    let strategy = (case(), 0..3_usize);
    holds(("one_more_site_never_hurts", file!()), 40, &strategy, |(case, which)| {
        helps(&case, |case| match which {
            0 => case.mines.extend(case.mines.first().cloned()),
            1 => case.separators.extend(case.separators.first().cloned()),
            _ => {
                let mut works = case.works.first().cloned();
                // A stock that has to be kept, and goods under way that have to be used, may be a burden.
                works
                    .iter_mut()
                    .for_each(|works| (works.stock, works.under_way) = (None, None));
                case.works.extend(works);
            }
        })
    });
}

#[test]
fn one_more_lane_never_hurts() {
    let strategy = (case(), 0..4_usize);
    holds(("one_more_lane_never_hurts", file!()), 40, &strategy, |(case, to)| {
        let closed = tree(&with_closed_lane(&case));
        let mut open = closed.clone();
        let to = ["works-0", "buyer-0", "plant-0", "US"][to];
        let lane = json!({ "from": "works-0", "to": to, "freight": "1 USD/kg", "transit": "20 d" });
        open["lanes"]
            .as_array_mut()
            .into_iter()
            .for_each(|lanes| lanes.push(lane.clone()));
        improves(&closed, &open)
    });
}

/// The case without lanes from the first works.
fn with_closed_lane(case: &Case) -> Case {
    let mut case = case.clone();
    case.works.iter_mut().take(1).for_each(|works| works.sends = false);
    case
}

/// Tonnes by which demands grow, as the levels count them when nothing of it is served.
fn unserved(solved: &Solved, (demand, period): (usize, usize), tonnes: f64) -> Vec<f64> {
    let network = &solved.posed.network;
    let of = &network.demands[demand];
    let mut levels = vec![0.0; solved.outcome.levels.len()];
    match of.tier.and_then(|tier| network.tier_level(tier)) {
        Some(level) => levels[level] = of.weight * tonnes,
        None => levels[network.cost_level()] = of.blocks[0].penalty[period] * network.periods[period].discount * tonnes,
    }
    levels
}

/// The case with free disposal wherever something is made, so that goods nobody wants may stay where they are.
fn with_disposal(case: &Case) -> Value {
    let mut tree = tree(case);
    for (_, site) in tree["sites"].as_object_mut().into_iter().flatten() {
        let made = site["customs_values"].as_object().into_iter().flatten();
        let free: serde_json::Map<String, Value> = made.map(|(material, _)| (material.clone(), json!(0))).collect();
        if !free.is_empty() {
            site["disposal"] = Value::Object(free);
        }
    }
    tree
}

/// At most the whole increase is unserved.
#[test]
fn more_demand_costs_at_most_its_shortage() {
    let strategy = (case(), 0..3_usize, 1..20_u32);
    holds(
        ("more_demand_costs_at_most_its_shortage", file!()),
        40,
        &strategy,
        |(case, period, more)| {
            let (case, grown, period) = grown(case, period, more);
            let (before, after) = (answer(&tree(&case))?, answer(&tree(&grown))?);
            at_most_unserved((&before, &after), (0, period), f64::from(more) / 2.0)
        },
    );
}

/// Where goods may be left where they are made, more demand never helps. Elsewhere it may: the buyers of one co-product let the other
/// be made, and those of what arrives later let the same shipment arrive sooner.
#[test]
fn more_demand_never_helps() {
    let strategy = (case(), 0..3_usize, 1..20_u32);
    holds(
        ("more_demand_never_helps", file!()),
        40,
        &strategy,
        |(mut case, period, more)| {
            case.frame.transit = 0;
            let (case, grown, _) = grown(case, period, more);
            let (before, after) = (answer(&with_disposal(&case))?, answer(&with_disposal(&grown))?);
            let fine = no_worse(levels(&before), levels(&after));
            prop_assert!(fine, "{:?} became {:?}", levels(&before), levels(&after));
            Ok(())
        },
    );
}

/// The case, the same with more wanted by the first demand in a half-year, and which half-year that is.
fn grown(case: Case, period: usize, more: u32) -> (Case, Case, usize) {
    let mut case = case.in_whole_half_years();
    let period = period % case.frame.periods;
    // A minimum would grow with the quantity.
    case.demands[0].minimum = None;
    let mut grown = case.clone();
    grown.demands[0].quantities[period] += more;
    (case, grown, period)
}

fn at_most_unserved((before, after): (&Answer, &Answer), grown: (usize, usize), tonnes: f64) -> Result<(), TestCaseError> {
    match (before, after) {
        (Ok(before), Ok(after)) => {
            let bound = unserved(before, grown, tonnes);
            let most: Vec<f64> = before
                .outcome
                .levels
                .iter()
                .zip(bound)
                .map(|(level, more)| level + more)
                .collect();
            let found = &after.outcome.levels;
            prop_assert!(compare(found, &most, 1e-7) != Ordering::Greater, "{found:?} beyond {most:?}");
            Ok(())
        }
        _ => {
            prop_assert_eq!(levels(before).err(), levels(after).err());
            Ok(())
        }
    }
}
