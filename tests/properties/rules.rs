//! Rules of origin: classes sum to the whole, fewer requirements never hurt, and what nobody asks for changes nothing.

use super::case::{Case, case};
use super::pipeline::{Answer, answer, compare, holds, levels, no_worse, same};
use super::text::{drop_unused, tree};
use lodestone::formulation::ColumnKey;
use lodestone::network::RuleSet;
use lodestone::run::Solved;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::cmp::Ordering;
use std::collections::HashMap;

/// The case where no demand requires a rule.
fn without_requirements(case: &Case) -> Case {
    let mut case = case.clone();
    case.demands.iter_mut().for_each(|demand| demand.requires.clear());
    case
}

/// The case where nothing but demands reads a rule: exemptions apply to nobody, origin has no value, exposure is not counted.
fn read_by_demands_only(case: &Case) -> Case {
    let mut case = case.clone();
    case.frame.allies = false;
    case.measures.iter_mut().for_each(|measure| measure.unless = None);
    case
}

fn with_plain_values(mut tree: Value) -> Value {
    for (_, site) in tree["sites"].as_object_mut().into_iter().flatten() {
        if let Some(value) = site.pointer("/customs_values/magnet/value").cloned() {
            site["customs_values"]["magnet"] = value;
        }
    }
    drop_unused(&mut tree);
    tree
}

#[test]
fn fewer_requirements_never_hurt() {
    holds(("fewer_requirements_never_hurt", file!()), 40, &case(), |case| {
        prop_assume!(case.demands.iter().any(|demand| !demand.requires.is_empty()));
        let (strict, free) = (answer(&tree(&case))?, answer(&tree(&without_requirements(&case)))?);
        let fine = no_worse(levels(&free), levels(&strict));
        prop_assert!(fine, "{:?} became {:?}", levels(&strict), levels(&free));
        Ok(())
    });
}

/// A plan summed over the classes of its goods is a plan of the network that knows no rules, at the same cost and shortage.
#[test]
fn classes_sum_to_the_whole() {
    holds(("classes_sum_to_the_whole", file!()), 60, &case(), |case| {
        let case = read_by_demands_only(&case);
        prop_assume!(case.demands.iter().any(|demand| !demand.requires.is_empty()));
        let ruled = answer(&with_plain_values(tree(&case)))?;
        let free = answer(&with_plain_values(tree(&without_requirements(&case))))?;
        if let Ok(ruled) = &ruled {
            let free = free.as_ref();
            prop_assert!(free.is_ok());
            free.into_iter().try_for_each(|free| is_plan_of(ruled, free))?;
        }
        Ok(())
    });
}

/// A column without its classes; downgrades and tolerated draws only move goods between classes.
fn unclassed(key: ColumnKey) -> Option<ColumnKey> {
    let none = RuleSet::default();
    Some(match key {
        ColumnKey::Supply(source, _, t) => ColumnKey::Supply(source, none, t),
        ColumnKey::Activity(operation, _, t) => ColumnKey::Activity(operation, none, t),
        ColumnKey::Flow(lane, _, t) => ColumnKey::Flow(lane, none, t),
        ColumnKey::Stock(stock, _, t) => ColumnKey::Stock(stock, none, t),
        ColumnKey::Dispose(disposal, _, t) => ColumnKey::Dispose(disposal, none, t),
        ColumnKey::Sell(market, _, t) => ColumnKey::Sell(market, none, t),
        ColumnKey::Deliver(demand, material, _, t) => ColumnKey::Deliver(demand, material, none, t),
        ColumnKey::Short(demand, block, t) => ColumnKey::Short(demand, block, t),
        ColumnKey::Tolerated(..) | ColumnKey::Downgrade(..) => return None,
        decision => decision,
    })
}

fn is_plan_of(ruled: &Solved, free: &Solved) -> Result<(), TestCaseError> {
    let lp = &free.posed.model.lp;
    let places: HashMap<ColumnKey, usize> = free.posed.model.columns.iter().copied().zip(0..).collect();
    let mut sum = vec![0.0; lp.columns()];
    let point = ruled.outcome.point.as_deref().unwrap_or_default();
    for (key, value) in ruled.posed.model.columns.iter().zip(point) {
        if let Some(key) = unclassed(*key).filter(|_| *value != 0.0) {
            let place = places.get(&key);
            prop_assert!(place.is_some(), "{key:?} is no column without rules");
            place.into_iter().for_each(|place| sum[*place] += value);
        }
    }
    for (row, (activity, size)) in lp.activities(&sum).into_iter().enumerate() {
        let slack = 1e-7 * size.max(1.0);
        let kept = activity >= lp.row_lower[row] - slack && activity <= lp.row_upper[row] + slack;
        prop_assert!(kept, "{:?} is broken: {activity}", free.posed.model.rows[row]);
    }
    let summed: Vec<f64> = lp.levels.iter().map(|level| level.at(&sum)).collect();
    prop_assert!(compare(&summed, &ruled.outcome.levels, 1e-7) == Ordering::Equal, "{summed:?}");
    Ok(())
}

/// Rules that every country passes are as good as none.
#[test]
fn rules_that_all_pass_change_nothing() {
    holds(("rules_that_all_pass_change_nothing", file!()), 40, &case(), |case| {
        let case = read_by_demands_only(&case);
        prop_assume!(case.demands.iter().any(|demand| !demand.requires.is_empty()));
        let mut open = with_plain_values(tree(&case));
        for (_, rule) in open["rules"].as_object_mut().into_iter().flatten() {
            rule["stages"] = json!({ "mined": { "excluded": ["ZA"] }, "made": { "allowed": ["US", "AU", "JP", "CN"] } });
        }
        let free = with_plain_values(tree(&without_requirements(&case)));
        let (open, free): (Answer, Answer) = (answer(&open)?, answer(&free)?);
        prop_assert!(same(levels(&open), levels(&free)), "{:?} {:?}", levels(&open), levels(&free));
        Ok(())
    });
}
