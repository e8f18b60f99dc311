//! Capacities, dates, room, closing stocks, demands, bans and export limits.

use crate::support::Case;
use lodestone::network::{MeasureKind, Network};
use lodestone::plan::Plan;
use lodestone::verify::Check;

/// Breaks the right plan of the chain, by its terms or its amounts.
fn broken(edit: impl FnOnce(&mut Network, &mut Plan)) -> Case {
    let mut case = Case::chain();
    edit(&mut case.network, &mut case.plan);
    case
}

#[test]
fn sources_have_limits() {
    let case = broken(|network, plan| {
        let supply = plan.supplies[0];
        network.sources[supply.of.index()].available[supply.period.index()] = 0.9 * supply.quantity;
    });
    case.refused_only_by(Check::Capacity);
}

#[test]
fn lines_have_limits() {
    broken(|network, _| network.lines[0].capacity[1] = 20.0).refused_only_by(Check::Capacity);
}

#[test]
fn lines_do_not_run_before_they_start() {
    broken(|network, _| network.lines[0].capacity[0] = 0.0).refused_only_by(Check::Capacity);
}

#[test]
fn circuits_have_limits() {
    broken(|network, _| network.lines[0].circuits[0].capacity[0] = 20.0).refused_only_by(Check::Capacity);
}

#[test]
fn routes_have_limits() {
    let case = broken(|network, plan| {
        let flow = plan.flows[0];
        let route = network.lanes[flow.of.index()].route;
        network.routes[route.index()].capacity[flow.period.index()] = 0.5 * flow.quantity;
    });
    case.refused_only_by(Check::Capacity);
}

#[test]
fn closed_lanes_carry_nothing() {
    let case = broken(|network, plan| {
        let flow = plan.flows[0];
        network.lanes[flow.of.index()].arrivals[flow.period.index()].clear();
    });
    case.refused_by(Check::Capacity);
}

#[test]
fn stocks_have_room() {
    broken(|network, _| network.stocks[0].room[1] = 9.0).refused_only_by(Check::Capacity);
}

#[test]
fn markets_take_so_much() {
    broken(|network, _| network.byproducts[0].limit[0] = 1.0).refused_only_by(Check::Capacity);
}

#[test]
fn closing_stocks_are_left() {
    broken(|network, plan| {
        let last = network.periods.len() - 1;
        plan.stocks.retain(|kept| kept.period.index() != last);
    })
    .refused_by(Check::Terminal);
}

#[test]
fn customers_take_what_they_accept() {
    broken(|network, _| network.demands[0].accepts.clear()).refused_by(Check::Demand);
}

#[test]
fn customers_get_the_rules_they_require() {
    let case = broken(|network, _| {
        let requires = network.demands.iter().map(|demand| demand.requires[0].0).max().unwrap();
        for demand in &mut network.demands {
            demand.requires.fill(lodestone::network::RuleSet(requires));
        }
    });
    case.refused_only_by(Check::Demand);
}

#[test]
fn floors_on_delivery_hold() {
    broken(|network, _| network.demands.iter_mut().for_each(|demand| demand.minimum.fill(90.0))).refused_only_by(Check::Demand);
}

#[test]
fn shortages_make_up_the_rest() {
    broken(|_, plan| plan.shortages[0].quantity *= 0.9).refused_by(Check::Demand);
}

#[test]
fn a_block_is_short_of_no_more_than_itself() {
    let case = broken(|network, plan| {
        let missing = plan.shortages[0];
        let demand = &mut network.demands[missing.of.0.index()];
        let (block, other) = (missing.of.1 as usize, 1 - missing.of.1 as usize);
        demand.blocks[block].quantity[missing.period.index()] -= 10.0;
        demand.blocks[other].quantity[missing.period.index()] += 10.0;
    });
    case.refused_only_by(Check::Demand);
}

#[test]
fn bans_are_kept() {
    let case = broken(|network, _| {
        let duty = network.measures.iter_mut().find(|measure| measure.name == "duty");
        duty.unwrap().kind = MeasureKind::Ban;
    });
    case.refused_by(Check::Measures);
}

#[test]
fn export_limits_are_kept() {
    let limited = |limit: f64, element: bool| {
        let mut case = Case::chain();
        let element = element.then_some(lodestone::network::ElementId(0));
        let mut measure = case.network.measures[0].clone();
        measure.importers.fill(true);
        measure.materials.fill(true);
        measure.exporters.fill(false);
        measure.exporters[case.country("JP")] = true;
        measure.by = lodestone::network::ExporterTest::ShippedFrom;
        measure.unless = None;
        measure.kind = MeasureKind::ExportLimit {
            limit: vec![limit; 2],
            element,
        };
        case.network.measures.push(measure);
        case
    };
    limited(100.0, false).refused_only_by(Check::Measures);
    limited(140.0, false).passes();
    limited(100.0, true).passes();
    limited(30.0, true).refused_only_by(Check::Measures);
}

/// What one period leaves another may use.
#[test]
fn quotas_count_a_window_together() {
    let limited = |limit: [f64; 2]| {
        let mut case = Case::chain();
        let mut measure = case.network.measures[0].clone();
        measure.importers.fill(true);
        measure.materials.fill(true);
        measure.exporters.fill(false);
        measure.exporters[case.country("JP")] = true;
        measure.by = lodestone::network::ExporterTest::ShippedFrom;
        measure.unless = None;
        measure.kind = MeasureKind::Quota {
            limit: limit.to_vec(),
            element: None,
            windows: std::iter::once(0..2).collect(),
        };
        case.network.measures.push(measure);
        case
    };
    limited([1000.0, 0.0]).passes();
    limited([0.0, 1000.0]).passes();
    limited([50.0, 50.0]).refused_only_by(Check::Measures);
}

/// A volume kept for the second half-year is refused where who comes first has it.
#[test]
fn volumes_filled_by_date_are_used_up_first() {
    let mut case = Case::shipped("tariff-rate-quota", "rates-rise");
    case.passes();
    for measure in &mut case.network.measures {
        if let MeasureKind::RateQuota { first_come, .. } = &mut measure.kind {
            *first_come = true;
        }
    }
    case.refused_only_by(Check::Measures);
}

/// Where the rate beyond is the lower one, it is not had while something is left of the volume.
#[test]
fn lower_rates_beyond_a_volume_are_earned() {
    let mut case = Case::shipped("tariff-rate-quota", "high-first");
    case.passes();
    case.plan.tranches.iter_mut().for_each(|part| part.quantity *= 0.5);
    case.refused_by(Check::Measures);
}

/// No more is sold under a contract than its volume, and no more than is shipped.
#[test]
fn contracts_have_volumes() {
    let mut case = Case::shipped("contract-for-difference", "volume");
    case.passes();
    for volume in case.network.supports.iter_mut().filter_map(|support| support.volume.as_mut()) {
        volume.amount[0] = 29.0;
    }
    case.refused_only_by(Check::Measures);
    let mut case = Case::shipped("contract-for-difference", "volume");
    let flow = case.plan.supported[0].of;
    case.plan
        .flows
        .iter_mut()
        .filter(|amount| amount.of == flow)
        .for_each(|amount| amount.quantity = 20.0);
    case.refused_by(Check::Measures);
}

/// A treasury owes what is missing from the bid that matches a rival.
#[test]
fn bids_that_match_are_owed_the_rest() {
    let mut case = Case::shipped("contract-for-difference", "match");
    case.passes();
    case.network.supports[0]
        .reference
        .iter_mut()
        .for_each(|prices| prices[0] += 1.0);
    case.refused_only_by(Check::Ledger);
}
