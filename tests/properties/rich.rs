//! Instances with decisions, contracts, quotas, rules of stocks and custody: plans pass judge and certificate, another solver agrees, names,
//! order and units change nothing, and what is lifted never hurts.

use super::disguise::{in_other_units, renamed, reordered};
use super::enriched::{POLICY, SINTERING, at, rich_tree, without};
use super::extra::{Kind, Rich, rich};
use super::pipeline::{answer, answer_with, compare, holds, levels};
use super::text::drop_unused;
use lodestone::run::{Second, Solved};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::cell::Cell;
use std::cmp::Ordering;

/// Relative difference that two plans with whole numbers may have.
const CLOSE: f64 = 1e-6;

/// Whether every level is at the bound that the solver claims, so that another may be asked.
fn is_closed(solved: &Solved) -> bool {
    let claimed = &solved.outcome.claimed;
    !solved.posed.model.lp.is_mixed_integer() || compare(&solved.outcome.levels, claimed, CLOSE) == Ordering::Equal
}

#[test]
fn another_solver_agrees_on_whole_numbers() {
    let (whole, open) = (Cell::new(0), Cell::new(0));
    holds(("another_solver_agrees_on_whole_numbers", file!()), 200, &rich(), |rich| {
        let tree = rich_tree(&rich);
        let Ok(solved) = answer_with(&tree, Some(Second::Microlp))? else {
            return Ok(());
        };
        whole.set(whole.get() + usize::from(solved.posed.model.lp.is_mixed_integer()));
        let (found, second) = (&solved.outcome.levels, &solved.second);
        match second {
            Some(Ok(second)) => prop_assert!(second.agrees, "{found:?} against {second:?}\n{tree}"),
            _ if is_closed(&solved) => prop_assert!(false, "{found:?} without a second opinion: {second:?}\n{tree}"),
            _ => open.set(open.get() + 1),
        }
        Ok(())
    });
    let (whole, open) = (whole.get(), open.get());
    assert!(
        whole > 30 && 10 * open < whole,
        "{whole} plans with whole numbers, {open} not at their bounds"
    );
}

#[test]
fn disguises_of_rich_instances_change_nothing() {
    let strategy = (rich(), any::<u64>());
    holds(
        ("disguises_of_rich_instances_change_nothing", file!()),
        100,
        &strategy,
        |(rich, seed)| {
            let tree = rich_tree(&rich);
            let disguise = [renamed, reordered, in_other_units][(seed % 3) as usize];
            let (one, other) = (answer(&tree)?, answer(&disguise(&tree, seed))?);
            match (levels(&one), levels(&other)) {
                (Ok(a), Ok(b)) => prop_assert!(compare(a, b, CLOSE) == Ordering::Equal, "{a:?} {b:?}\n{tree}"),
                (a, b) => prop_assert_eq!(a, b),
            }
            Ok(())
        },
    );
}

