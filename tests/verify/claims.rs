//! Claims of origin: sources, stages, pools, tolerances.

use crate::support::Case;
use lodestone::network::{CountryId, RuleSet, StageId};
use lodestone::verify::Check;

#[test]
fn sources_claim_what_their_lineage_gives() {
    let mut case = Case::chain();
    let china = CountryId::new(case.country("CN"));
    let mine = case.site("au-mine");
    for source in case.network.sources.iter_mut().filter(|source| source.site.index() == mine) {
        source.lineage[0] = Some(china);
    }
    case.refused_only_by(Check::Claims);
}

#[test]
fn stock_at_the_start_claims_what_its_lineage_gives() {
    let mut case = Case::chain();
    let china = CountryId::new(case.country("CN"));
    case.network.stocks[0].lineage[0] = Some(china);
    let clean = case.class("clean");
    case.plan.stocks.iter_mut().for_each(|kept| kept.class = kept.class.or(clean));
    case.refused_by(Check::Claims);
}

#[test]
fn a_site_that_fails_the_stage_gives_no_class() {
    let mut case = Case::chain();
    let japan = case.country("JP");
    let clean = case.network.rules.iter().position(|rule| rule.name == "clean").unwrap();
    let last = case.network.stages.len() - 1;
    case.network.rules[clean].passes[last].as_mut().unwrap()[japan] = false;
    case.refused_by(Check::Claims);
}

#[test]
fn a_lane_does_not_make_goods_better() {
    let mut case = Case::chain();
    let clean = case.class("clean");
    case.plan.flows.iter_mut().for_each(|flow| flow.class = flow.class.or(clean));
    case.plan.flows.dedup_by_key(|flow| (flow.of, flow.class, flow.period));
    case.refused_by(Check::Claims);
}

#[test]
fn an_activity_does_not_claim_what_it_does_not_draw() {
    let mut case = Case::chain();
    let clean = case.class("clean");
    let lesser = case
        .plan
        .activities
        .iter()
        .position(|run| run.class.and(clean) != clean)
        .unwrap();
    case.plan.activities[lesser].class = case.plan.activities[lesser].class.or(clean);
    let (class, period, quantity) = {
        let run = &case.plan.activities[lesser];
        (run.class, run.period, run.quantity)
    };
    let twin = case
        .plan
        .activities
        .iter()
        .position(|run| run.class == class && run.period == period)
        .filter(|twin| *twin != lesser);
    if let Some(twin) = twin {
        case.plan.activities[twin].quantity += quantity;
        case.plan.activities.remove(lesser);
    }
    case.refused_only_by(Check::Claims);
}

#[test]
fn two_units_with_one_rule_each_do_not_make_one_with_both() {
    let mut case = Case::pool();
    let both = case.class("mined").or(case.class("split"));
    case.network.demands[0].requires.fill(both);
    case.plan.deliveries[0].class = both;
    case.refused_only_by(Check::Claims);
}

#[test]
fn one_unit_with_both_rules_does_not_serve_two() {
    let mut case = Case::pool();
    let both = case.class("mined").or(case.class("split"));
    let [australia, china] = ["AU", "CN"].map(|name| Some(CountryId::new(case.country(name))));
    let lineages = [australia, china].map(|country| [country, country]);
    for (source, lineage) in lineages.iter().enumerate() {
        case.network.sources[source].lineage[..2].copy_from_slice(lineage);
    }
    let source_of = |site: usize| usize::from(case.network.sources[0].site.index() != site);
    for flow in &mut case.plan.flows {
        let from = source_of(case.network.lanes[flow.of.index()].from.index());
        flow.class = [both, RuleSet::default()][from];
    }
    for supply in &mut case.plan.supplies {
        supply.class = [both, RuleSet::default()][supply.of.index()];
    }
    case.refused_only_by(Check::Claims);
}

fn tolerant() -> Case {
    let case = Case::shipped("rules-of-origin", "de-minimis");
    assert!(!case.plan.tolerated.is_empty());
    case
}

#[test]
fn tolerances_are_not_exceeded() {
    let mut case = tolerant();
    case.plan.tolerated[0].quantity *= 1.5;
    case.refused_by(Check::DeMinimis);
    let mut case = tolerant();
    let rule = case.plan.tolerated[0].of.2.index();
    let (share, stage) = case.network.rules[rule].de_minimis.unwrap();
    case.network.rules[rule].de_minimis = Some((0.5 * share, stage));
    case.refused_only_by(Check::DeMinimis);
}

#[test]
fn tolerances_hold_at_their_stage() {
    let mut case = tolerant();
    let rule = case.plan.tolerated[0].of.2.index();
    let share = case.network.rules[rule].de_minimis.unwrap().0;
    case.network.rules[rule].de_minimis = Some((share, StageId(0)));
    case.refused_only_by(Check::DeMinimis);
    case.network.rules[rule].de_minimis = None;
    case.refused_only_by(Check::DeMinimis);
}

#[test]
fn a_tolerance_is_needed_for_other_goods() {
    let mut case = tolerant();
    case.plan.tolerated.clear();
    case.refused_only_by(Check::Claims);
}

/// Rules of every custody and one of value content at one plant. Nd and Dy of a magnet may be of two mines.
fn custody() -> Case {
    Case::of_text(include_str!("instances/custody.yaml"))
}

#[test]
fn rules_of_every_custody_stand_side_by_side() {
    let case = custody();
    case.passes();
    let asked = case
        .network
        .demands
        .iter()
        .position(|demand| demand.name == "missiles")
        .unwrap();
    let served = case.plan.deliveries.iter().filter(|delivery| delivery.of.0.index() == asked);
    let tonnes: f64 = served.map(|delivery| delivery.quantity).sum();
    assert!((tonnes - 40.0).abs() < 1e-6, "{tonnes} t");
}

#[test]
fn goods_are_of_the_mine_that_sold_them() {
    let mut case = custody();
    let (of, other) = (case.class("by-mine:Nd:au-mine"), case.class("by-mine:Nd:ca-mine"));
    let sold = case.plan.supplies.iter_mut().find(|supply| supply.class.covers(of)).unwrap();
    sold.class = sold.class.without(of).or(other);
    case.refused_by(Check::Claims);
}

#[test]
fn a_delivery_by_mine_is_of_one_mine_for_each_element() {
    let mut broken = [custody(), custody()];
    let [dy, ca] = ["by-mine:Dy:au-mine", "by-mine:Nd:ca-mine"].map(|rule| broken[0].class(rule));
    let au = broken[0].class("by-mine:Nd:au-mine");
    for delivery in &mut broken[0].plan.deliveries {
        delivery.class = delivery.class.without(dy);
    }
    for delivery in broken[1]
        .plan
        .deliveries
        .iter_mut()
        .filter(|delivery| delivery.class.covers(dy))
    {
        delivery.class = delivery.class.or(ca).or(au);
    }
    broken.iter().for_each(|case| case.refused_by(Check::Demand));
}
