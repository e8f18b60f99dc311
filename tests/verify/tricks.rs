//! Plans made to deceive.

use crate::support::Case;
use lodestone::network::{Lane, LaneId, RuleId, RuleSet, SiteId};
use lodestone::plan::Amount;
use lodestone::verify::Check;

/// Adds a free lane for a material between two sites.
fn free_lane(case: &mut Case, from: SiteId, to: SiteId) -> LaneId {
    let pattern = case.network.lanes[0].clone();
    let mut route = case.network.routes[pattern.route.index()].clone();
    (route.from, route.to) = (from, to);
    route.capacity.fill(f64::INFINITY);
    case.network.routes.push(route);
    let id = case.network.routes.len() - 1;
    let periods = case.network.periods.len();
    case.network.lanes.push(Lane {
        route: lodestone::network::RouteId::new(id),
        from,
        to,
        freight: vec![0.0; periods],
        seller: None,
        ..pattern
    });
    LaneId::new(case.network.lanes.len() - 1)
}

#[test]
fn goods_in_a_circle_do_not_hide_goods_from_nothing() {
    let mut case = Case::pool();
    let (source, port) = (case.network.lanes[0].from, case.network.lanes[0].to);
    let back = free_lane(&mut case, port, source);
    let there = free_lane(&mut case, source, port);
    for lane in [back, there] {
        case.plan.flows.push(Amount {
            of: lane,
            class: RuleSet::default(),
            period: lodestone::network::PeriodId(0),
            quantity: 1e9,
        });
    }
    case.passes();
    case.plan.supplies[0].quantity -= 1.0;
    case.refused_by(Check::Balance);
}

#[test]
fn a_tolerance_excuses_only_what_is_drawn() {
    let mut case = Case::shipped("rules-of-origin", "de-minimis");
    case.plan.tolerated[0].quantity *= 20.0;
    let rule = case.plan.tolerated[0].of.2.index();
    let stage = case.network.rules[rule].de_minimis.unwrap().1;
    // The share would allow any amount; the activity draws less.
    case.network.rules[rule].de_minimis = Some((1e3, stage));
    case.refused_by(Check::DeMinimis);
}

#[test]
fn a_tolerance_is_for_inputs() {
    let mut case = Case::shipped("rules-of-origin", "de-minimis");
    let magnet = case
        .network
        .materials
        .iter()
        .position(|material| material.name == "magnet")
        .unwrap();
    case.plan.tolerated[0].of.1 = lodestone::network::MaterialId::new(magnet);
    case.refused_by(Check::DeMinimis);
}

/// The chain with a downgrade of all that comes to the plant.
fn downgraded(class: RuleSet, to: RuleSet, quantity: f64) -> Case {
    let mut case = Case::chain();
    let lane = &case.network.lanes[case.plan.flows[0].of.index()];
    case.plan.downgrades = vec![Amount {
        of: (lane.from, lane.material, to),
        class,
        period: case.plan.flows[0].period,
        quantity,
    }];
    case
}

#[test]
fn a_downgrade_is_to_a_lesser_class_and_of_goods_that_came() {
    let clean = Case::chain().class("clean");
    downgraded(clean, RuleSet::default(), 1.0).passes();
    downgraded(RuleSet::default(), clean, 1.0).refused_only_by(Check::Claims);
    downgraded(clean, clean, 1.0).refused_only_by(Check::Claims);
    downgraded(clean, RuleSet::default(), 1e6).refused_only_by(Check::Claims);
    downgraded(clean, RuleSet(1 << 62), 1.0).refused_by(Check::Amounts);
}

#[test]
fn dust_is_no_violation() {
    let mut case = Case::chain();
    case.plan.flows[0].quantity *= 1.0 + 1e-8;
    let report = case.report();
    assert!(report.ok, "{:?}", report.findings);
    assert!(report.max_violation > 1e-10);
}

// More classes than unions of them could be tried.
#[test]
fn many_classes_at_one_place_are_judged_together() {
    let mut case = Case::pool();
    let rule = case.network.rules[0].clone();
    case.network.rules = (0..16).map(|_| rule.clone()).collect();
    // All sixteen rules hold for the first source; the second holds none.
    let [australia, china] = ["AU", "CN"].map(|name| Some(lodestone::network::CountryId::new(case.country(name))));
    case.network.sources[0].lineage.fill(australia);
    case.network.sources[1].lineage.fill(china);
    let all = (0..16).fold(RuleSet::default(), |set, rule| set.or(RuleSet::of(RuleId(rule))));
    for demand in &mut case.network.demands {
        demand.requires.fill(RuleSet::default());
    }
    let first = case.network.sources[0].site;
    for flow in &mut case.plan.flows {
        let good = case.network.lanes[flow.of.index()].from == first;
        flow.class = if good { all } else { RuleSet::default() };
    }
    for supply in &mut case.plan.supplies {
        supply.class = if supply.of.index() == 0 { all } else { RuleSet::default() };
    }
    let whole = case.plan.deliveries.clone();
    // 100 t in sixteen parts, each claiming one rule: each alone has its 50 t, together they have only half of what they need.
    case.plan.deliveries = whole
        .iter()
        .flat_map(|delivery| (0..16).map(|rule| (*delivery, RuleId(rule))))
        .map(|(delivery, rule)| Amount {
            class: RuleSet::of(rule),
            quantity: delivery.quantity / 16.0,
            ..delivery
        })
        .collect();
    case.refused_only_by(Check::Claims);
}
