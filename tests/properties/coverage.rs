//! The random instances hold what they are meant to: everything that the model knows is in use in some of them.

use super::case::case;
use super::enriched::rich_tree;
use super::extra::rich;
use super::pipeline::{Answer, answer, holds};
use super::text::tree;
use lodestone::formulation::{FAMILIES, formulate_part};
use lodestone::network::MeasureKind;
use lodestone::origin::label;
use lodestone::plan::EntryKind;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What is in use in an answer.
fn features(answer: &Answer) -> Vec<&'static str> {
    let Ok(solved) = answer else { return vec!["infeasible"] };
    let (network, plan) = (&solved.posed.network, &solved.plan);
    let paid = |kind: EntryKind| plan.ledger.iter().any(|entry| entry.kind == kind);
    let level = |name: &str| plan.levels.iter().any(|level| level.name == name && level.value > 1e-6);
    let required = |demand: &lodestone::network::Demand| demand.requires.iter().any(|rules| rules.0 != 0);
    let ruled = |of: &lodestone::plan::Amount<_>| {
        let (demand, _): (lodestone::network::DemandId, lodestone::network::MaterialId) = of.of;
        required(&network.demands[demand.index()])
    };
    let spread = network
        .lanes
        .iter()
        .any(|lane| lane.arrivals.iter().any(|arrivals| arrivals.len() > 1));
    let contents = |dy: bool| {
        plan.deliveries
            .iter()
            .any(|of| network.materials[of.of.1.index()].content[usize::from(dy)] > 0.0)
    };
    let recycled = |of: &lodestone::plan::Amount<lodestone::network::OperationId>| {
        network.stages[network.operations[of.of.index()].stage.index()].recycling
    };
    let limited = network
        .measures
        .iter()
        .any(|measure| matches!(measure.kind, MeasureKind::ExportLimit { .. }));
    let named = [
        ("a rule on what is delivered", plan.deliveries.iter().any(ruled)),
        ("tolerance", !plan.tolerated.is_empty()),
        ("downgrade", !plan.downgrades.is_empty()),
        ("first tier short", level("dx")),
        ("last tier short", level("unrated")),
        ("exposure", level("exposure")),
        ("penalty", paid(EntryKind::Penalty)),
        ("stock", !plan.stocks.is_empty()),
        ("worth of a stock", paid(EntryKind::Terminal)),
        ("tariff", paid(EntryKind::Tariff)),
        ("specific duty", paid(EntryKind::SpecificDuty)),
        ("levy", paid(EntryKind::FloorLevy)),
        ("premium", paid(EntryKind::FloorPremium)),
        ("export limit", limited),
        ("transit over periods", spread),
        ("several periods", network.periods.len() > 1),
        ("both elements", contents(false) && contents(true)),
        ("by-product", !plan.sales.is_empty()),
        ("recycling", plan.activities.iter().any(recycled)),
        ("disposal", !plan.disposals.is_empty()),
        ("goods under way", !network.in_transit.is_empty()),
    ];
    named
        .into_iter()
        .filter(|(_, used)| *used)
        .map(|(name, _)| name)
        .chain(["tried"])
        .collect()
}

#[test]
fn everything_is_in_use() {
    let counts: RefCell<BTreeMap<&str, u32>> = RefCell::default();
    holds(("everything_is_in_use", file!()), 150, &case(), |case| {
        for feature in features(&answer(&tree(&case))?) {
            *counts.borrow_mut().entry(feature).or_default() += 1;
        }
        Ok(())
    });
    let counts = counts.into_inner();
    assert_eq!(counts.len(), 23, "{counts:#?}");
    println!("{counts:#?}");
}

/// A family is in use where the program is another without it.
#[test]
fn every_family_is_in_use() {
    let unseen: RefCell<BTreeSet<&str>> = RefCell::new(FAMILIES.iter().map(|family| family.name).collect());
    holds(("every_family_is_in_use", file!()), 250, &rich(), |rich| {
        if unseen.borrow().is_empty() {
            return Ok(());
        }
        if let Ok(solved) = answer(&rich_tree(&rich))? {
            let labelled = label(&solved.posed.network);
            let lp = &solved.posed.model.lp;
            unseen
                .borrow_mut()
                .retain(|name| formulate_part(&labelled, &|family| family.name != *name).lp == *lp);
        }
        Ok(())
    });
    let unseen = unseen.into_inner();
    assert!(unseen.is_empty(), "no random instance has {unseen:?}");
}
