//! Which rules matter where: backwards from what asks for them.
//!
//! ```text
//! mask(i,m) = rules on elements of m, of those that
//!               demands at i that accept m require, or exposure counts there,
//!               commitments name (everywhere that goods are counted),
//!               measures on lanes out of i exempt, or customs values on them depend on,
//!               mask(j,m) has for a lane (i,j,m),
//!               mask(i,o) has for an output o of an operation that draws m, whose site passes the rule and does not forget,
//!               an operation that draws m issues certificates of,
//!               mask(i,s) has for the scrap s that m becomes after use at i.
//! ```

use super::grid::Grid;
use super::history::Tests;
use crate::network::{Demand, ExposureGroup, Lane, LaneId, MaterialId, Network, OperationId, RuleId, RuleSet, SiteId};
use std::collections::BTreeSet;

/// Rules that matter, by site and material.
pub(super) fn masks(network: &Network, tests: &Tests) -> Grid<RuleSet> {
    let mut backward = Backward {
        tests,
        masks: Grid::new(network),
        queue: Vec::new(),
    };
    backward.ask(network);
    let arriving = arriving(network);
    let makers = makers(network);
    while let Some((site, material)) = backward.queue.pop() {
        let mask = *backward.masks.at(site, material);
        for lane in arriving.at(site, material) {
            backward.add(network.lanes[lane.index()].from, material, mask);
        }
        for back in network
            .returns
            .iter()
            .filter(|back| (back.site, back.scrap) == (site, material))
        {
            for used in &back.of {
                backward.add(site, *used, mask);
            }
        }
        for operation in makers.at(site, material) {
            let needed = mask.and(tests.handed_down(*operation));
            for (input, _) in &network.operations[operation.index()].inputs {
                backward.add(site, *input, needed);
            }
        }
    }
    backward.masks
}

struct Backward<'a> {
    tests: &'a Tests,
    masks: Grid<RuleSet>,
    queue: Vec<(SiteId, MaterialId)>,
}

impl Backward<'_> {
    fn add(&mut self, site: SiteId, material: MaterialId, rules: RuleSet) {
        let mask = self.masks.at_mut(site, material);
        let wider = mask.or(rules.and(self.tests.concern(material)));
        if wider != *mask {
            *mask = wider;
            self.queue.push((site, material));
        }
    }

    fn ask(&mut self, network: &Network) {
        for demand in &network.demands {
            let asked = asked_by_demand(network, demand);
            for (material, _) in &demand.accepts {
                self.add(demand.site, *material, asked);
            }
        }
        for lane in &network.lanes {
            self.add(lane.from, lane.material, asked_on_lane(network, lane));
        }
        for (index, operation) in network.operations.iter().enumerate() {
            let id = OperationId::new(index);
            let certified = self.tests.certified(id).and(self.tests.handed_down(id));
            for (input, _) in &operation.inputs {
                self.add(operation.site, *input, certified);
            }
        }
        let committed = network
            .commitments
            .iter()
            .fold(RuleSet::default(), |all, one| all.or(one.rules()));
        for (site, material) in counted(network).into_iter().filter(|_| committed != RuleSet::default()) {
            self.add(site, material, committed);
        }
    }
}

/// Places where commitments count goods: where they are made, shipped from or delivered.
fn counted(network: &Network) -> BTreeSet<(SiteId, MaterialId)> {
    let shipped = network.lanes.iter().map(|lane| (lane.from, lane.material));
    let delivered = network
        .demands
        .iter()
        .flat_map(|demand| demand.accepts.iter().map(|(material, _)| (demand.site, *material)));
    network.makers().into_iter().chain(shipped).chain(delivered).collect()
}

fn asked_by_demand(network: &Network, demand: &Demand) -> RuleSet {
    let required = demand.requires.iter().fold(RuleSet::default(), |all, set| all.or(*set));
    let required = network.by_mine(required);
    if network.countries[network.country_of(demand.site).index()].ally {
        required.or(exposed(&network.exposure))
    } else {
        required
    }
}

fn exposed(groups: &[ExposureGroup]) -> RuleSet {
    union(groups.iter().flat_map(|group| group.steps.iter().map(|(rule, _)| *rule)))
}

fn asked_on_lane(network: &Network, lane: &Lane) -> RuleSet {
    let measures = network.measures.iter().filter(|measure| measure.unless.is_some());
    let exempting = measures.filter(|measure| network.selects(measure, lane));
    let valued = lane
        .seller
        .iter()
        .flat_map(|seller| seller.with_rule.iter().map(|(rule, _)| *rule));
    union(exempting.filter_map(|measure| measure.unless).chain(valued))
}

fn union(rules: impl Iterator<Item = RuleId>) -> RuleSet {
    rules.fold(RuleSet::default(), |set, rule| set.or(RuleSet::of(rule)))
}

fn arriving(network: &Network) -> Grid<Vec<LaneId>> {
    let mut lanes = Grid::<Vec<LaneId>>::new(network);
    for (index, lane) in network.lanes.iter().enumerate() {
        lanes.at_mut(lane.to, lane.material).push(LaneId::new(index));
    }
    lanes
}

fn makers(network: &Network) -> Grid<Vec<OperationId>> {
    let mut makers = Grid::<Vec<OperationId>>::new(network);
    for (index, operation) in network.operations.iter().enumerate() {
        for (output, _) in &operation.outputs {
            makers.at_mut(operation.site, *output).push(OperationId::new(index));
        }
    }
    makers
}