/// The instance without what a kind asks for, or with more of what it allows; none where the kind asks for nothing.
fn lifted(tree: &Value, kind: Kind) -> Option<Value> {
    let mut tree = tree.clone();
    let measures = format!("{POLICY}/measures");
    match kind {
        Kind::Opening => ["mine-0", "market", "works-0"]
            .iter()
            .for_each(|site| without(&mut tree, &format!("/sites/{site}"), "opening")),
        Kind::Option => {
            let more = tree.pointer_mut("/sites/plant-0/options/more")?;
            more["lumpy"] = json!(false);
        }
        Kind::MinimumRun => without(&mut tree, SINTERING, "minimum_run"),
        Kind::Lot => without(&mut tree, SINTERING, "lot"),
        Kind::Campaigns => {
            without(&mut tree, SINTERING, "campaigns");
            without(&mut tree, "/rules/rule-0", "custody");
        }
        Kind::Link | Kind::Qualification => {
            let lanes = tree["lanes"].as_array_mut()?;
            lanes
                .iter_mut()
                .filter_map(Value::as_object_mut)
                .for_each(|lane| _ = lane.remove("use"));
        }
        Kind::Partners => ["/sites/works-0", "/demands/buyer-0"]
            .iter()
            .for_each(|place| without(&mut tree, place, "suppliers")),
        Kind::Contract => at(
            &mut tree,
            &format!("{POLICY}/contracts/offtake"),
            json!({ "most": "400 t/yr" }),
        ),
        Kind::TakeOrPay => ["least", "take_or_pay"]
            .iter()
            .for_each(|field| without(&mut tree, &format!("{POLICY}/contracts/paid"), field)),
        Kind::Quota => without(&mut tree, &measures, "imports"),
        Kind::ExportTax => without(&mut tree, &measures, "tax"),
        Kind::Subsidy => at(&mut tree, &format!("{measures}/help"), json!({ "amount": "1 USD/kg" })),
        Kind::StockRules => {
            for rule in ["release", "refill", "minimum", "rotation", "commercial"] {
                without(&mut tree, "/sites/works-0/stocks/nd-oxide", rule);
            }
        }
        Kind::Share => without(&mut tree, &format!("{POLICY}/commitments"), "promise"),
        Kind::Viability => {
            ["owner", "opening"]
                .iter()
                .for_each(|field| without(&mut tree, "/sites/works-0", field));
            without(&mut tree, "/owners", "boreas");
        }
        Kind::Credit | Kind::ValueContent | Kind::Certificates => {
            for demand in tree["demands"].as_object_mut().into_iter().flatten() {
                demand.1["requires"] = json!([]);
            }
        }
        Kind::RateQuota | Kind::Difference | Kind::Returns | Kind::Mixed => return None,
    }
    drop_unused(&mut tree);
    Some(tree)
}

#[test]
fn what_is_lifted_never_hurts() {
    let lifted_at_all = Cell::new(0);
    holds(("what_is_lifted_never_hurts", file!()), 150, &rich(), |rich: Rich| {
        let tree = rich_tree(&rich);
        let Some(free) = rich.extras.iter().find_map(|extra| lifted(&tree, extra.kind)) else {
            return Ok(());
        };
        let (before, after) = (answer(&tree)?, answer(&free)?);
        lifted_at_all.set(lifted_at_all.get() + 1);
        match (levels(&before), levels(&after)) {
            (Ok(a), Ok(b)) => prop_assert!(
                compare(b, a, CLOSE) != Ordering::Greater,
                "{a:?} became {b:?}\n{tree}\n{free}"
            ),
            (a, b) => prop_assert!(a.is_err(), "{a:?} became {b:?}\n{tree}\n{free}"),
        }
        Ok(())
    });
    assert!(lifted_at_all.get() > 40, "only {} were lifted", lifted_at_all.get());
}

/// Nothing that is shipped in the only half-year arrives before its end.
#[test]
fn a_promise_that_nothing_can_keep_leaves_no_plan() {
    let tree = |least: &str| {
        json!({
            "lodestone": 1, "name": "Late", "periods": { "start": "2026-01-01", "count": 1, "length": "6 months" },
            "elements": { "X": {} }, "stages": { "mined": {} }, "materials": { "ore": { "stage": "mined", "contents": { "X": "1 %" } } },
            "sites": { "mine": { "country": "AU", "source": { "ore": { "offer": "1 USD/kg", "available": "9 t/yr" } } } },
            "lanes": [{ "from": "mine", "to": "*", "transit": "200 d" }],
            "demands": { "buyer": { "country": "US", "accepts": ["ore"], "quantity": "4 t/yr", "penalty": "9 USD/kg" } },
            "policies": { "only": { "commitments": { "promise": { "of": { "from": ["mine"] }, "at_least": least } } } },
        })
    };
    assert!(answer(&tree("2 t/yr")).unwrap().is_err());
    assert!(answer(&tree("0 t/yr")).unwrap().is_ok());
}
